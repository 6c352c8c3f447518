import { splitWord } from '../chat/asked.js';
import type { Call, Reply } from '../chat/call.js';
import { type Message, sentence } from '../chat/message.js';
import { newId } from '../shared/ids.js';
import { type Fields, one, valuesOf } from './fields.js';
import type { Leap, LocalWorkspace, WebNeeds } from './needs.js';
import { pathTo, personOf, placeOf, scopeOf, type Visit } from './visit.js';

type Needs = Pick<WebNeeds, 'dispatch' | 'signer'> & { local: LocalWorkspace };

/**
 * One thing a page can send. It returns the path of the page to show next, so that reloading that page sends nothing
 * again. `key` is the name of this one sending.
 */
export type Sending = (needs: Needs, visit: Visit, fields: Fields, key: string) => Promise<string>;

/** A command, typed or from its button. */
export const say: Sending = async (needs, visit, fields, key) => {
  const { word, text } = splitWord(one(fields, 'text') ?? '');
  if (word === '')
    return tell(visit, sentence('Nothing was typed. Press one of the buttons, or type “help”.'));
  return call(needs, visit, { ...from(visit, key), kind: 'command', word, text });
};

/** A button on a card or on a private answer. */
export const press: Sending = async (needs, visit, fields, key) => {
  const action = one(fields, 'action') ?? '';
  const signed = one(fields, 'value') ?? '';
  const value =
    needs.signer.verify(scopeOf(visit, action, 'everyone'), signed) ??
    needs.signer.verify(scopeOf(visit, action, 'one'), signed);
  if (value === null)
    return tell(visit, sentence('This button is from an older card. Open the newest card.'));
  return call(needs, visit, { ...from(visit, key), kind: 'press', action, value });
};

/** An entry of a message's menu. All messages here are Corridor's own, so none brings text along. */
export const pick: Sending = async (needs, visit, fields, key) => {
  const action = one(fields, 'action') ?? '';
  const messageId = one(fields, 'message') ?? '';
  return call(needs, visit, { ...from(visit, key), kind: 'picked', action, messageId, text: '' });
};

/** A form filled in. What is wrong with it comes back as the same form on the same page, under a new key. */
export const submit: Sending = async (needs, visit, fields, key) => {
  const action = one(fields, 'action') ?? '';
  const context = needs.signer.verify(scopeOf(visit, action, 'one'), one(fields, 'context') ?? '');
  if (context === null) {
    return tell(visit, sentence('This form is out of date. Nothing was sent. Open it again.'));
  }
  const draft = one(fields, 'draft') ?? '';
  const known = visit.session.recall(visit.persona.user, draft) ? draft : undefined;
  const sent = { ...from(visit, key), kind: 'submit', action, context, values: valuesOf(fields) } as const;
  return call(needs, visit, sent, known);
};

/** The local clock moved forward. */
export const leap: Sending = async ({ local }, visit, fields) => {
  const to = (['day', 'week', 'next'] satisfies Leap[]).find((each) => each === one(fields, 'to'));
  if (!to) return pathOf(visit);
  const { moved } = await local.time.forward(to);
  return tell(visit, sentence(moved), 'clock');
};

async function call(needs: Needs, visit: Visit, made: Call, draft?: string): Promise<string> {
  const reply = await needs.dispatch(made);
  await needs.local.afterCall();
  return reply.kind === 'form' ? open(visit, reply, draft) : tell(visit, reply.message);
}

function open(visit: Visit, { form }: Extract<Reply, { kind: 'form' }>, draft: string | undefined): string {
  const { persona, channel, session, beside } = visit;
  const kept = { kind: 'form', form, key: newId(), channel: channel?.channel ?? null, beside } as const;
  const goTo = form.errors ? 'errors' : 'main';
  return `${pathTo(persona.user)}/form/${session.keep(persona.user, kept, draft)}#${goTo}`;
}

function tell(visit: Visit, message: Message, by: 'corridor' | 'clock' = 'corridor'): string {
  const { persona, channel, session, beside } = visit;
  const kept = { kind: 'told', by, message, channel: channel?.channel ?? null, beside } as const;
  return `${pathOf(visit)}?told=${session.keep(persona.user, kept)}#told`;
}

const pathOf = ({ persona, channel }: Visit) => pathTo(persona.user, channel?.channel);

const from = (visit: Visit, key: string) =>
  ({ key: `web:local:${key}`, person: personOf(visit), place: placeOf(visit) }) as const;
