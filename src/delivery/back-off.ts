import { PlatformFault } from '../shared/platform-fault.js';

const SHORTEST_MS = 1_000;
const LONGEST_MS = 900_000;

/** After so many attempts that failed for no good reason, something is set aside. */
export const MOST_ATTEMPTS = 8;

/** 1 s, 4 s, 16 s … at most a quarter of an hour: eight attempts take a little over half an hour. */
export const backOffMs = (attempts: number): number => clampMs(1_000 * 4 ** (attempts - 1));

/** A time to wait that somebody else named, kept between a second and a quarter of an hour. */
export const clampMs = (ms: number): number => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));

/** Why something failed, for whoever looks after Corridor: a platform's code or the kind of error, never its words. */
export function kindOf(fault: unknown): string {
  if (fault instanceof PlatformFault) return fault.code;
  return fault instanceof Error ? fault.name : 'unknown';
}
