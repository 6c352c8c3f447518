import { askingFor, openHere, splitWordOrHelp } from '../chat/asked.js';
import { readJson } from '../chat/body.js';
import type { Dispatch, Hear, Heard, Reply } from '../chat/call.js';
import type { Clean } from '../chat/clean.js';
import type { Keep } from '../chat/platform.js';
import type { Channel, Person } from '../chat/place.js';
import type { Log } from '../shared/log.js';
import { isForUsAlone, isPersonal, mentionsUs, readActivity, type Activity } from './activity.js';
import { askedBy } from './asked.js';
import { cleaned } from './cleaned.js';
import { replyTo } from './invoke.js';
import { keyOf, messageId, personOf, placeOf, repliedTo } from './places.js';
import type { Reach } from './reach.js';
import type { Seals } from './seals.js';
import { typedText } from './text.js';
import type { Whisper } from './whisper.js';

export type EventNeeds = {
  dispatch: Dispatch;
  hear: Hear;
  seals: Seals;
  reach: Reach;
  whisper: Whisper;
  log: Log;
  /** The words people can type, so that a reply that mentions Corridor can be told from a command. */
  words: ReadonlySet<string>;
  keep: Keep;
  clean: Clean;
  /** Whether Corridor itself said this message: only its own threads are listened to. */
  isOurs(place: Channel, messageId: string): Promise<boolean>;
};

type What =
  { kind: 'said'; text: string; under: string } | { kind: 'edited'; text: string } | { kind: 'unsaid' };

/** What an activity that nobody waits for means to Corridor. */
type Meaning =
  | { kind: 'nothing' }
  | { kind: 'met' | 'removed' }
  | { kind: 'command'; word: string; text: string }
  | { kind: 'pressed' }
  | { kind: 'heard'; place: Channel; what: What };

const NOTHING: Meaning = { kind: 'nothing' };
const INSTALLED: Readonly<Record<string, Meaning>> = { add: { kind: 'met' }, remove: { kind: 'removed' } };

/**
 * Keeps what there is something to do about, before Teams is told that it arrived, as far as it may be kept; of the rest
 * not a word and nobody's name: only which team a channel belongs to, so that it can be looked in later.
 */
export async function acceptActivity(needs: EventNeeds, activity: Activity): Promise<void> {
  const meaning = await meaningOf(needs, activity);
  if (meaning.kind === 'nothing') {
    needs.log.info({ event: 'teams-ignored', kind: activity.type.slice(0, 64) });
    return await needs.reach.learnChannel(activity);
  }
  if (meaning.kind === 'removed') return await needs.reach.forget(activity);
  await needs.reach.learn(activity);
  if (meaning.kind === 'met' && !isPersonal(activity)) return;
  if (meaning.kind === 'pressed') return await answerPress(needs, activity);
  const isHeard = meaning.kind === 'heard';
  const thread = isHeard ? (repliedTo(activity)?.root ?? null) : null;
  const message = isHeard ? nameOf(activity) : null;
  const body = JSON.stringify(cleaned(needs, activity, isHeard));
  await needs.keep({ key: stamped(activity), body, thread, message });
}

/** What was pressed may carry a form that is still to be settled, so it is answered at once and never kept. */
async function answerPress(needs: EventNeeds, activity: Activity): Promise<void> {
  const person = personOf(activity);
  if (!person) return;
  const asked = askedBy(needs.seals, activity, person, activity.value);
  if (asked.kind === 'confirm') return await needs.whisper(activity, person, askAgain(asked));
  await answer(needs, activity, person, await replyTo(needs.dispatch, asked), null);
}

const nameOf = ({ conversation, id }: Activity): string => messageId(conversation.id, id ?? '');

/** An edit has the id of what was edited, so its time tells it apart. */
const stamped = (activity: Activity): string =>
  activity.type === 'message'
    ? keyOf(activity)
    : `${keyOf(activity)}:${activity.type}:${activity.timestamp ?? ''}`;

async function meaningOf(needs: EventNeeds, activity: Activity): Promise<Meaning> {
  switch (activity.type) {
    case 'installationUpdate': // an upgrade of the app sends `add-upgrade` and `remove-upgrade`: nothing has changed
      return INSTALLED[activity.action ?? ''] ?? NOTHING;
    case 'message':
      return personOf(activity) && activity.id !== undefined ? await said(needs, activity) : NOTHING;
    case 'messageUpdate':
      return await heardIn(needs, activity, () => ({ kind: 'edited', text: typedText(activity) }));
    case 'messageDelete':
      return await heardIn(needs, activity, () => ({ kind: 'unsaid' }));
    default:
      return NOTHING;
  }
}

async function said(needs: EventNeeds, activity: Activity): Promise<Meaning> {
  if (activity.value !== undefined && activity.value !== null) return { kind: 'pressed' };
  const text = typedText(activity);
  const command: Meaning = { kind: 'command', ...splitWordOrHelp(text) };
  if (isForUsAlone(activity)) return command;
  const mentioned = mentionsUs(activity);
  if (mentioned && needs.words.has(command.word)) return command;
  const heard = await heardIn(needs, activity, (under) => ({ kind: 'said', text, under }));
  return heard.kind === 'nothing' && mentioned ? command : heard;
}

async function heardIn(
  needs: EventNeeds,
  activity: Activity,
  what: (under: string) => What,
): Promise<Meaning> {
  const reply = repliedTo(activity);
  if (!reply || !personOf(activity) || !(await needs.isOurs(reply.place, reply.root))) return NOTHING;
  return { kind: 'heard', place: reply.place, what: what(reply.root) };
}

/**
 * Does what a kept activity asks for.
 * @throws PlatformFault when Teams does not take the answer, so that it can be tried again.
 */
export async function processActivity(needs: EventNeeds, stored: string): Promise<void> {
  const activity = readActivity(readJson(stored));
  const person = personOf(activity);
  if (!person) return;
  const meaning = await meaningOf(needs, activity);
  const key = `${stamped(activity)}:answer`; // the activity's own key is spent when it is kept
  switch (meaning.kind) {
    case 'nothing':
    case 'removed':
    case 'pressed':
      return;
    case 'met':
      return await obey(needs, activity, person, { key, word: 'help', text: '' });
    case 'command':
      return await obey(needs, activity, person, { key, word: meaning.word, text: meaning.text });
    case 'heard': {
      const heard: Heard = {
        key: `${key}:heard`,
        person,
        place: meaning.place,
        messageId: nameOf(activity),
        removed: activity.removed ?? [],
        ...meaning.what,
      };
      const word = await needs.hear(heard);
      if (word) await needs.whisper(activity, person, word);
    }
  }
}

type Order = { key: string; word: string; text: string };

async function obey(needs: EventNeeds, activity: Activity, person: Person, order: Order): Promise<void> {
  const call = { kind: 'command', person, place: placeOf(activity), ...order } as const;
  await answer(needs, activity, person, await needs.dispatch(call), askingFor(order.word, order.text));
}

/** Only a press opens a form, so a form is answered with a button; whoever asked alone sees it. */
async function answer(
  { whisper }: EventNeeds,
  activity: Activity,
  person: Person,
  reply: Reply,
  again: ReturnType<typeof askingFor> | null,
): Promise<void> {
  if (reply.kind === 'message') return await whisper(activity, person, reply.message);
  await whisper(activity, person, openHere(again ?? askingFor('mine', '')));
}

/** A press that came as a message cannot be asked about in a dialog: the button that can is offered again. */
const askAgain = ({ action, value, confirm }: Extract<ReturnType<typeof askedBy>, { kind: 'confirm' }>) => ({
  summary: confirm.title,
  parts: [
    { kind: 'text' as const, text: confirm.title },
    { kind: 'buttons' as const, buttons: [{ action, value, label: confirm.yes, confirm }] },
  ],
});
