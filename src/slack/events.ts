import type { Log } from '../shared/log.js';
import { askingFor, openHere, splitWordOrHelp } from '../chat/asked.js';
import type { Message } from '../chat/message.js';
import type { Dispatch, Hear } from '../chat/call.js';
import type { Clean } from '../chat/clean.js';
import type { Keep } from '../chat/platform.js';
import type { Channel } from '../chat/place.js';
import { personOf, placeOf } from './calls.js';
import { cleaned } from './cleaned.js';
import { asking, type Clients } from './clients.js';
import { arrivalOf, type EventBody, type Said } from './envelope.js';
import { readJson } from '../chat/body.js';
import { toHome, type Word } from './home.js';
import { toSlackMessage } from './render.js';
import { whereOf, type Seals } from './seals.js';
import { typedText } from './text.js';
import { heardIn, type Overheard } from './heard.js';
import { messageId } from './places.js';

/** What taking in and answering events needs. */
export type EventNeeds = {
  tenant: string;
  /** Who we are ourselves, so that we never answer our own words. */
  self: { botId: string; botUser: string };
  dispatch: Dispatch;
  seals: Seals;
  clients: Clients;
  words: readonly Word[];
  log: Log;
  keep: Keep;
  clean: Clean;
  hear: Hear;
  /** Whether Corridor itself said this message: only its own threads are listened to. */
  isOurs(place: Channel, messageId: string): Promise<boolean>;
};

/** Stores what there is something to do about, as far as it may be kept; everything else is counted and let go. */
export async function acceptEvent(needs: EventNeeds, body: EventBody): Promise<void> {
  if (!(await isWanted(needs, body.event))) {
    const kind = body.event.type === 'other' ? body.event.name : body.event.type;
    return needs.log.info({ event: 'slack-ignored', kind: kind.slice(0, 64) });
  }
  const overheard = threadOf(needs, body.event);
  const thread = overheard && messageId(overheard.channel, overheard.root);
  const message = overheard && messageId(overheard.channel, overheard.ts);
  const kept = JSON.stringify(cleaned(needs, body));
  await needs.keep({ key: keyOf(needs.tenant, body), body: kept, thread, message });
}

/** A message is named by its place and time, since a copy read back from the channel has no event id. */
function keyOf(tenant: string, { event, event_id }: EventBody): string {
  if (event.type === 'message') {
    const overheard = heardIn(event);
    const [ts, what] = overheard ? [overheard.ts, overheard.stamp] : [event.ts, 'new'];
    return `slack:${tenant}:${event.channel}:${ts}:${what}`;
  }
  return `slack:${tenant}:event:${event_id}`;
}

/** What somebody wrote in a thread is wanted only if the thread is Corridor's own: of others not a word is kept. */
async function isWanted(needs: EventNeeds, event: EventBody['event']): Promise<boolean> {
  const overheard = threadOf(needs, event);
  if (!overheard) return isForUs(needs, event);
  const { channel, root } = overheard;
  return needs.isOurs({ platform: 'slack', tenant: needs.tenant, channel }, messageId(channel, root));
}

function threadOf({ self }: EventNeeds, event: EventBody['event']): Overheard | null {
  if (event.type !== 'message' || event.channel_type === 'im') return null;
  const overheard = heardIn(event);
  return overheard && overheard.user !== self.botUser ? overheard : null;
}

function isForUs({ self }: EventNeeds, event: EventBody['event']): boolean {
  switch (event.type) {
    case 'other':
      return false;
    case 'app_home_opened':
      return event.tab === 'home';
    case 'app_mention':
      return isSomebody(self, event);
    case 'message':
      return event.channel_type === 'im' && isSomebody(self, event);
  }
}

const isSomebody = (self: EventNeeds['self'], { user, bot_id, subtype }: Said): boolean =>
  user !== undefined &&
  user !== self.botUser &&
  bot_id === undefined &&
  (subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast');

/**
 * Does what a stored event asks for.
 * @throws PlatformFault when Slack does not take the answer, so that it can be tried again.
 */
export async function processEvent(needs: EventNeeds, stored: string): Promise<void> {
  const arrival = arrivalOf(readJson(stored));
  if (arrival.kind !== 'event') return;
  const { event } = arrival.body;
  const overheard = threadOf(needs, event);
  if (overheard) return await takeIn(needs, overheard, arrival.body);
  if (!isForUs(needs, event)) return;
  const key = `${keyOf(needs.tenant, arrival.body)}:answer`; // the event's own key is spent when it is stored
  if (event.type === 'app_home_opened') return await showHome(needs, event.user, key);
  if (event.type === 'app_mention' || event.type === 'message') await answerSaid(needs, event, key);
}

/** Hands on what was written, edited or deleted in one of our threads; a word back is for its writer alone. */
async function takeIn(needs: EventNeeds, overheard: Overheard, body: EventBody): Promise<void> {
  const { channel, user, root, ts } = overheard;
  const word = await needs.hear({
    key: `${keyOf(needs.tenant, body)}:heard`,
    removed: body.removed ?? [],
    person: personOf(needs.tenant, user),
    place: { platform: 'slack', tenant: needs.tenant, channel },
    messageId: messageId(channel, ts),
    ...overheard.heard(messageId(channel, root)),
  });
  if (word) await sayPrivately(needs, { channel, user, thread_ts: root }, word);
}

async function showHome({ tenant, clients, dispatch, seals, words }: EventNeeds, user: string, key: string) {
  const call = { kind: 'command', key, word: 'mine', text: '', place: null } as const;
  const reply = await dispatch({ ...call, person: personOf(tenant, user) });
  const message = reply.kind === 'message' ? reply.message : openHere(askingFor('mine', ''));
  const view = toHome(message, words, (...button) => seals.sealButton(whereOf(undefined, user), ...button));
  await asking(clients.send.views.publish({ user_id: user, view }));
}

/** The first word of a mention or of a direct message is a command. Only who wrote it sees the answer. */
async function answerSaid(needs: EventNeeds, event: Said, key: string): Promise<void> {
  const { tenant, dispatch } = needs;
  const asked = splitWordOrHelp(typedText(event.text));
  const user = event.user ?? '';
  const person = personOf(event.user_team ?? event.team ?? tenant, user);
  const reply = await dispatch({
    kind: 'command',
    key,
    person,
    place: placeOf(tenant, event.channel),
    ...asked,
  });
  const message = reply.kind === 'message' ? reply.message : openHere(askingFor(asked.word, asked.text));
  await sayPrivately(needs, event, message);
}

type Where = Pick<Said, 'channel' | 'user' | 'thread_ts'>;

async function sayPrivately({ clients, seals }: EventNeeds, event: Where, message: Message): Promise<void> {
  const { channel, user = '', thread_ts } = event;
  const where = whereOf(channel, user);
  const drawn = toSlackMessage(message, (...button) => seals.sealButton(where, ...button));
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const said = { channel, ...thread, ...drawn };
  // A direct message has no other reader, and an ephemeral one would be gone after a reload.
  if (channel.startsWith('D'))
    await asking(clients.send.chat.postMessage({ ...said, unfurl_links: false, unfurl_media: false }));
  else await asking(clients.send.chat.postEphemeral({ ...said, user }));
}
