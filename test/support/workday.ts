import { wordsIn } from '../fakes/slack-answers.js';
import { createDriver } from '../fakes/slack-driver.js';
import { BOT_TOKEN, startFakeSlack } from '../fakes/slack.js';
import type { FakeMessage, FakeView } from '../fakes/slack-workspace.js';
import type { Provider } from '../../src/database/types.js';
import { createDatabase } from './database.js';
import { freePort, runCommand, startProgram, type RunningProgram } from './process.js';

const FIXTURE = 'test/fixtures/maternity-in-slack.yaml';
const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
const TRIAGE = 'C0TRIAGE';
const WARD = 'C0WARD';
const PRIYA = 'U0PRIYA';
export const CLINICIANS = ['U0NADIA', 'U0BEV', 'U0RUTH'];
/** Slack is told that it takes longer when this is over, so such an answer promises nothing. */
const PROMPT_MS = 2_400;

/** What came of sending a referral: `certain` if the person was told that it was sent. */
export type Referred = { nth: number; user: string; certain: boolean; reference: string | null };

const DONE = { status: 200 };

export type Moment = 'sent' | 'answered';

export type Workday = Awaited<ReturnType<typeof startWorkday>>;

/** The real program as a process on a database of its own, a fake Slack, and people who work in it. */
export async function startWorkday(provider: Provider) {
  const database = await createDatabase(provider, 'nothing');
  const [port, slackPort] = [await freePort(), await freePort()];
  const [sinceMs, speed] = [Date.now(), 20];
  const now = () => sinceMs + (Date.now() - sinceMs) * speed;
  const fake = await startFakeSlack({ port: slackPort, now, speed });
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', PORT: String(port), DATA_DIR: database.folder },
    ...(database.url && { DATABASE_URL: database.url }),
    ...{ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: fake.apiUrl },
    ...{ TEST_CLOCK: `${speed}@${sinceMs}` },
  };
  await runCommand(['partnership', 'load', FIXTURE], env);
  let program = await startProgram(env);
  const url = `http://127.0.0.1:${port}/slack/events`;
  const driver = createDriver({ fake, url, signingSecret: SIGNING_SECRET });

  let notify: (moment: Moment) => void = () => undefined;

  /** Does it again until the program answers, as a person would whom Slack tells that the app did not respond. */
  async function insist<T extends { status: number }>(attempt: () => Promise<T>): Promise<T> {
    for (;;) {
      const answer = await attempt().catch((fault: NodeJS.ErrnoException) => {
        if (!LOST.has(fault.code ?? '')) throw fault;
        return null;
      });
      if (answer?.status === 200) return answer;
      await waited(50);
    }
  }

  /** Opens the form, fills it in and sends it, as often as it takes to be told that it was sent. */
  async function refer(user: string, nth: number): Promise<Referred> {
    fake.workspace.modals.delete(user);
    while (!fake.modalOf(user)) await insist(() => driver.command('/refer', { user, channel: WARD }));
    const filled = { issues: ['maternity'], what: textOf(nth), agreed: 'spoken' };
    for (let turn = 0; turn < 20; turn += 1) {
      const view = fake.modalOf(user)!;
      const said = wordsIn(view.blocks);
      const reference = /Sent: (SLK-\w+)/.exec(said)?.[1];
      if (reference !== undefined || said.includes('This was sent already'))
        return { nth, user, certain: true, reference: reference ?? null };
      if (said.includes('taking a little longer')) {
        if (!(await replaced(view))) return { nth, user, certain: false, reference: null };
      } else if (view.blocks.some(({ type }) => type === 'input')) {
        await insist(() => {
          const answer = driver.submit(view, filled, user);
          notify('sent');
          return answer;
        });
        notify('answered');
      } else throw new Error(`An odd answer to a form: ${said}`);
    }
    throw new Error('A form came back twenty times.');
  }

  /** Whether the real answer still comes, in the lifetime of this process. */
  async function replaced({ user, hash }: FakeView): Promise<boolean> {
    const life = program;
    while (fake.modalOf(user)?.hash === hash) {
      if (life !== program) return false;
      await waited(50);
    }
    return true;
  }

  /** Takes a referral. @returns its reference if the answer was there at once, and null if it promises nothing. */
  async function take(card: FakeMessage): Promise<string | null> {
    const began = Date.now();
    // Once a press that got no answer has been carried out, the card has no such button any more.
    await insist(async () => (hasButton(card, 'Take it') ? driver.press(card, 'Take it', PRIYA) : DONE));
    return Date.now() - began < PROMPT_MS ? referenceIn(card) : null;
  }

  return {
    ...{ fake, refer, take },
    /** Called at the moments in which a death would hurt most. */
    on: (listener: (moment: Moment) => void) => void (notify = listener),
    program: (): RunningProgram => program,
    async restart(): Promise<void> {
      program = await startProgram(env);
    },
    /** Every card in the triage channel, whatever became of it. */
    cards: () => fake.channel(TRIAGE).filter((each) => referenceIn(each) !== null),
    lists: () => fake.channel(TRIAGE).filter((each) => wordsIn(each.blocks).startsWith('Open: ')),
    receipts: (user: string) => fake.directTo(user).filter((each) => referenceIn(each) !== null),
    async close(): Promise<void> {
      await program.kill();
      await fake.close();
      await database.remove();
    },
  };
}

const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** What each case is recognised by. */
export const textOf = (nth: number): string =>
  `Case of the kind ${nth}. Taken off the rota without a reason.`;

/** The reference a card or receipt is about. */
export const referenceIn = ({ blocks }: FakeMessage): string | null =>
  /^(SLK-\w+) · /.exec(wordsIn(blocks))?.[1] ?? null;

export const hasButton = ({ blocks }: FakeMessage, label: string): boolean =>
  wordsIn(blocks).split('\n').includes(label);

export const waited = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
