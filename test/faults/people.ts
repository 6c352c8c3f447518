import {
  addToTeam,
  fillIn,
  insist,
  writeInSlack,
  writeInTeams,
  type Needs as Delivering,
  type Written,
} from './deliver.js';
import { CLINICIANS, isInTeams, ONLY_IN_TEAMS, PRIYA, TRIAGE } from './partnership.js';
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
import { seenInSlack, type Seen } from './seen.js';
import { waited } from './world.js';

/** Slack is told that it takes longer when this is over, so such an answer promises nothing. */
const PROMPT_MS = 2_400;

type Needs = Delivering & { history: History };
type Question = { nth: number; asker: string; roots: ReadonlyMap<string, Seen> };

/** People who work in Slack and Teams. */
export function createPeople(needs: Needs) {
  const { world, history, dice } = needs;
  const { slack, channels } = world;
  const questions: Question[] = [];
  const written: { nth: number; edition: number; edit: Written['edit'] }[] = [];
  const busy = new Map<string, Promise<void>>();
  const counts = { referral: FIRST, consultation: FIRST, reply: FIRST };
  const crossing = { promised: 0, unanswered: 0 };

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
      history.write({ kind: 'begun', what, at: [TRIAGE, slack.workspace.directOf(user)] });
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
      history.write({ kind: 'begun', what, at: channels });
      const said = await fillIn(needs, '/consult', asker, { issues: ['maternity'], what: questionOf(nth) });
      if (said !== null) history.write({ kind: 'promised', what });
    });
    const find = (channel: string) =>
      world.seen().find(({ at, thread, words }) => at === channel && thread === undefined && words.includes(questionOf(nth)));
    for (let patience = 2_400; patience > 0; patience -= 1) {
      const roots = channels.flatMap((channel) => find(channel) ?? []);
      if (roots.length === channels.length)
        return void questions.push({ nth, asker, roots: new Map(roots.map((each) => [each.at, each])) });
      await waited(50);
    }
  }

  /** The asker or an adviser writes in one of the channels; it is to be repeated in the other. */
  async function reply(): Promise<void> {
    if (questions.length === 0) return await refer(); // every card was lost: there is nothing to answer
    const { asker, roots } = dice.one(questions);
    const channel = dice.one(channels);
    const nth = (counts.reply += 1);
    const what = `reply ${nth}`;
    history.write({ kind: 'begun', what, at: channels.filter((each) => each !== channel) });
    const [write, people] = isInTeams(channel) ? [writeInTeams, ONLY_IN_TEAMS] : [writeInSlack, [asker, PRIYA]];
    const root = roots.get(channel)?.root ?? '';
    const own = await write(needs, { user: dice.one(people), channel, root, text: replyOf(nth) });
    if (own === null) return void (crossing.unanswered += 1);
    history.write({ kind: 'promised', what });
    crossing.promised += 1;
    written.push({ nth, edition: 1, edit: own.edit });
  }

  async function edit(): Promise<void> {
    const own = dice.one(written);
    const edition = (own.edition += 1);
    if (await own.edit(replyOf(own.nth, edition))) history.write({ kind: 'owed', what: editionOf(own.nth, edition) });
    else crossing.unanswered += 1;
  }

  async function take(): Promise<void> {
    const isFree = (card: Seen) => referenceIn(card) !== undefined && hasButton(card, 'Take it');
    const free = slack.channel(TRIAGE).filter((each) => isFree(seenInSlack(each)));
    const card = free[dice.below(free.length)];
    const reference = card && referenceIn(seenInSlack(card));
    if (!card || reference === undefined) return;
    const began = Date.now();
    // Once a press that got no answer has been carried out, the card has no such button any more.
    await insist(needs, async (driver) =>
      isFree(seenInSlack(card)) ? await driver.press(card, 'Take it', PRIYA) : { status: 200 },
    );
    if (Date.now() - began < PROMPT_MS) history.write({ kind: 'owed', what: `${reference} is taken` });
  }

  return {
    ...{ consult, refer, crossing },
    /** Before anything else, Corridor is added to the teams that the channels are in. */
    async arrive(): Promise<void> {
      for (const channel of channels.filter(isInTeams))
        while (!(await addToTeam(needs, dice.one(ONLY_IN_TEAMS), channel))) await waited(25);
    },
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
