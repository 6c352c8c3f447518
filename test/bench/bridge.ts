// How long a reply takes from one platform to the other, with stand-ins for both that answer at once.
// By itself: npx tsx test/bench/bridge.ts
import { setTimeout } from 'node:timers/promises';
import { openScratchDatabase } from '../support/scratch.js';
import { slackChannel, slackUser } from '../support/slack-sample.js';
import { teamsChannel } from '../support/teams-sample.js';
import { openThreeDoors, type ThreeDoors } from '../support/three-doors.js';
import { quantile } from './children.js';

type Print = (line: string) => void;

const THREADS = 20;
/** In each thread, each way. */
const REPLIES = 5;
const MOST_MS = 10_000;
const IN_SLACK = slackChannel('corridor');
const IN_TEAMS = teamsChannel('corridor');

/** Prints the time from the moment a reply is sent to Corridor to the moment its copy is asked for on the other side. */
export async function benchBridge(print: Print): Promise<void> {
  const doors = await openThreeDoors(await openScratchDatabase());
  const [toTeams, toSlack]: [number[], number[]] = [[], []];
  for (let thread = 0; thread < THREADS; thread += 1) {
    await ask(doors);
    for (let reply = 0; reply < REPLIES; reply += 1) {
      toTeams.push(await fromSlack(doors, 'In general, no. Keep the texts and the rota.'));
      toSlack.push(await fromTeams(doors, 'Thank you. Does that hold for agency workers?'));
    }
  }
  print(`a reply, ${THREADS * REPLIES} each way, in ${THREADS} threads`);
  print(line('from Slack to Teams', toTeams));
  print(line('from Teams to Slack', toSlack));
  await doors.drop();
}

const line = (way: string, times: readonly number[]) =>
  `  ${way}   p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms (aim 250 ms)`;

const slackCard = ({ fakes }: ThreeDoors) =>
  fakes.slack.channel(IN_SLACK).findLast(({ thread_ts, text }) => !thread_ts && text.startsWith('C-'));
const teamsCard = ({ fakes }: ThreeDoors) =>
  fakes.teams.messagesIn(IN_TEAMS).findLast(({ conversation, id }) => conversation.endsWith(`=${id}`));

async function ask({ inTeams }: ThreeDoors): Promise<void> {
  const form = await inTeams.compose('nadia', 'consult');
  const what = 'Taken off the rota after announcing her pregnancy. Can they do that?';
  await inTeams.fill('nadia', form, { issues: 'maternity', what }, 'Post consultation');
}

/** How long it takes from `send` until there is one more message on the other side; afterwards the rest is let settle. */
async function timed({ settle }: ThreeDoors, send: () => Promise<unknown>, said: () => number) {
  const before = said();
  const began = performance.now();
  await send();
  while (said() === before) {
    if (performance.now() - began > MOST_MS) throw new Error('a reply did not arrive');
    await setTimeout(1);
  }
  const took = performance.now() - began;
  await settle();
  return took;
}

let stamps = 0;

function fromSlack(doors: ThreeDoors, text: string): Promise<number> {
  doors.clock.forward(5_000); // each place is left alone for a while after each message
  const [user, at] = [slackUser('priya'), Math.floor(doors.clock.now().getTime() / 1_000)];
  const ts = `${at + 60}.${String((stamps += 1)).padStart(6, '0')}`;
  const said = { channel: IN_SLACK, channel_type: 'group', user, text, ts, thread_ts: slackCard(doors)?.ts };
  return timed(
    doors,
    () => doors.inSlack.event({ type: 'message', ...said }),
    () => doors.fakes.teams.messagesIn(IN_TEAMS).length,
  );
}

function fromTeams(doors: ThreeDoors, text: string): Promise<number> {
  doors.clock.forward(5_000);
  const card = teamsCard(doors);
  if (!card) throw new Error('there is no card in Teams');
  const said = doors.inTeams.activity('nadia', { text, ...doors.inTeams.inThread(card) });
  return timed(
    doors,
    () => doors.inTeams.send(said),
    () => doors.fakes.slack.channel(IN_SLACK).length,
  );
}

if (import.meta.filename === process.argv[1]) {
  await benchBridge((text) => void process.stdout.write(`${text}\n`));
  process.exit(0);
}
