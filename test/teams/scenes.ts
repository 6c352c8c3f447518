import type { Json, Standing } from '../fakes/teams.js';
import type { TeamsCorridor } from '../support/teams-corridor.js';
import { teamsChannel } from '../support/teams-sample.js';

/** A card as somebody sees it, in a channel, in a chat or in a dialog. */
export type Scene = { name: string; card: Json };

const WHAT =
  'Taken off the rota a week after she announced her pregnancy. No letter yet, only a text message.';
const ANSWER = 'In general, no: that is unfavourable treatment.\n\nKeep the texts and the rota.';
const TRIAGE = teamsChannel('harbour-triage');
const CHANNEL = teamsChannel('corridor');
const REFERRAL = {
  ...{ service: 'Harbour Advice maternity rights', issues: 'maternity', what: WHAT },
  ...{ agreed: 'Yes, in conversation', share: 'summary', navigator: 'Tom', access: 'Interpreter' },
};
const OUTCOME = { codes: 'WORK-ADJUSTED,WAGES', line: 'Shifts restored.' };

const chatWith = (user: string) => `a:29:${user}`;

function stageOf({ driver, fake, time, settle }: TeamsCorridor) {
  const scenes: Scene[] = [];
  const see = async (name: string, card: Json | Promise<Json>): Promise<Json> => {
    const shown = await card;
    scenes.push({ name, card: shown });
    return shown;
  };
  /** What stands in a channel or a chat, the newest of what lock screens called so. */
  const find = (where: string, summary: RegExp): Standing => {
    const found = fake.messagesIn(where).findLast(({ body }) => summary.test(String(body['summary'])));
    if (!found)
      throw new Error(
        `nothing like ${String(summary)} in ${where}, but ${fake
          .messagesIn(where)
          .map(({ body }) => String(body['summary']))
          .join(' / ')}`,
      );
    return found;
  };
  const seeIn = async (name: string, where: string, summary: RegExp): Promise<void> => {
    const [attachment] = find(where, summary).body['attachments'] as { content: Json }[];
    if (attachment) await see(name, attachment.content);
  };
  const until = async (at: string): Promise<void> => {
    await time.forwardTo(new Date(at));
    await settle();
  };
  return { driver, see, seeIn, find, until, scenes };
}

type Stage = ReturnType<typeof stageOf>;

/** Lives through a consultation, a referral and some weeks in Teams. @returns every card that is worth a look */
export async function playScenes(corridor: TeamsCorridor): Promise<Scene[]> {
  const stage = stageOf(corridor);
  for (const user of ['nadia', 'tom', 'priya', 'bev', 'imran']) await corridor.driver.install(user, 'add');
  await consults(stage);
  await refers(stage);
  await looksUp(stage);
  await timePasses(stage);
  await ends(stage);
  return stage.scenes;
}

async function consults({ driver, see, seeIn, find }: Stage) {
  const form = await see('consult form', driver.compose('nadia', 'consult'));
  const typed = `${WHAT} Her number is 07700 900123, and Jade is worried.`;
  const preview = await see(
    'before it is sent',
    driver.fill('nadia', form, { issues: 'maternity', what: typed }, 'Post consultation'),
  );
  await see('consult sent', driver.fill('nadia', preview, {}, 'Replace and send', 'task/submit'));
  await seeIn('consult card, open', CHANNEL, /^C-1/);
  const card = find(CHANNEL, /^C-1/);
  await see('consult reply form', driver.press('priya', card, 'Reply'));
  await see('consult taken', driver.press('priya', card, 'Take it'));
  await driver.write('priya', ANSWER, card);
  await seeIn('consult card, being answered', CHANNEL, /^C-1/);
  await seeIn('consult, news of a reply', chatWith('nadia'), /^C-1: reply/);
  await see('consult, more', driver.press('priya', find(CHANNEL, /^C-1/), 'More'));
  await see('refer form, from a consultation', driver.press('nadia', find(CHANNEL, /^C-1/), 'Refer now'));
  await see('consult answered', driver.press('nadia', find(CHANNEL, /^C-1/), 'That answered it'));
}

async function refers({ driver, see, seeIn, find }: Stage) {
  const card = () => find(TRIAGE, /^WIR-/);
  const form = await see('refer form', driver.compose('nadia', 'refer'));
  await see('refer form, empty', driver.fill('nadia', form, {}, 'Send referral'));
  await see('referral sent', driver.fill('nadia', form, REFERRAL, 'Send referral'));
  await seeIn('referral card, legal side, new', TRIAGE, /^WIR-/);
  await seeIn('referral card, health side, new', chatWith('nadia'), /^WIR-\w+: received/);
  await seeIn('triage list', TRIAGE, /^(?!WIR-)/);
  await see('referral, can’t act form', driver.press('priya', card(), 'Can’t act'));
  await see('referral, ask for more form', driver.press('priya', card(), 'Ask for more'));
  const question = await see('referral, take it?', driver.press('priya', card(), 'Take it'));
  await see('referral taken', driver.answer('priya', question, 'Checked, take it', card()));
  await seeIn('referral card, legal side, taken', TRIAGE, /^WIR-/);
  await see('referral, more', driver.press('priya', card(), 'More'));
}

async function looksUp({ driver, see }: Stage) {
  for (const user of ['nadia', 'tom', 'priya']) await see(`mine of ${user}`, driver.compose(user, 'mine'));
  for (const word of ['help', 'partners', 'learn']) await see(word, driver.compose('nadia', word));
  const capacity = await see('capacity of an adviser', driver.compose('priya', 'capacity'));
  await see('capacity form', driver.answer('priya', capacity, 'Set capacity'));
}

/** News on the same day, the Monday after, and what is asked about outcomes. */
async function timePasses({ driver, see, seeIn, find, until }: Stage) {
  await see('contact made', driver.press('priya', find(TRIAGE, /^WIR-/), 'Contact made'));
  await seeIn('bundle of updates', chatWith('nadia'), /^WIR-\w+: contact made/);
  await until('2026-11-30T09:00:00Z');
  await seeIn('digest', chatWith('bev'), /^Digest/);
  await until('2027-01-05T16:30:00Z');
  await seeIn('outcomes asked for', chatWith('priya'), /utcome/);
}

async function ends({ driver, see, seeIn, find, until }: Stage) {
  const form = await see('outcome form', driver.press('priya', find(TRIAGE, /^WIR-/), 'Record outcome'));
  const money = await see('outcome form, amounts', driver.fill('priya', form, OUTCOME, 'Record and close', 'task/submit'));
  await see('outcome recorded', driver.fill('priya', money, { amount: '640' }, 'Record and close', 'task/submit'));
  await seeIn('referral card, legal side, closed', TRIAGE, /^WIR-/);
  await until('2027-01-06T12:00:00Z');
  await seeIn('news that it is closed', chatWith('nadia'), /^WIR-\w+: closed/);
  await seeIn('referral card, health side, closed', chatWith('nadia'), /^WIR-\w+: changed/);
  const story = await see('story form', driver.press('nadia', find(chatWith('nadia'), /^WIR-\w+: changed/), 'Tell the team'));
  await see('story proposed', driver.fill('nadia', story, { text: 'Her shifts came back.', agreed: 'Yes, in conversation' }, 'Ask them to agree', 'task/submit'));
  await seeIn('story, do you agree?', chatWith('bev'), /^A story/);
  await until('2027-01-11T09:00:00Z');
  await seeIn('digest with a trend', chatWith('bev'), /^Digest/);
} // prettier-ignore
