import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { cutTo, wellFormed } from '../chat/fit.js';
import type { Field, Form, Option, Values } from '../chat/form.js';
import type { Button, Message } from '../chat/message.js';
import { fieldsOf } from '../chat/refill.js';
import type { Seal } from './buttons.js';
import { between, hint, mistake, toCard, type Element } from './card.js';
import { whereOfUser, type CarriedForm, type Seals } from './seals.js';

/** Whom a dialog is shown to. `once` names this one showing. */
export type Showing = { seals: Seals; tenant: string; user: string; once: string };

const INPUT = 'in-';
/** What was chosen cannot be taken back, so a question that may stay open has a choice that says so. */
const NO_ANSWER = { value: 'corridor:no-answer', title: 'No answer' };
/** More choices than this are easier to find in a list that opens. */
const SHOWN_AT_ONCE = 5;
const MANY_SHOWN_AT_ONCE = 12;

const sealFor =
  ({ seals, tenant, user }: Showing): Seal =>
  (action, press) =>
    seals.sealButton(tenant, whereOfUser(user), action, press);

/** A form as the card of a dialog. Its context, signed for this person, comes back with the answers. */
export function toFormCard(form: Form, showing: Showing): IAdaptiveCard {
  const { seals, tenant, user, once } = showing;
  const fields = fieldsOf(form);
  const errors = form.errors ?? {};
  const known = new Set(fields.map(({ name }) => name));
  const elsewhere = Object.entries(errors).flatMap(([name, error]) =>
    known.has(name) ? [] : [mistake(error)],
  );
  const draw = (each: readonly Field[]) => each.flatMap((field) => drawField(field, errors[field.name]));
  const more = form.more && form.more.fields.length > 0 ? form.more : undefined;
  const named = (each: readonly Field[]) => each.map(({ name }) => name);
  const many = named(fields.filter(({ kind }) => kind === 'choices'));
  const carried = { context: form.context, names: named(fields), many, once };
  const sealed = seals.sealForm(tenant, user, form.action, carried);
  const inputs = [
    ...elsewhere,
    ...draw(form.fields),
    ...(more ? [between(more.heading), ...draw(more.fields)] : []),
  ];
  return {
    ...toCard(form.intro, sealFor(showing), inputs),
    actions: [
      {
        type: 'Action.Submit',
        title: wellFormed(form.submit),
        style: 'positive',
        data: { corridor: { does: 'send', action: form.action, sealed } },
      },
    ],
  };
}

/** A dialog that only tells something. */
export const toNoticeCard = (message: Message, showing: Showing): IAdaptiveCard =>
  toCard(
    message.parts.length > 0 ? message.parts : [{ kind: 'text', text: message.summary }],
    sealFor(showing),
  );

/** The question before something that discloses or destroys. */
export function toConfirmCard(
  confirm: NonNullable<Button['confirm']>,
  press: { action: string; value: string },
  showing: Showing,
): IAdaptiveCard {
  const sealed = sealFor(showing)(press.action, { value: press.value });
  return {
    ...toCard(
      [
        { kind: 'text', text: confirm.text },
        { kind: 'note', text: `For “${confirm.no}”, close this window.` },
      ],
      sealFor(showing),
    ),
    actions: [
      {
        type: 'Action.Submit',
        title: wellFormed(confirm.yes),
        style: 'positive',
        data: { corridor: { does: 'confirmed', action: press.action, sealed, once: showing.once } },
      },
    ],
  };
}

function drawField(field: Field, error: string | undefined): Element[] {
  return [
    { ...inputOf(field), spacing: 'Large' },
    ...(field.hint === undefined ? [] : [hint(field.hint)]),
    ...(error === undefined ? [] : [mistake(error)]),
  ];
}

function inputOf(field: Field): Element {
  const base = {
    id: `${INPUT}${field.name}`,
    label: wellFormed(field.label),
    ...(field.required && { isRequired: true, errorMessage: 'Please fill this in.' }),
  };
  switch (field.kind) {
    case 'text': {
      const value = cutTo(wellFormed(field.value ?? ''), field.max);
      const more = {
        maxLength: field.max,
        isMultiline: field.lines === 'many',
        ...(value !== '' && { value }),
      };
      return { type: 'Input.Text', ...base, ...more };
    }
    case 'choice': {
      const style = field.required && field.options.length <= SHOWN_AT_ONCE ? 'expanded' : 'compact';
      const value = field.options.find((each) => each.value === field.value)?.value;
      const open = field.required ? {} : { value: NO_ANSWER.value };
      const choices = [...choicesOf(field), ...(field.required ? [] : [NO_ANSWER])];
      const chosen = value === undefined ? open : { value };
      return { type: 'Input.ChoiceSet', ...base, style, wrap: true, choices, ...chosen };
    }
    case 'choices': {
      const style = field.options.length > MANY_SHOWN_AT_ONCE ? 'compact' : 'expanded';
      const values = (field.values ?? []).filter((value) =>
        field.options.some((each) => each.value === value),
      );
      const chosen = values.length > 0 && { value: values.join(',') };
      const choices = choicesOf(field);
      return { type: 'Input.ChoiceSet', ...base, style, wrap: true, isMultiSelect: true, choices, ...chosen };
    }
    case 'date':
      return { type: 'Input.Date', ...base, ...(field.value && { value: field.value }) };
  }
}

/** Several choices come back as one text with commas between, so none may hold a comma. */
function choicesOf({ name, options }: { name: string; options: readonly Option[] }) {
  if (options.some(({ value }) => value.includes(',')))
    throw new RangeError(`the options of ${name} do not fit Teams`);
  return options.map(({ value, label, note }) => ({
    value,
    title: wellFormed(note ? `${label} — ${note}` : label),
  }));
}

/** @returns what was filled in, or null when the answers are not those of the fields that were shown. */
export function valuesOf(
  data: Readonly<Record<string, unknown>>,
  { names, many }: Pick<CarriedForm, 'names' | 'many'>,
): Values | null {
  const values: [string, string | string[]][] = [];
  for (const name of names) {
    const value = data[`${INPUT}${name}`] ?? '';
    if (typeof value !== 'string') return null;
    if (value !== '' && value !== NO_ANSWER.value)
      values.push([name, many.includes(name) ? value.split(',') : value]);
  }
  return Object.fromEntries(values);
}
