import type { Clock } from '../shared/clock.js';

/**
 * The local workspace’s clock: it goes on like any clock, and can be set forward, never back.
 * @param notBefore where an earlier run had moved it to, so that time never goes backwards in what is stored
 */
export function movableClock(system: Clock, notBefore: Date | null): Clock & { set(at: Date): void } {
  let aheadMs = Math.max(0, (notBefore?.getTime() ?? 0) - system.now().getTime());
  return {
    now: () => new Date(system.now().getTime() + aheadMs),
    set(at) {
      aheadMs = Math.max(aheadMs, at.getTime() - system.now().getTime());
    },
  };
}

/**
 * A clock for tests against a stand-in for Slack: it goes `speed` times as fast, so that leases, waits and timetables
 * keep their proportions in a shorter run. All processes of one run count from the same instant.
 */
export const fastClock = (system: Clock, { speed, sinceMs }: { speed: number; sinceMs: number }): Clock => ({
  now: () => new Date(sinceMs + (system.now().getTime() - sinceMs) * speed),
});
