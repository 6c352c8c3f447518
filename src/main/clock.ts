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
