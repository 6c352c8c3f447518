import { createHash } from 'node:crypto';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Field, Form } from '../chat/form.js';
import type { Message } from '../chat/message.js';
import { fieldsOf } from '../chat/refill.js';
import { errorBlock, toInput } from './fields.js';
import { LIMITS } from './limits.js';
import { toBlocks, VIEW_ROOM, type Seal } from './render.js';
import type { Seals } from './seals.js';
import { plainText } from './text.js';
import { words } from './words.js';

/** Whom a view is shown to, and how many times this form has been shown before. */
export type Showing = { seals: Seals; user: string; turn: number };

/** A form as a modal. Its context, signed for this person, comes back with the answers. */
export function toModal(form: Form, { seals, user, turn }: Showing): ModalView {
  const names = fieldsOf(form).map(({ name }) => name);
  const carried = { context: form.context, shape: shapeOf(form), turn, names };
  const metadata = seals.sealForm(user, form.action, carried);
  if (metadata.length > LIMITS.privateMetadata)
    throw new RangeError(`the context of ${form.action} is too long for Slack`);
  return {
    type: 'modal',
    callback_id: form.action,
    private_metadata: metadata,
    title: plainText(form.title, LIMITS.viewTitle),
    submit: plainText(form.submit, LIMITS.viewButton),
    close: plainText(words.close, LIMITS.viewButton),
    blocks: formBlocks(form, sealFor(seals, user), turn),
  };
}

function formBlocks(form: Form, seal: Seal, turn: number): KnownBlock[] {
  const errors = form.errors ?? {};
  const known = new Set(fieldsOf(form).map(({ name }) => name));
  const elsewhere = Object.keys(errors).filter((name) => !known.has(name));
  const draw = (fields: readonly Field[]) =>
    fields.flatMap((field): KnownBlock[] => {
      const error = errors[field.name];
      return error === undefined ? [toInput(field, turn)] : [toInput(field, turn), errorBlock(error)];
    });
  const more = form.more ? draw(form.more.fields) : [];
  const fields = [
    ...draw(form.fields),
    ...(form.more && more.length > 0
      ? [{ type: 'divider' } as const, header(form.more.heading), ...more]
      : []),
  ];
  const before = elsewhere.flatMap((name) => errorBlock(errors[name] ?? ''));
  const left = { ...VIEW_ROOM, blocks: VIEW_ROOM.blocks - fields.length - before.length };
  return [...toBlocks(form.intro, seal, left), ...before, ...fields];
}

/** A modal that only tells something: it takes the place of a form that has done its work, or of one that cannot. */
export function toNotice(message: Message, seals: Seals, user: string): ModalView {
  const parts = message.parts.length > 0 ? message.parts : [{ kind: 'text' as const, text: message.summary }];
  return {
    type: 'modal',
    title: plainText(words.formTitle, LIMITS.viewTitle),
    close: plainText(words.close, LIMITS.viewButton),
    blocks: toBlocks(parts, sealFor(seals, user), VIEW_ROOM),
  };
}

/** A short print of everything a form shows except what was filled in: equal prints are the same form. */
export function shapeOf({ action, context, title, submit, intro, fields, more }: Form): string {
  const unfilled = (field: Field) =>
    Object.entries(field).filter(([key]) => key !== 'value' && key !== 'values');
  const rest = more && { heading: more.heading, fields: more.fields.map(unfilled) };
  const bare = JSON.stringify([action, context, title, submit, intro, fields.map(unfilled), rest ?? null]);
  return createHash('sha256').update(bare).digest('base64url').slice(0, 16);
}

const header = (heading: string) => ({ type: 'header', text: plainText(heading, LIMITS.header) }) as const;

const sealFor =
  (seals: Seals, user: string): Seal =>
  (action, value) =>
    seals.sealButton(`user:${user}`, action, value);
