const START = Date.UTC(2026, 10, 24, 10);
export const at = (seconds: number) => new Date(START + seconds * 1_000);
/** Eight attempts at something that is kept at second 0 and always fails, each after a longer pause. */
export const TRIES = [0, 1, 5, 21, 85, 341, 1_241, 2_141];
export const CLOSELY = TRIES.flatMap((second) => [second - 1, second, second]);
export const LEASE_SECONDS = 60;

/** Wakes it at each of these seconds. @returns the seconds at which there was something to do, once for each thing. */
export async function wake(step: (now: Date) => Promise<number>, seconds: readonly number[]) {
  const ran: number[] = [];
  for (const second of seconds) while ((await step(at(second))) > 0) ran.push(second);
  return ran;
}
