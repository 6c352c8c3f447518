import type { Clock } from '../shared/clock.js';

type SharedNeeds = {
  /** What the database’s own clock shows. */
  ask: () => Promise<Date>;
  /** Milliseconds that only ever grow, whatever is done to the machine’s clock. */
  elapsedMs: () => number;
};

/** Of so many answers the quickest says best what time it is. */
const ASKED = 5;

/**
 * The one clock of several processes that share a database, wherever they run: leases and waits that one of them sets
 * mean the same to all, and nobody’s wrong or corrected clock shortens them. `adjust` asks anew, and is to be called
 * now and then.
 */
export async function sharedClock({
  ask,
  elapsedMs,
}: SharedNeeds): Promise<Clock & { adjust(): Promise<void> }> {
  async function aheadMs(): Promise<number> {
    const measured: { tookMs: number; aheadMs: number }[] = [];
    for (let time = 0; time < ASKED; time += 1) {
      const before = elapsedMs();
      const at = await ask();
      const tookMs = elapsedMs() - before;
      measured.push({ tookMs, aheadMs: at.getTime() - before - tookMs / 2 });
    }
    const [quickest] = measured.toSorted((a, b) => a.tookMs - b.tookMs);
    return quickest?.aheadMs ?? 0;
  }
  let known = await aheadMs();
  return {
    now: () => new Date(known + elapsedMs()),
    async adjust() {
      known = await aheadMs();
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
