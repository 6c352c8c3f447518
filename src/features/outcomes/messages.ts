import type { FieldErrors, Form } from '../../chat/form.js';
import { sentence, type Message } from '../../chat/message.js';
import { dayAt, dayInWords } from '../../shared/days.js';
import type { Partnership } from '../partnerships/rules.js';
import { OUTCOME_KINDS } from '../referrals/rules/outcome-codes.js';
import type { Referral } from '../referrals/rules/referral.js';
import { isOpen } from '../referrals/rules/states.js';
import { MOST_IN_LINE } from './schema.js';

const WORDS: Readonly<Record<string, string>> = {
  choose: 'Please choose at least one outcome from the list.',
  'too-long': `One short line: ${MOST_IN_LINE} characters at most.`,
};

/** What to do about each field of the outcome form that was not right. */
export const outcomeErrors = (keys: Readonly<Record<string, string>>): FieldErrors =>
  Object.fromEntries(
    Object.entries(keys).map(([field, key]) => [field, WORDS[key] ?? WORDS['choose'] ?? '']),
  );

type About = { referral: Referral; codes?: readonly string[]; line?: string; errors?: FieldErrors };

/** How did it end? */
export function outcomeForm({ referral, codes, line, errors }: About): Form {
  return {
    action: 'outcomes.record',
    context: JSON.stringify({ referral: referral.id }),
    title: 'Record outcome',
    submit: 'Record and close',
    intro: [{ kind: 'note', text: `${referral.reference}. ${WHO_HEARS[referral.agreed.share.sender]}` }],
    fields: [
      {
        kind: 'choices',
        name: 'codes',
        label: 'What came of it?',
        hint: 'One or more.',
        required: true,
        options: OUTCOME_KINDS.flatMap((kind) =>
          kind.codes.map(({ key, label }) => ({ value: key, label, note: kind.label })),
        ),
        ...(codes && { values: codes }),
      },
      {
        kind: 'text',
        name: 'line',
        label: 'One short line for the referrer',
        hint: 'No case detail, no names. Sent only if the client agreed to a summary.',
        lines: 'one',
        max: MOST_IN_LINE,
        required: false,
        ...(line && { value: line }),
      },
    ],
    ...(errors && { errors }),
  };
}

const WHO_HEARS = {
  none: 'Client agreed: nothing more. The referrer is not told that it is closed.',
  status: 'Client agreed: status only. The referrer hears that it is closed, and nothing else.',
  summary: 'Client agreed: summary. The referrer hears the outcome and your line.',
} as const;

/** The ask, in a direct message to the adviser. Null once the referral has ended: then nobody is asked. */
export function askMessage(referral: Referral, { timeZone }: Partnership): Message | null {
  const { reference } = referral;
  if (!isOpen(referral.state)) return null;
  const taken = referral.acceptedAt
    ? ` You took it on ${dayInWords(dayAt(referral.acceptedAt, timeZone))}.`
    : '';
  return {
    summary: `${reference}: is there an outcome?`,
    parts: [
      { kind: 'text', text: `Is there an outcome for ${reference} yet?${taken}` },
      {
        kind: 'buttons',
        buttons: [
          { action: 'outcomes.record', label: 'Record outcome', value: referral.id, tone: 'primary' },
          { action: 'outcomes.not-yet', label: 'Not yet', value: referral.id },
        ],
      },
    ],
  };
}

/** After **Not yet**. */
export const postponed = (reference: string, until: Date, timeZone: string): Message =>
  sentence(`${reference}: you will be asked again on ${dayInWords(dayAt(until, timeZone))}.`);
