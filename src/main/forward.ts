import { earliest } from '../delivery/worker.js';
import type { Clock } from '../shared/clock.js';

type Needs = {
  clock: Clock & { set?(at: Date): void };
  worker: { drain(): Promise<void> };
  /** When the next thing of each kind is due. */
  due: readonly (() => Promise<Date | null>)[];
};

/** A clock that can be moved forward, and what happens on the way. */
export type Forward = {
  nextDue(): Promise<Date | null>;
  /** Moves the clock, stopping at whatever is due on the way, so that everything happens at its own time. */
  forwardTo(target: Date): Promise<void>;
};

/** Makes time pass for the local workspace and the sample; with a clock that cannot be set it only does what is due. */
export function createForward({ clock, worker, due }: Needs): Forward {
  const nextDue = async () => earliest(...(await Promise.all(due.map((each) => each()))));
  return {
    nextDue,
    async forwardTo(target) {
      for (let next = await nextDue(); next && next <= target; next = await nextDue()) {
        if (next > clock.now()) clock.set?.(next);
        await worker.drain();
        if (((await nextDue())?.getTime() ?? Infinity) <= next.getTime()) break; // it waits for something else
      }
      if (target > clock.now()) clock.set?.(target);
      await worker.drain();
    },
  };
}
