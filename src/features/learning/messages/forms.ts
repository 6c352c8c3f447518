import { fieldErrors } from '../../../chat/field-errors.js';
import { NATION_LABELS, NOT_ADVICE } from '../../../chat/words.js';
import type { FieldErrors, Form } from '../../../chat/form.js';
import { emergencyLine, type Partnership } from '../../partnerships/rules.js';
import { dayOf, reviewAfter, type Card } from '../rules.js';
import { MOST_IN_TEXT, MOST_IN_TITLE } from '../schema.js';

type Filled = {
  partnership: Partnership;
  title?: string;
  text?: string;
  issues: readonly string[];
  nation: string;
  /** A calendar day, `YYYY-MM-DD`. */
  reviewBy: string;
  errors?: FieldErrors;
};

/** The form that keeps an answer for the next time; `fromId` is the consultation it was given in. */
export function saveCardForm(
  input: Omit<Filled, 'reviewBy'> & { now: Date; fromId?: string; reviewBy?: string },
): Form {
  const { now, fromId, ...filled } = input;
  const reviewBy = input.reviewBy ?? reviewAfter(dayOf(now, input.partnership.timeZone));
  return {
    ...cardForm({ ...filled, reviewBy }),
    action: 'learning.save',
    context: JSON.stringify({ ...(fromId && { from: fromId }) }),
    title: 'Save as card',
    submit: 'Save card',
  };
}

/** The form that changes a card. */
export const changeCardForm = (card: Pick<Card, 'id' | 'savedAt'>, filled: Filled): Form => ({
  ...cardForm(filled),
  action: 'learning.change',
  context: JSON.stringify({ card: card.id, savedAt: card.savedAt.getTime() }),
  title: 'Change card',
  submit: 'Save changes',
});

const cardForm = (filled: Filled): Pick<Form, 'intro' | 'fields' | 'errors'> => ({
  intro: [
    {
      kind: 'note',
      text: `Seen by everybody in the partnership, with your name. No names, dates of birth, addresses, phone, hospital or NHS numbers. ${NOT_ADVICE}`,
    },
    { kind: 'note', text: emergencyLine(filled.partnership), tone: 'warning' },
  ],
  fields: [...wordFields(filled), ...factFields(filled)],
  ...(filled.errors && { errors: filled.errors }),
});

const wordFields = ({ title, text }: Filled): Form['fields'] => [
  {
    kind: 'text',
    name: 'title',
    label: 'Which question does it answer?',
    hint: 'Such as “Can shifts be cut after telling about a pregnancy?”',
    lines: 'one',
    max: MOST_IN_TITLE,
    required: true,
    ...(title && { value: title }),
  },
  {
    kind: 'text',
    name: 'text',
    label: 'The answer',
    hint: 'What holds for anybody in this situation, not what one person told you.',
    lines: 'many',
    max: MOST_IN_TEXT,
    required: true,
    ...(text && { value: text }),
  },
];

const factFields = ({ partnership, issues, nation, reviewBy }: Filled): Form['fields'] => [
  {
    kind: 'choices',
    name: 'issues',
    label: 'What is it about?',
    required: true,
    options: partnership.issues.map(({ key, label }) => ({ value: key, label })),
    ...(issues.length > 0 && { values: issues }),
  },
  {
    kind: 'choice',
    name: 'nation',
    label: 'Which nation’s law?',
    required: true,
    options: Object.entries(NATION_LABELS).map(([value, label]) => ({ value, label })),
    ...(nation && { value: nation }),
  },
  {
    kind: 'date',
    name: 'reviewBy',
    label: 'Review it by',
    hint: 'You are asked then whether it is still right.',
    required: true,
    ...(reviewBy && { value: reviewBy }),
  },
];

const WORDS = {
  empty: 'Please write a few words. Spaces alone cannot be kept.',
  'too-long': `This is too long: ${MOST_IN_TITLE} characters for the question, ${MOST_IN_TEXT.toLocaleString('en-GB')} for the answer.`,
  choose: 'Please choose from the list.',
  'review-day': 'Please choose a day after today and within two years.',
};

/** What to do about each field that was not right. Keys are those of `schema.ts` and the use cases. */
export const cardErrors = (keys: Readonly<Record<string, string>>): FieldErrors => fieldErrors(keys, WORDS);
