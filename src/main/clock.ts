import type { Clock } from '../shared/clock.js';

type SharedNeeds = {
  /** What the database’s own clock shows. */
  ask: () => Promise<Date>;
  /** Milliseconds that only ever grow, whatever is done to the machine’s clock. */
  elapsedMs: () => number;
};

/** An answer that took longer says too little about now. */
const QUICK_MS = 1_000;

/**
 * The one clock of several processes that share a database, wherever they run: leases and waits that one of them sets
 * mean the same to all, and nobody’s wrong or corrected clock shortens them. `adjust` asks anew, and is to be called
 * now and then.
 */
export async function sharedClock({
  ask,
  elapsedMs,
}: SharedNeeds): Promise<Clock & { adjust(): Promise<void> }> {
  async function measure() {
    const before = elapsedMs();
    const at = await ask();
    const tookMs = elapsedMs() - before;
    return { tookMs, aheadMs: at.getTime() - before - tookMs / 2 };
  }
  let { aheadMs } = await measure();
  return {
    now: () => new Date(aheadMs + elapsedMs()),
    async adjust() {
      const measured = await measure();
      if (measured.tookMs < QUICK_MS) ({ aheadMs } = measured);
    },
  };
}

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
