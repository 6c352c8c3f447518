import type { InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { Field, Option, Values } from '../chat/form.js';
import { LIMITS } from './limits.js';
import { fit, fitInput, plainText } from './text.js';

/** More choices than this are easier to find in a list that opens. */
const RADIOS = 5;

/**
 * A field as an input block whose id is the field's name. Slack keeps what was typed where the element's id stays the
 * same, whatever a new view says, so each showing (`turn`) has ids of its own and shows exactly what we sent.
 */
export function toInput(field: Field, turn: number): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, LIMITS.label),
    optional: !field.required,
    ...(field.hint !== undefined && { hint: plainText(field.hint, LIMITS.hint) }),
    element: { action_id: `turn${turn}`, ...elementOf(field) },
  };
}

function elementOf(field: Field): InputBlock['element'] {
  switch (field.kind) {
    case 'text': {
      const max = Math.min(Math.max(field.max, 1), LIMITS.inputValue);
      const value = fitInput(field.value ?? '', max);
      const multiline = field.lines === 'many';
      const shown = value !== '' && { initial_value: value };
      return { type: 'plain_text_input', multiline, max_length: max, ...shown };
    }
    case 'choice': {
      const options = optionsOf(field);
      const chosen = options.find(({ value }) => value === field.value);
      const filled = { options, ...(chosen && { initial_option: chosen }) };
      return options.length > RADIOS
        ? { type: 'static_select', ...filled }
        : { type: 'radio_buttons', ...filled };
    }
    case 'choices': {
      const options = optionsOf(field);
      const chosen = options.filter(({ value = '' }) => field.values?.includes(value));
      const filled = { options, ...(chosen.length > 0 && { initial_options: chosen }) };
      return options.length > LIMITS.optionsAtOnce
        ? { type: 'multi_static_select', ...filled }
        : { type: 'checkboxes', ...filled };
    }
    case 'date': {
      const isDay = field.value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(field.value);
      return { type: 'datepicker', ...(isDay && { initial_date: field.value }) };
    }
  }
}

function optionsOf({ name, options }: { name: string; options: readonly Option[] }): PlainTextOption[] {
  const tooLong = options.some(({ value }) => value.length > LIMITS.optionText);
  if (options.length === 0 || options.length > LIMITS.options || tooLong)
    throw new RangeError(`the options of ${name} do not fit Slack`);
  return options.map(({ value, label, note }) => ({
    value,
    text: plainText(label, LIMITS.optionText),
    ...(note !== undefined && note !== '' && { description: plainText(note, LIMITS.optionText) }),
  }));
}

const Choice = z.looseObject({ value: z.string() });
const State = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('plain_text_input'), value: z.string().nullish() }),
  z.looseObject({ type: z.enum(['static_select', 'radio_buttons']), selected_option: Choice.nullish() }),
  z.looseObject({ type: z.enum(['multi_static_select', 'checkboxes']), selected_options: z.array(Choice) }),
  z.looseObject({ type: z.literal('datepicker'), selected_date: z.string().nullish() }),
]);
const States = z.record(z.string(), z.record(z.string(), State));

/** @returns what was filled in, or null when the answers are not those of the fields that were shown. */
export function valuesOf(state: unknown, names: readonly string[]): Values | null {
  const states = States.safeParse(state);
  if (!states.success || Object.keys(states.data).length !== names.length) return null;
  const values: [string, Values[string]][] = [];
  for (const name of names) {
    const [element, ...others] = Object.values(states.data[name] ?? {});
    if (element === undefined || others.length > 0) return null;
    values.push([name, valueOf(element)]);
  }
  return Object.fromEntries(values.filter(([, value]) => value !== undefined && value.length > 0));
}

function valueOf(state: z.infer<typeof State>): Values[string] {
  switch (state.type) {
    case 'plain_text_input':
      return state.value ?? undefined;
    case 'static_select':
    case 'radio_buttons':
      return state.selected_option?.value;
    case 'multi_static_select':
    case 'checkboxes':
      return state.selected_options.map(({ value }) => value);
    case 'datepicker':
      return state.selected_date ?? undefined;
  }
}

/** An error beside a field, where Slack's own way (`response_action: errors`) cannot be used. */
export const errorBlock = (error: string): KnownBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: [{ type: 'text', text: fit(`⚠ ${error}`, LIMITS.richText), style: { bold: true } }],
    },
  ],
});
