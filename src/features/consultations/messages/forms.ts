import { NATION_LABELS, PRIORITY_LABELS } from '../../../chat/words.js';
import type { Field, FieldErrors, Form, Values } from '../../../chat/form.js';
import type { Part } from '../../../chat/message.js';
import { emergencyLine, type Who } from '../../partnerships/rules.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import { RESULTS } from '../rules/results.js';
import { MOST_CHARACTERS } from '../schema.js';
import { SOURCE_LABELS } from './labels.js';

const NO_IDENTIFIERS = 'No names, dates of birth, addresses, phone, hospital or NHS numbers.';

type Input = { who: Who; values: Values; follows?: string; errors?: FieldErrors; similar?: readonly Part[] };

const text = (values: Values, name: string) => {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? { value } : {};
};

const choices = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** The consultation form: five inputs on one screen. */
export function askForm({ who, values, follows, errors, similar = [] }: Input): Form {
  const hours = who.partnership.promise.consultationHours;
  return {
    action: 'consultations.ask',
    context: JSON.stringify({ ...(follows && { follows }) }),
    title: 'Consult',
    submit: 'Post consultation',
    intro: [
      ...similar,
      {
        kind: 'note',
        text: `Seen by everybody in the partnership. ${NO_IDENTIFIERS} An adviser answers within ${hours} working hours.`,
      },
      { kind: 'note', text: emergencyLine(who.partnership), tone: 'warning' },
    ],
    fields: fiveInputs(who, values),
    ...(errors && { errors }),
  };
}

/** Why a line could not be logged as it was typed. */
const NOT_YET = {
  nothing: '',
  issue:
    'Not logged yet: choose what it was about. In one line it reads: consult log housing: what was asked and said.',
  what: 'Not logged yet: say in a few words what was asked and what was said.',
  'too-long': 'Not logged yet: it is too long, 3,000 characters at most. Shorten it below.',
  identifiers:
    'Not logged yet: something in it could tell somebody who it is about. Log it here, and it is shown to you first.',
};

/**
 * The same for one that happened by phone, e-mail or in a corridor.
 * @param open what a line typed with the command left open, if one was typed
 */
export function logForm({ who, values, errors, open }: Input & { open?: keyof typeof NOT_YET }): Form {
  const form = askForm({ who, values, ...(errors && { errors }) });
  return {
    ...form,
    action: 'consultations.log',
    title: 'Log a consultation',
    submit: 'Log it',
    intro: [
      ...(open ? [{ kind: 'note', text: NOT_YET[open], tone: 'warning' } as const] : []),
      { kind: 'note', text: `It counts like any other and is closed at once. ${NO_IDENTIFIERS}` },
    ],
    fields: [
      {
        kind: 'choice',
        name: 'source',
        label: 'How did it happen?',
        required: true,
        options: choices(SOURCE_LABELS),
        ...text(values, 'source'),
      },
      ...form.fields,
      {
        kind: 'choice',
        name: 'result',
        label: 'How did it end?',
        required: true,
        options: RESULTS.map(({ key, label }) => ({ value: key, label })),
        ...text(values, 'result'),
      },
    ],
  };
}

function fiveInputs({ partnership }: Who, values: Values): Field[] {
  const issues = values['issues'];
  return [
    {
      kind: 'choices',
      name: 'issues',
      label: 'What is it about?',
      hint: 'One or more. Not sure is fine.',
      required: true,
      options: partnership.issues.map(({ key, label }) => ({ value: key, label })),
      ...(issues !== undefined && { values: typeof issues === 'string' ? [issues] : issues }),
    },
    {
      kind: 'text',
      name: 'what',
      label: 'What happened, and what do you want to know?',
      hint: 'The situation, not the person: “Taken off the rota after announcing her pregnancy. Can they do that?”',
      lines: 'many',
      max: MOST_CHARACTERS,
      required: true,
      ...text(values, 'what'),
    },
    {
      kind: 'choice',
      name: 'nation',
      label: 'Which nation’s law?',
      required: true,
      options: choices(NATION_LABELS),
      ...text({ nation: values['nation'] ?? partnership.nation }, 'nation'),
    },
    {
      kind: 'date',
      name: 'eventDate',
      label: 'When did it happen, or what date is on the letter?',
      hint: 'Leave it empty if you are not sure.',
      required: false,
      ...text(values, 'eventDate'),
    },
    {
      kind: 'choice',
      name: 'priority',
      label: 'How soon?',
      required: true,
      options: choices(PRIORITY_LABELS),
      ...text({ priority: values['priority'] ?? 'routine' }, 'priority'),
    },
  ];
}

type About = { consultation: Consultation; errors?: FieldErrors; typed?: string; offered?: readonly Part[] };

const typedForm = (
  { consultation, errors, typed, offered = [] }: About,
  form: Pick<Form, 'action' | 'title' | 'submit'> & { label: string; who: string },
): Form => ({
  action: form.action,
  title: form.title,
  submit: form.submit,
  context: JSON.stringify({ consultation: consultation.id }),
  intro: [{ kind: 'note', text: `${referenceOf(consultation)}. ${form.who}` }, ...offered],
  fields: [
    {
      kind: 'text',
      name: 'text',
      label: form.label,
      hint: NO_IDENTIFIERS,
      lines: 'many',
      max: MOST_CHARACTERS,
      required: true,
      ...(typed && { value: typed }),
    },
  ],
  ...(errors && { errors }),
});

/** Anything somebody wants to write to it. */
export const replyForm = (about: About): Form =>
  typedForm(about, {
    action: 'consultations.reply',
    title: 'Reply',
    submit: 'Send reply',
    label: 'Your reply',
    who: 'Everybody in the partnership can read it, with your name, role and organisation.',
  });

/** Something written before, to be changed. */
export const editForm = (about: About, writtenId: string): Form => ({
  ...typedForm(about, {
    action: 'consultations.edit',
    title: 'Edit your reply',
    submit: 'Save',
    label: 'Your reply',
    who: 'It is marked as edited, everywhere it stands.',
  }),
  context: JSON.stringify({ written: writtenId }),
});

/** A question back to the asker. */
export const askMoreForm = (about: About): Form =>
  typedForm(about, {
    action: 'consultations.ask-more',
    title: 'Ask for more',
    submit: 'Send question',
    label: 'What do you need to know?',
    who: 'The asker is told, and it waits for them.',
  });

/** Why it was not enough. */
export const needMoreForm = (about: About): Form =>
  typedForm(about, {
    action: 'consultations.need-more',
    title: 'Need more',
    submit: 'Ask again',
    label: 'What is still open?',
    who: 'It goes back to the adviser.',
  });
