import type { FieldErrors, Form } from '../../../chat/form.js';
import { fieldErrors } from '../../../chat/field-errors.js';
import type { Message } from '../../../chat/message.js';
import { counted, listInWords } from '../../../chat/words.js';
import { affiliation, type Member, type Partnership } from '../../partnerships/rules.js';
import { keyOf } from '../rules/actions.js';
import { MOST_IN_LETTER } from '../schema.js';
import type { Found } from '../use-cases/act.js';
import { siteName } from './lines.js';

const MOST_NAMED = 5;

type Draft = {
  partnership: Partnership;
  readers: readonly Member[];
  typed?: string;
  errors?: FieldErrors;
};

/** A draft to check: nothing is sent before that. Says who will get it. */
export function letterForm({ run, action }: Found, { partnership, readers, typed, errors }: Draft): Form {
  const site = siteName(partnership, action.about);
  const draft = action.kind === 'single-referrer' ? invitation(partnership) : hello(partnership);
  return {
    action: 'digests.letter',
    context: JSON.stringify({ run: run.id, action: keyOf(action) }),
    title: action.kind === 'single-referrer' ? 'An invitation' : 'A hello',
    submit: 'Send it',
    intro: [
      {
        kind: 'note',
        text: `Goes as a private message to ${named(readers)} at ${site}, with your name, at 09:00 at the earliest. Nobody else sees it. Please check the draft first.`,
      },
    ],
    fields: [
      {
        kind: 'text',
        name: 'text',
        label: 'What you would like to say',
        hint: 'No names or details of anybody you care for.',
        lines: 'many',
        max: MOST_IN_LETTER,
        required: true,
        value: typed ?? draft,
      },
    ],
    ...(errors && { errors }),
  };
}

const named = (readers: readonly Member[]) =>
  readers.length > MOST_NAMED
    ? counted(readers.length, 'person', 'people')
    : listInWords(readers.map(({ name }) => name));

// No names in the drafts: the screen would rightly stop at them, and the letter shows who sent it.
const hello = ({ serviceLabel }: Partnership) =>
  `Hello! ${serviceLabel} is there for everybody where you work, also for small questions: you need not be sure that it is a legal matter. Type “consult” to ask; nobody’s name is needed. If something keeps you from asking, I would like to hear it.`;

const invitation = ({ serviceLabel }: Partnership) =>
  `Hello! One of you has been asking ${serviceLabel} for all of you, which helps. Each of you can ask: type “consult”, no names, and an adviser answers in the thread. Shall I come by and show it?`;

/** What to do about a letter that cannot go as it is. */
export const letterErrors = (keys: Readonly<Record<string, string>>): FieldErrors =>
  fieldErrors(keys, { 'too-long': `This is too long: ${MOST_IN_LETTER} characters at most.` });

/** The letter, as the staff of a site read it. */
export const letterMessage = (text: string, sender: Member, site: string): Message => ({
  summary: `A hello from ${sender.name}`,
  parts: [
    { kind: 'quote', text },
    {
      kind: 'note',
      text: `From ${affiliation(sender)}, to the staff of ${site}. Answer them as you usually would.`,
    },
  ],
});
