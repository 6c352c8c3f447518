import { wordsIn } from '../fakes/slack-answers.js';
import { createDriver, type Answer, type Driver } from '../fakes/slack-driver.js';
import type { Filled } from '../fakes/slack-answers.js';
import type { FakeMessage, Json } from '../fakes/slack-workspace.js';
import type { Dice } from './dice.js';
import {
  editionOf,
  FIRST,
  hasButton,
  questionOf,
  referenceIn,
  replyOf,
  situationOf,
  type History,
} from './record.js';
import { CHANNELS, SIGNING_SECRET, TRIAGE, waited, type World } from './world.js';

const PRIYA = 'U0PRIYA';
const CLINICIANS = ['U0NADIA', 'U0BEV', 'U0RUTH'];
/** Slack is told that it takes longer when this is over, so such an answer promises nothing. */
const PROMPT_MS = 2_400;
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

/** Moments in which a death would hurt most. */
export type Moment = 'sent' | 'answered';

type Needs = { world: World; history: History; dice: Dice; on: (moment: Moment) => void };
type Question = { nth: number; asker: string; roots: ReadonlyMap<string, FakeMessage> };

/** People who work in Slack, and Slack, which delivers what they do until it is answered. */
export function createPeople(needs: Needs) {
  const { world, history, dice } = needs;
  const questions: Question[] = [];
  const written: { nth: number; channel: string; event: Json; edition: number }[] = [];
  const busy = new Map<string, Promise<void>>();
  const counts = { referral: FIRST, consultation: FIRST, reply: FIRST };

  /** Nobody fills in two forms at once. */
  async function alone(user: string, work: () => Promise<void>): Promise<void> {
    const before = busy.get(user) ?? Promise.resolve();
    const now = before.then(work);
    busy.set(user, now.catch(() => undefined));
    await now;
  }

  async function refer(): Promise<void> {
    const user = dice.one(CLINICIANS);
    const nth = (counts.referral += 1);
    const what = `referral ${nth}`;
    await alone(user, async () => {
      history.write({ kind: 'begun', what, at: [TRIAGE, world.fake.workspace.directOf(user)] });
      const said = await fillIn(needs, '/refer', user, { issues: ['maternity'], what: situationOf(nth), agreed: 'spoken' });
      if (said === null) return;
      history.write({ kind: 'promised', what });
      const reference = /Sent: (SLK-\w+)/.exec(said)?.[1];
      if (reference !== undefined) history.write({ kind: 'owed', what: `${what} is ${reference}` });
    });
  }

  async function consult(): Promise<void> {
    const asker = dice.one(CLINICIANS);
    const nth = (counts.consultation += 1);
    const what = `consultation ${nth}`;
    await alone(asker, async () => {
      history.write({ kind: 'begun', what, at: CHANNELS });
      const said = await fillIn(needs, '/consult', asker, { issues: ['maternity'], what: questionOf(nth) });
      if (said !== null) history.write({ kind: 'promised', what });
    });
    const find = (channel: string) =>
      world.fake.channel(channel).find((each) => !each.thread_ts && wordsIn(each.blocks).includes(questionOf(nth)));
    for (let patience = 2_400; patience > 0; patience -= 1) {
      const roots = CHANNELS.flatMap((channel) => find(channel) ?? []);
      if (roots.length === CHANNELS.length)
        return void questions.push({ nth, asker, roots: new Map(roots.map((each) => [each.channel, each])) });
      await waited(50);
    }
  }

  /** The asker or the adviser writes in one of the channels; it is to be repeated in the other. */
  async function reply(): Promise<void> {
    if (questions.length === 0) return await refer(); // every card was lost: there is nothing to answer
    const { asker, roots } = dice.one(questions);
    const channel = dice.one(CHANNELS);
    const nth = (counts.reply += 1);
    const ts = world.fake.workspace.nextTs();
    const event = { user: dice.one([asker, PRIYA]), ts, thread_ts: roots.get(channel)?.ts };
    const what = `reply ${nth}`;
    history.write({ kind: 'begun', what, at: CHANNELS.filter((each) => each !== channel) });
    await deliver(needs, { ...event, channel, text: replyOf(nth) });
    history.write({ kind: 'promised', what });
    written.push({ nth, channel, event, edition: 1 });
  }

  async function edit(): Promise<void> {
    const own = dice.one(written);
    const [before, after] = [replyOf(own.nth, own.edition), replyOf(own.nth, (own.edition += 1))];
    const edition = own.edition;
    await deliver(needs, {
      ...{ subtype: 'message_changed', channel: own.channel, ts: world.fake.workspace.nextTs() },
      ...{ message: { ...own.event, text: after }, previous_message: { ...own.event, text: before } },
    });
    history.write({ kind: 'owed', what: editionOf(own.nth, edition) });
  }

  async function take(): Promise<void> {
    const free = world.fake.channel(TRIAGE).filter((each) => referenceIn(each) && hasButton(each, 'Take it'));
    const card = free[dice.below(free.length)];
    const reference = card && referenceIn(card);
    if (!card || reference === undefined) return;
    const began = Date.now();
    // Once a press that got no answer has been carried out, the card has no such button any more.
    await insist(needs, async (slack) =>
      hasButton(card, 'Take it') ? await slack.press(card, 'Take it', PRIYA) : { status: 200 },
    );
    if (Date.now() - began < PROMPT_MS) history.write({ kind: 'owed', what: `${reference} is taken` });
  }

  return {
    ...{ consult, refer },
    /** One more thing that somebody does, whatever it is. */
    async act(): Promise<void> {
      const cast = dice.below(100);
      if (cast < 12) await refer();
      else if (cast < 17) await take();
      else if (cast < 22 && written.length > 0) await edit();
      else await reply();
    },
  };
} // prettier-ignore

/** Does it again until the program answers, as a person would whom Slack tells that the app did not respond. */
async function insist<T extends { status: number }>({ world, dice }: Needs, attempt: (slack: Driver) => Promise<T>): Promise<T> {
  for (;;) {
    const urls = world.urls();
    if (urls.length > 0) {
      const slack = createDriver({ fake: world.fake, url: dice.one(urls), signingSecret: SIGNING_SECRET });
      const answer = await attempt(slack).catch((fault: NodeJS.ErrnoException) => {
        if (!LOST.has(fault.code ?? '')) throw fault;
        return null;
      });
      if (answer?.status === 200) return answer;
    }
    await waited(25);
  }
} // prettier-ignore

/** Delivers what happened in a thread, as Slack does: now and then late, twice, or both at once. */
async function deliver(needs: Needs, happened: Json): Promise<void> {
  const { dice, world } = needs;
  const event = { type: 'message', channel_type: 'group', ...happened };
  const eventId = world.fake.workspace.nextId('Ev');
  const send = async () => {
    await insist(needs, (slack): Promise<Answer> => {
      const answer = slack.event(event, { eventId });
      needs.on('sent');
      return answer;
    });
    needs.on('answered');
  };
  if (dice.chance(50)) await waited(dice.below(300));
  if (!dice.chance(50)) return await send();
  const again = waited(dice.below(400)).then(send);
  await send();
  await again;
}

/** Opens a form, fills it in and sends it, as often as it takes. @returns what it said, or null if it promised nothing */
async function fillIn(needs: Needs, command: string, user: string, filled: Filled): Promise<string | null> {
  const { fake } = needs.world;
  fake.workspace.modals.delete(user);
  while (!fake.modalOf(user)) await insist(needs, (slack) => slack.command(command, { user, channel: CHANNELS[0] }));
  for (let turn = 0; turn < 20; turn += 1) {
    const view = fake.modalOf(user);
    if (!view) return null;
    const said = wordsIn(view.blocks);
    if (said.includes('taking a little longer')) {
      for (let patience = 60; fake.modalOf(user)?.hash === view.hash; patience -= 1) {
        if (patience === 0) return null;
        await waited(50);
      }
    } else if (view.blocks.some(({ type }) => type === 'input')) {
      const send = () =>
        insist(needs, (slack) => {
          const answer = slack.submit(view, filled, user);
          needs.on('sent');
          return answer;
        });
      // Now and then the same form comes twice, through whichever process.
      await Promise.all(needs.dice.chance(150) ? [send(), send()] : [send()]);
      needs.on('answered');
    } else return said;
  }
  throw new Error('A form came back twenty times.');
} // prettier-ignore
