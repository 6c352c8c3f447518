import type { FieldErrors, Form, Option, Values } from '../../../chat/form.js';
import { counted } from '../../../chat/words.js';
import { dayInWords } from '../../../shared/days.js';
import type { Nation } from '../../deadlines/rules.js';
import { daysAway, MATTERS, type Matter } from '../rules/cadence.js';
import { LATER_DAYS } from '../schema.js';
import type { Asking } from '../use-cases/put-off.js';

export type LaterFormInput = {
  asking: Asking;
  today: string;
  nation: Nation;
  values?: Values;
  errors?: FieldErrors;
};

/** When to ask again: what it waits for now, and a day to choose. */
export function laterForm({ asking, today, nation, values = {}, errors }: LaterFormInput): Form {
  const { referral, matter } = asking;
  const date = values['date'];
  return {
    action: 'outcomes.later',
    context: JSON.stringify({ referral: referral.id }),
    title: 'Ask another day',
    submit: 'Ask me then',
    intro: [
      { kind: 'note', text: `${referral.reference}. Only you see this. Nothing is told to the referrer.` },
    ],
    fields: [
      {
        kind: 'choice',
        name: 'matter',
        label: 'What does it wait for?',
        required: true,
        ...oneOf(MATTERS.map(matterOption), values['matter'], matter),
      },
      {
        kind: 'choice',
        name: 'when',
        label: 'When shall we ask again?',
        required: true,
        ...oneOf(whenOptions(today, nation), values['when'], 'usual'),
      },
      {
        kind: 'date',
        name: 'date',
        label: 'Day of the hearing, or when pay starts',
        hint: 'For possession and maternity pay: we ask after it.',
        required: false,
        ...(typeof date === 'string' && date !== '' && { value: date }),
      },
    ],
    ...(errors && { errors }),
  };
}

function matterOption({ key, label, date, firstDays, repeatWeeks, repeats }: Matter): Option {
  const first = firstDays % 7 === 0 ? counted(firstDays / 7, 'week') : counted(firstDays, 'day');
  const from = date === undefined ? '' : ` after the ${date}`;
  return {
    value: key,
    label,
    note: `first ${first}${from}, then every ${counted(repeatWeeks, 'week')}, ${repeats} times`,
  };
}

const whenOptions = (today: string, nation: Nation): Option[] => [
  { value: 'usual', label: 'As usual for that' },
  ...LATER_DAYS.map((days) => ({
    value: String(days),
    label: days === 1 ? 'On the next working day' : `In ${counted(days / 7, 'week')}`,
    note: dayInWords(daysAway(today, days, nation)),
  })),
];

function oneOf(options: readonly Option[], wanted: Values[string], usual: string) {
  return { options, value: options.find(({ value }) => value === wanted)?.value ?? usual };
}
