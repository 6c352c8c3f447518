// What a reply in a thread costs on Slack, one after another. By itself: npx tsx test/bench/reply.ts
import { openScratchDatabase } from '../support/scratch.js';
import { openSlackCorridor } from '../support/slack-corridor.js';
import { slackChannel, slackUser } from '../support/slack-sample.js';
import { quantile } from './children.js';

const REPLIES = 200;
const WARM_UP = 20;
/** Slack lets one message a second into a place; that wait is not ours, so the clock is moved past it. */
const PAUSE_MS = 2_000;
const [NADIA, PRIYA] = [slackUser('nadia'), slackUser('priya')];
const CHANNEL = slackChannel('corridor');

/**
 * A reply in the thread of a consultation, from the signed event to the end of all it causes: stored, the card and
 * the triage list changed, its reader told. The stand-in for Slack answers at once.
 */
export async function benchReply(print: (line: string) => void): Promise<void> {
  const corridor = await openSlackCorridor(await openScratchDatabase());
  const { driver, fake, clock, worker, database } = corridor;
  await driver.command('/consult', { user: NADIA, channel: CHANNEL });
  const form = fake.modalOf(NADIA);
  if (!form) throw new Error('no form');
  await driver.submit(form, { issues: ['maternity'], what: 'Taken off the rota. Can they do that?' }, NADIA);
  await corridor.settle();
  const root = fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))?.ts;

  const times: number[] = [];
  for (let nth = 0; nth < WARM_UP + REPLIES; nth += 1) {
    clock.forward(PAUSE_MS);
    const ts = `${Math.floor(clock.now().getTime() / 1_000)}.${String(nth).padStart(6, '0')}`;
    const text = `In general, no. Keep page ${nth} of the rota.`;
    const began = performance.now();
    await driver.event({
      ...{ type: 'message', channel: CHANNEL, channel_type: 'group' },
      ...{ user: PRIYA, text, ts, thread_ts: root },
    });
    await worker.drain();
    if (nth >= WARM_UP) times.push(performance.now() - began);
  }
  const stored = await database.db.consultMessage.count({ where: { kind: 'reply' } });
  const left = await database.db.outbox.count({ where: { state: { in: ['pending', 'sending'] } } });
  if (stored !== WARM_UP + REPLIES || left > 0) throw new Error(`stored ${stored}, left to say ${left}`);
  print(`a reply in a thread, ${REPLIES} one after another on ${database.provider}`);
  print(`  until stored, and the card, the list and its reader have it   p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`); // prettier-ignore
  await corridor.drop();
}

if (import.meta.filename === process.argv[1]) {
  await benchReply((line) => void process.stdout.write(`${line}\n`));
  process.exit(0);
}
