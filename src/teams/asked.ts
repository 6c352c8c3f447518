import { z } from 'zod';
import { wordAskedFor } from '../chat/asked.js';
import type { Call } from '../chat/call.js';
import type { Button } from '../chat/message.js';
import type { Person } from '../chat/place.js';
import type { Activity } from './activity.js';
import { valuesOf } from './forms.js';
import { keyOf, messageId, placeOf, threadIn, wheresOf } from './places.js';
import type { Seals } from './seals.js';
import { wordsOfHtml } from './text.js';

/** What something pressed, sent or chosen asks for. */
export type Asked =
  | { kind: 'call'; call: Call }
  /** A button that is asked about first. */
  | { kind: 'confirm'; confirm: NonNullable<Button['confirm']>; action: string; value: string }
  | { kind: 'old-button' }
  | { kind: 'old-form' };

const Sealed = { action: z.string().max(255), sealed: z.string().max(40_000) };
const Ours = z.discriminatedUnion('does', [
  z.object({ does: z.literal('press'), ...Sealed }),
  z.object({ does: z.literal('confirmed'), ...Sealed, once: z.string().max(64) }),
  z.object({ does: z.literal('send'), ...Sealed }),
]);
const Data = z.looseObject({ corridor: Ours });

/** Reads what one of our buttons sent. */
export function askedBy(seals: Seals, activity: Activity, person: Person, data: unknown): Asked {
  const read = Data.safeParse(data);
  if (!read.success) return { kind: 'old-button' };
  const { corridor } = read.data;
  return corridor.does === 'send'
    ? sent(seals, person, corridor, read.data)
    : pressed(seals, activity, person, corridor);
}

type Of<D extends z.infer<typeof Ours>['does']> = Extract<z.infer<typeof Ours>, { does: D }>;

function pressed(
  seals: Seals,
  activity: Activity,
  person: Person,
  corridor: Of<'press'> | Of<'confirmed'>,
): Asked {
  const { action, sealed, does } = corridor;
  const tenants = [...new Set([activity.tenant ?? '', person.tenant])];
  const wheres = wheresOf(activity, person.user);
  const press = tenants
    .map((tenant) => seals.openButton(tenant, wheres, action, sealed))
    .find((each) => each !== null);
  if (!press) return { kind: 'old-button' };
  const { value, confirm } = press;
  if (confirm && does === 'press') return { kind: 'confirm', confirm, action, value };
  const key =
    does === 'confirmed' ? `teams:${person.tenant}:${person.user}:once:${corridor.once}` : keyOf(activity);
  const base = { key, person, place: placeOf(activity) };
  const word = wordAskedFor(action);
  const call: Call =
    word === null
      ? { ...base, kind: 'press', action, value }
      : { ...base, kind: 'command', word, text: value };
  return { kind: 'call', call };
}

/** The same showing of a form sent twice is one sending, however often the button was pressed. */
function sent(
  seals: Seals,
  person: Person,
  { action, sealed }: Of<'send'>,
  data: Readonly<Record<string, unknown>>,
): Asked {
  const carried = seals.openForm(person.tenant, person.user, action, sealed);
  const values = carried && valuesOf(data, carried);
  if (!carried || !values) return { kind: 'old-form' };
  const key = `teams:${person.tenant}:${person.user}:form:${carried.once}`;
  const { context } = carried;
  return { kind: 'call', call: { kind: 'submit', key, person, place: null, action, context, values } };
}

const Chosen = z.object({
  commandId: z.string().min(1).max(64),
  messagePayload: z
    .object({
      id: z.string().min(1).max(200),
      replyToId: z.string().max(200).nullish(),
      from: z.object({ application: z.unknown().optional() }).nullish(),
      body: z.object({ content: z.string().max(200_000).nullish() }).nullish(),
    })
    .nullish(),
});

/** Reads what was chosen from the compose box or from a message's menu. */
export function chosenFrom(activity: Activity, person: Person): Asked {
  const read = Chosen.safeParse(activity.value);
  if (!read.success) return { kind: 'old-button' };
  const { commandId, messagePayload } = read.data;
  const base = { key: keyOf(activity), person, place: placeOf(activity) };
  if (!messagePayload) return { kind: 'call', call: { ...base, kind: 'command', word: commandId, text: '' } };
  const text = messagePayload.from?.application ? '' : wordsOfHtml(messagePayload.body?.content ?? '');
  const root = messagePayload.replyToId || messagePayload.id;
  const conversation = base.place ? threadIn(base.place.channel, root) : activity.conversation.id;
  const id = messageId(conversation, messagePayload.id);
  return { kind: 'call', call: { ...base, kind: 'picked', action: commandId, messageId: id, text } };
}
