import type { Message } from '../chat/message.js';
import { newId } from '../shared/ids.js';
import type { Log } from '../shared/log.js';
import { ourFault } from './words.js';

/** Slack gives up after three seconds and tells the person that the app failed. */
const ANSWER_WITHIN_MS = 2_500;

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
export async function answerInTime<A>({ log, ack, work, apology, late }: Answering<A>): Promise<void> {
  const answer = sparing(log, work, apology);
  const { late: isLate, stop } = startTimer();
  const done = await Promise.race([answer.then((value) => ({ value })), isLate]);
  stop();
  if (done !== 'late') return await ack(done.value);
  await ack(late.first);
  await late.follow(await answer);
}

/** This room's own bugs end here, so that a person is never left with a time-out. */
async function sparing<A>(
  log: Log,
  work: Answering<A>['work'],
  apology: Answering<A>['apology'],
): Promise<A | undefined> {
  try {
    return await work();
  } catch (error) {
    const errorReference = newId().slice(-8);
    log.error({ event: 'slack-answer', errorReference }, error);
    return await sorry(log, () => apology(ourFault(errorReference)));
  }
}

async function sorry<A>(log: Log, apology: () => A | Promise<A>): Promise<A | undefined> {
  try {
    return await apology();
  } catch (error) {
    log.error({ event: 'slack-apology' }, error);
    return undefined;
  }
}

function startTimer(): { late: Promise<'late'>; stop: () => void } {
  let stop = () => undefined as void;
  const late = new Promise<'late'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), ANSWER_WITHIN_MS);
    stop = () => clearTimeout(timer);
  });
  return { late, stop };
}
