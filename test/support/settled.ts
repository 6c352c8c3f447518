import type { Program } from '../../src/main/program.js';
import type { testClock } from './settings.js';

/** What is to wait longer than this waits for something else than its turn. */
const PATIENCE_MS = 10_000;

/** Waits until everything that was decided has been said, one message a second in each place. */
export async function settled(
  { worker, nextDue }: Pick<Program, 'worker' | 'nextDue'>,
  clock: ReturnType<typeof testClock>,
): Promise<void> {
  for (;;) {
    await worker.drain();
    const next = await nextDue();
    if (next === null || next.getTime() - clock.now().getTime() > PATIENCE_MS) return;
    clock.set(next);
  }
}
