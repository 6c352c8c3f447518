import { newId } from '../shared/ids.js';
import type { Log } from '../shared/log.js';
import type { Message } from './message.js';
import type { Platform } from './place.js';

/** How long a platform waits for an answer, and what this room says when it fails itself. */
type Patience = { room: Platform; withinMs: number; ourFault: (reference: string) => Message };

export type Answering<A> = {
  log: Log;
  ack: (answer?: A) => Promise<void>;
  work: () => Promise<A | undefined>;
  /** The answer when this room itself fails. */
  apology: (message: Message) => A | undefined | Promise<A | undefined>;
  /** What to say when the work is not done in time, and how the real answer follows. */
  late: { first?: A; follow: (answer: A | undefined) => Promise<void> };
};

/** Does the work and acknowledges with its answer: always once, always in time, whatever happens. */
export async function answerWithin<A>(patience: Patience, answering: Answering<A>): Promise<void> {
  const { ack, late } = answering;
  const answer = sparing(patience, answering);
  const { late: isLate, stop } = startTimer(patience.withinMs);
  const done = await Promise.race([answer.then((value) => ({ value })), isLate]);
  stop();
  if (done !== 'late') return await ack(done.value);
  await ack(late.first);
  await late.follow(await answer);
}

/** This room's own bugs end here, so that a person is never left with a time-out. */
async function sparing<A>(
  { room, ourFault }: Patience,
  { log, work, apology }: Answering<A>,
): Promise<A | undefined> {
  try {
    return await work();
  } catch (error) {
    const errorReference = newId().slice(-8);
    log.error({ event: `${room}-answer`, errorReference }, error);
    return await sorry(room, log, () => apology(ourFault(errorReference)));
  }
}

async function sorry<A>(room: Platform, log: Log, apology: () => A | Promise<A>): Promise<A | undefined> {
  try {
    return await apology();
  } catch (error) {
    log.error({ event: `${room}-apology` }, error);
    return undefined;
  }
}

function startTimer(withinMs: number): { late: Promise<'late'>; stop: () => void } {
  let stop = () => undefined as void;
  const late = new Promise<'late'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), withinMs);
    stop = () => clearTimeout(timer);
  });
  return { late, stop };
}
