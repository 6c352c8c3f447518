import type { FieldErrors, Form, Option } from '../../../chat/form.js';
import { REASONS, type ReasonedState } from '../rules/reasons.js';
import type { Referral } from '../rules/referral.js';
import { isRaise } from '../rules/sharing.js';
import { WAYS } from '../rules/contact.js';
import { MOST_CHARACTERS, MOST_IN_NOTE } from '../schema.js';
import { SHARE_LABELS, WAY_LABELS } from './labels.js';

type About = {
  referral: Referral;
  errors?: FieldErrors;
  text?: string;
  chosen?: string;
  day?: string;
};

const NO_IDENTIFIERS = 'No names, dates of birth, hospital or NHS numbers.';

/** The form every small question about one referral is asked with. */
function small(
  { referral, errors }: About,
  parts: Pick<Form, 'action' | 'title' | 'submit' | 'fields'> & { who: string },
): Form {
  const { who, ...form } = parts;
  return {
    ...form,
    context: JSON.stringify({ referral: referral.id }),
    intro: [{ kind: 'note', text: `${referral.reference}. ${who}` }],
    ...(errors && { errors }),
  };
}

const choice = (name: string, label: string, options: readonly Option[], chosen?: string) =>
  ({
    kind: 'choice',
    name,
    label,
    required: true,
    options,
    ...(options.some(({ value }) => value === chosen) && chosen && { value: chosen }),
  }) as const;

const reasons = (state: ReasonedState): Option[] =>
  REASONS[state].map(({ key, label }) => ({ value: key, label }));

/** Why the service can’t act. */
export const declineForm = (about: About): Form =>
  small(about, {
    action: 'referrals.decline',
    title: 'Can’t act',
    submit: 'Decline',
    who: 'The reason stays inside your organisation. The first five all read the same to the referrer: that this service can’t take it.',
    fields: [
      choice('reason', 'Reason', reasons('rejected'), about.chosen),
      {
        kind: 'text',
        name: 'inside',
        label: 'Anything to note for your own team',
        hint: `Kept inside your organisation. ${NO_IDENTIFIERS}`,
        lines: 'one',
        max: MOST_IN_NOTE,
        required: false,
        ...(about.text && { value: about.text }),
      },
    ],
  });

/** A question to the referrer. */
export const askForm = (about: About): Form =>
  small(about, {
    action: 'referrals.ask',
    title: 'Ask for more',
    submit: 'Send question',
    who: 'The referrer gets your question in a direct message. The referral waits for the answer.',
    fields: [typed('What do you need to know?', about.text)],
  });

/** The answer to it. */
export const answerForm = (about: About & { question: string | null }): Form => {
  const form = small(about, {
    action: 'referrals.answer',
    title: 'Answer',
    submit: 'Send answer',
    who: 'Seen by the receiving service’s advisers.',
    fields: [typed('Your answer', about.text)],
  });
  const asked = about.question ? [{ kind: 'quote', text: about.question } as const] : [];
  return { ...form, intro: [...form.intro, ...asked] };
};

const typed = (label: string, value?: string) =>
  ({
    kind: 'text',
    name: 'text',
    label,
    hint: NO_IDENTIFIERS,
    lines: 'many',
    max: MOST_CHARACTERS,
    required: true,
    ...(value && { value }),
  }) as const;

/** Which way was tried. */
export const unreachedForm = (about: About): Form =>
  small(about, {
    action: 'referrals.unreached',
    title: 'Couldn’t reach',
    submit: 'Count this try',
    who: 'After three tries in two different ways it may be paused or closed for that reason.',
    fields: [
      choice(
        'way',
        'How did you try?',
        WAYS.map((way) => ({ value: way, label: WAY_LABELS[way] })),
        about.chosen,
      ),
    ],
  });

/** When the person can be reached: a day and a time, so that there is nowhere to write a name. */
export const agreeForm = (about: About): Form =>
  small(about, {
    action: 'referrals.agree',
    title: 'New time agreed',
    submit: 'Tell the adviser',
    who: 'Seen by the receiving service’s advisers, on the card. It posts nothing new.',
    fields: [
      {
        kind: 'date',
        name: 'day',
        label: 'Which day?',
        required: true,
        ...(about.day && { value: about.day }),
      },
      {
        kind: 'text',
        name: 'time',
        label: 'What time?',
        hint: 'Such as 14:30 or 2.30 pm. A time only, no names.',
        lines: 'one',
        max: 10,
        required: true,
        ...(about.text && { value: about.text }),
      },
    ],
  });

const REASONED = {
  'on-hold': {
    action: 'referrals.hold',
    title: 'Pause',
    submit: 'Pause it',
    who: 'The referrer sees that it is paused, if the client agreed.',
  },
  failed: {
    action: 'referrals.fail',
    title: 'Couldn’t complete',
    submit: 'Close it',
    who: 'The referrer hears that it is closed, if the client agreed, and not why.',
  },
  cancelled: {
    action: 'referrals.withdraw',
    title: 'Withdraw',
    submit: 'Withdraw and erase',
    who: 'Everything typed about it is erased. Both sides are told only that it was withdrawn. This can’t be undone.',
  },
  'entered-in-error': {
    action: 'referrals.remove',
    title: 'Entered in error',
    submit: 'Remove and erase',
    who: 'Everything typed about it is erased, and it disappears from every list. This can’t be undone.',
  },
} as const;

/** Why it is paused, closed, withdrawn or removed. */
export const reasonForm = (state: keyof typeof REASONED, about: About): Form =>
  small(about, { ...REASONED[state], fields: [choice('reason', 'Reason', reasons(state), about.chosen)] });

/** Lowering what the health side hears. */
export const shareForm = (about: About): Form => {
  const now = about.referral.agreed.share.sender;
  const lower = (['none', 'status', 'summary'] as const).filter((level) => !isRaise(now, level));
  return small(about, {
    action: 'referrals.share',
    title: 'What is told back',
    submit: 'Change it',
    who: 'Lowering counts at once. Telling more needs a new agreement with the person.',
    fields: [
      choice(
        'share',
        'The person agreed that the health side hears',
        lower.map((value) => ({ value, label: SHARE_LABELS[value] })),
        about.chosen ?? now,
      ),
    ],
  });
};
