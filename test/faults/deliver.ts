import { wordsIn, type Filled } from '../fakes/slack-answers.js';
import { createDriver, type Answer, type Driver } from '../fakes/slack-driver.js';
import type { Json } from '../fakes/slack-workspace.js';
import { createTeamsDriver } from '../fakes/teams-driver.js';
import { teamsUser } from '../support/teams-sample.js';
import type { Dice } from './dice.js';
import { SIGNING_SECRET, waited, type World } from './world.js';

/** Moments in which a death would hurt most. */
export type Moment = 'sent' | 'answered';

export type Needs = { world: World; dice: Dice; on: (moment: Moment) => void };

const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Does it again until the program answers, as a person would whom Slack tells that the app did not respond. */
export async function insist<T extends { status: number }>(
  needs: Needs,
  attempt: (slack: Driver) => Promise<T>,
): Promise<T> {
  const { world } = needs;
  for (;;) {
    const url = `${await anyUrl(needs)}/slack/events`;
    const answer = await attempt(
      createDriver({ fake: world.slack, url, signingSecret: SIGNING_SECRET }),
    ).catch(unlessLost);
    if (answer?.status === 200) return answer;
    await waited(25);
  }
}

/** The address of one of those that run, as soon as one does. */
async function anyUrl({ world, dice }: Needs): Promise<string> {
  while (world.urls().length === 0) await waited(25);
  return dice.one(world.urls());
}

/** No answer came, because whoever was asked has died. */
function unlessLost(fault: NodeJS.ErrnoException): null {
  const code = fault.code ?? (fault.cause as NodeJS.ErrnoException | undefined)?.code;
  if (!LOST.has(code ?? '')) throw fault;
  return null;
}

/** Now and then it happens late, twice, or both at once. */
async function unevenly<T>(dice: Dice, happen: () => Promise<T>): Promise<T> {
  if (dice.chance(50)) await waited(dice.below(300));
  if (!dice.chance(50)) return await happen();
  const again = waited(dice.below(400)).then(happen);
  const first = await happen();
  await again;
  return first;
}

/** What somebody wrote: `edit` changes it. Both say whether anybody answered for it. */
export type Written = { edit: (text: string) => Promise<boolean> };
type Writing = { user: string; channel: string; root: string; text: string };

/** Writes under a message in Slack, which delivers it until it is answered. */
export async function writeInSlack(needs: Needs, { channel, root, ...said }: Writing): Promise<Written> {
  const { workspace } = needs.world.slack;
  const event = { user: said.user, ts: workspace.nextTs(), thread_ts: root };
  let { text } = said;
  await deliver(needs, { ...event, channel, text });
  return {
    async edit(after) {
      const previous_message = { ...event, text };
      text = after;
      const message = { ...event, text };
      await deliver(needs, {
        subtype: 'message_changed',
        channel,
        ts: workspace.nextTs(),
        message,
        previous_message,
      });
      return true;
    },
  };
}

async function deliver(needs: Needs, happened: Json): Promise<void> {
  const event = { type: 'message', channel_type: 'group', ...happened };
  const eventId = needs.world.slack.workspace.nextId('Ev');
  await unevenly(needs.dice, async () => {
    await insist(needs, (slack): Promise<Answer> => {
      const answer = slack.event(event, { eventId });
      needs.on('sent');
      return answer;
    });
    needs.on('answered');
  });
}

/**
 * Writes under a message in Teams, which delivers it once: what nobody answers for is never delivered again.
 * @returns null when nobody has
 */
export async function writeInTeams(needs: Needs, { user, root, text }: Writing): Promise<Written | null> {
  const { world } = needs;
  const id = `${(written += 1)}`;
  const stamped = () => ({ id, timestamp: new Date(world.now() + (written += 1)).toISOString() });
  if (!(await tell(needs, user, root, { ...stamped(), text }))) return null;
  return {
    edit: (after) =>
      tell(
        needs,
        user,
        root,
        { ...stamped(), text: after, type: 'messageUpdate' },
        { eventType: 'editMessage' },
      ),
  };
}
let written = 1_800_000_000_000;

/** Corridor is added to the team of a channel: so it learns where that team's messages can be read. */
export const addToTeam = (needs: Needs, user: string, channel: string): Promise<boolean> =>
  tell(needs, user, channel, { type: 'installationUpdate', action: 'add' });

/** @returns whether anybody has answered for it */
async function tell(
  needs: Needs,
  user: string,
  conversation: string,
  what: Json,
  data: Json = {},
): Promise<boolean> {
  const { world } = needs;
  const inThread = { now: () => new Date(world.now()), userOf: teamsUser, settle: () => Promise.resolve() };
  return await unevenly(needs.dice, async () => {
    const teams = createTeamsDriver({
      ...inThread,
      fake: world.teams,
      url: `${await anyUrl(needs)}/teams/messages`,
    });
    const where = teams.inThread({ conversation });
    const channelData = { ...(where['channelData'] as Json), ...data };
    const sent = teams.send(teams.activity(user, { ...where, ...what, channelData }));
    needs.on('sent');
    const answer = await sent.catch(unlessLost);
    needs.on('answered');
    return answer?.status === 200;
  });
}

/** Opens a form, fills it in and sends it, as often as it takes. @returns what it said, or null if it promised nothing */
export async function fillIn(
  needs: Needs,
  command: string,
  user: string,
  filled: Filled,
): Promise<string | null> {
  const { slack: fake, channels } = needs.world;
  fake.workspace.modals.delete(user);
  while (!fake.modalOf(user))
    await insist(needs, (slack) => slack.command(command, { user, channel: channels[0] }));
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
}
