import type { Field, FieldErrors, Form, Values } from '../../../chat/form.js';
import { OUTCOME_KINDS, outcomeCode, PERIODS, type Period } from '../../gains/rules/codes.js';
import { MOST_WEEKS } from '../../gains/rules/annual.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { MOST_IN_LINE, type OutcomeContext } from '../schema.js';
import { mayTellPounds, whoHears } from '../../referrals/messages/hears.js';

export type OutcomeFormInput = {
  referral: Referral;
  context: OutcomeContext;
  /** What is filled in, by the names of the fields: as it stands, or as it was typed. */
  values: Values;
  errors?: FieldErrors;
};

/** What came of it? Amounts are asked for on screens of their own, one for each outcome that has money. */
export function outcomeForm(input: OutcomeFormInput): Form {
  const { referral, values } = input;
  const codes = values['codes'];
  return whole(input, 'outcomes.record', [
    {
      kind: 'choices',
      name: 'codes',
      label: 'What came of it?',
      hint: 'One or more. Amounts are asked for on the next screen.',
      required: true,
      options: OUTCOME_KINDS.flatMap((kind) =>
        kind.codes.map(({ key, label }) => ({ value: key, label, note: kind.label })),
      ),
      ...(codes && {
        values: (typeof codes === 'string' ? [codes] : codes).filter((code) => outcomeCode(code)),
      }),
    },
    lineField(values),
    ...(mayTellPounds(referral) ? [poundsField(values)] : []),
  ]);
}

/** How much? About the first of the codes that are left. The line comes along, so that it can still be seen and changed. */
export function moneyForm(input: OutcomeFormInput): Form {
  const { values, context } = input;
  const code = outcomeCode(context.left[0] ?? '');
  const ongoing = code?.money !== 'once';
  const fields: Field[] = [
    {
      kind: 'text',
      name: 'amount',
      label: `How much? ${code?.label ?? ''}`,
      hint: 'In pounds, such as 25.50. Leave it empty if you do not know yet.',
      lines: 'one',
      max: 30,
      required: false,
      ...text(values, 'amount'),
    },
    ...(ongoing ? [periodField(values, code?.money ?? 'week')] : []),
    {
      kind: 'choice',
      name: 'certainty',
      label: 'Is it certain?',
      hint: 'An expected amount is replaced, not added to, when you confirm it.',
      required: true,
      ...oneOf(CERTAINTIES, values, 'certainty', 'confirmed'),
    },
    ...(ongoing ? [weeksField(values, code?.weeks ?? MOST_WEEKS)] : []),
    {
      kind: 'date',
      name: 'dateAchieved',
      label: 'From which day?',
      required: false,
      ...text(values, 'dateAchieved'),
    },
  ];
  const form = whole(input, 'outcomes.money', fields);
  return { ...form, more: { heading: 'For the referrer', fields: [lineField(values)] } };
}

function whole(
  { referral, context, errors }: OutcomeFormInput,
  action: string,
  fields: readonly Field[],
): Form {
  const last = action === 'outcomes.record' || context.left.length === 1;
  return {
    action,
    context: JSON.stringify(context),
    title: context.correcting ? 'Correct outcome' : 'Record outcome',
    submit: last ? (context.correcting ? 'Correct it' : 'Record and close') : 'Next',
    intro: [
      { kind: 'note', text: `${referral.reference}. ${whoHears(referral)}` },
      ...(context.correcting ? [{ kind: 'note', text: STAYS_CLOSED } as const] : []),
    ],
    fields,
    ...(errors && { errors }),
  };
}

const STAYS_CLOSED = 'It stays closed. What was recorded before is kept as an earlier version.';

const lineField = (values: Values): Field => ({
  kind: 'text',
  name: 'line',
  label: 'One short line for the referrer',
  hint: 'No case detail, no names. Sent only if the client agreed to a summary.',
  lines: 'one',
  max: MOST_IN_LINE,
  required: false,
  ...text(values, 'line'),
});

const poundsField = (values: Values): Field => ({
  kind: 'choice',
  name: 'pounds',
  label: 'May the referrer hear the amounts?',
  hint: 'Only if the client agreed to that too.',
  required: true,
  ...oneOf(POUNDS, values, 'pounds', 'no'),
});

const POUNDS = [
  { value: 'no', label: 'No, the outcome without amounts' },
  { value: 'yes', label: 'Yes, the client agreed to amounts too' },
];

const CERTAINTIES = [
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'expected', label: 'Expected, not yet confirmed' },
];

const PERIOD_LABELS: Readonly<Record<Period, string>> = {
  week: 'Every week',
  'four-week': 'Every four weeks',
  month: 'Every month',
  year: 'Every year',
  once: 'Once',
};

const periodField = (values: Values, usual: Period): Field => ({
  kind: 'choice',
  name: 'period',
  label: 'How often is it paid?',
  required: true,
  ...oneOf(
    PERIODS.filter((period) => period !== 'once').map((value) => ({ value, label: PERIOD_LABELS[value] })),
    values,
    'period',
    usual,
  ),
});

const weeksField = (values: Values, usual: number): Field => ({
  kind: 'text',
  name: 'weeks',
  label: 'For how many weeks of the year?',
  hint: `Leave it empty for the usual: ${usual === MOST_WEEKS ? 'the whole year' : `${usual} weeks`}.`,
  lines: 'one',
  max: 2,
  required: false,
  ...text(values, 'weeks'),
});

const text = (values: Values, name: string) => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? { value } : {};
};

function oneOf(
  options: readonly { value: string; label: string }[],
  values: Values,
  name: string,
  usual: string,
) {
  const chosen = options.find(({ value }) => value === values[name])?.value ?? usual;
  return { options, value: chosen };
}
