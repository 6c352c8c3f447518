import { sentence, type ListItem, type Message, type Part } from '../../chat/message.js';
import { counted } from '../../chat/words.js';
import { instantInWords } from '../../shared/days.js';
import type { Partnership } from '../partnerships/rules.js';
import type { DecideOutcome, ListOutcome, Undelivered } from './use-cases.js';

const MOST_SHOWN = 10;

/** What could not be delivered, for an administrator: ids, kinds and reasons, nothing that anybody typed. */
export function undeliveredList(outcome: ListOutcome, { timeZone }: Partnership): Message {
  if (outcome.kind === 'not-administrator') return notAdministrator();
  const { letters } = outcome;
  if (letters.length === 0) return sentence('Everything has been delivered. Nothing waits for you.');
  const shown = letters.slice(0, MOST_SHOWN);
  const title = `Not delivered: ${letters.length}`;
  return {
    summary: title,
    parts: [
      { kind: 'heading', text: title },
      { kind: 'text', text: 'Tried again, a message says what is true by then. Let go, it is never sent.' },
      { kind: 'list', items: shown.map((letter) => itemOf(letter, timeZone)) },
      ...(letters.length > shown.length
        ? [note(`And ${letters.length - shown.length} more, once these are settled.`)]
        : []),
      note('What was typed is not shown here, and not who it is about.'),
    ],
  };
}

const note = (text: string): Part => ({ kind: 'note', text });

const itemOf = (letter: Undelivered, timeZone: string): ListItem => ({
  text: whatIs(letter),
  note: `${why(letter)} Since ${instantInWords(letter.since, timeZone)}.`,
  button: { action: 'undelivered.open', label: 'Settle it', value: letter.id },
});

/** One of them, with what can be done about it. */
export function undeliveredOne(letter: Undelivered, { timeZone }: Partnership): Message {
  return {
    summary: 'Not delivered: settle it',
    parts: [
      { kind: 'heading', text: whatIs(letter) },
      {
        kind: 'facts',
        facts: [
          { label: 'Why', value: why(letter) },
          { label: 'Since', value: instantInWords(letter.since, timeZone) },
          { label: 'Id', value: letter.id },
        ],
      },
      ...(letter.held
        ? [note('Look in the channel first: if it stands there already, let it go here.')]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...(letter.mayRetry
            ? [
                {
                  action: 'undelivered.retry',
                  label: 'Try again',
                  value: letter.id,
                  tone: 'primary' as const,
                },
              ]
            : []),
          { action: 'undelivered.drop', label: 'Let it go', value: letter.id, tone: 'danger', confirm: DROP },
        ],
      },
    ],
  };
}

const DROP = {
  title: 'Let it go?',
  text: 'It will not be sent or taken in any more. Whoever waits for it has to hear of it another way.',
  yes: 'Let it go',
  no: 'Keep it',
};

function whatIs({ kind, name, platform, to }: Undelivered): string {
  switch (kind) {
    case 'message':
      return `Message “${name}” to a ${to ?? 'place'} on ${platform ?? 'no platform'}`;
    case 'event':
      return `Something that happened on ${name}`;
    case 'job':
      return `Job “${name}”`;
  }
}

function why({ held, kind, reason, attempts, mayRetry }: Undelivered): string {
  const tries = counted(attempts, 'try', 'tries');
  if (held) return `It may have been said, and nobody can look (${reason}); ${tries}.`;
  if (!mayRetry)
    return `${reason}, after ${tries}. Its text has been erased since, so it can only be let go.`;
  return `${kind === 'message' ? 'Refused' : 'Failed'}: ${reason}, after ${tries}.`;
}

/** What became of a decision. */
export function decidedOutcome(outcome: DecideOutcome): Message {
  switch (outcome.kind) {
    case 'decided':
      return sentence(
        outcome.decision === 'retry'
          ? 'It is being tried again. If it fails once more, it comes back to this list.'
          : 'It has been let go.',
      );
    case 'gone':
      return sentence('It is not on the list any more: it was settled already.');
    case 'text-erased':
      return sentence('It cannot be tried again: its text has been erased. It can only be let go.');
    case 'not-administrator':
      return notAdministrator();
  }
}

const notAdministrator = (): Message =>
  sentence('Only your partnership’s administrators can see what was not delivered.');

/** How the command at the terminal is used. */
export const usage = (): readonly string[] => [
  'npm run delivery -- list            what could not be delivered: ids, kinds and reasons',
  'npm run delivery -- retry ID        tries one again',
  'npm run delivery -- drop ID         lets one go',
  'With the embedded database, stop Corridor first, or ask it in the chat: undelivered',
];

/** The list at the terminal, a line each. */
export const lines = (letters: readonly Undelivered[]): readonly string[] =>
  letters.length === 0
    ? ['Everything has been delivered.']
    : letters.map((each) => `${each.id}  ${each.since.toISOString()}  ${whatIs(each)}. ${why(each)}`);

/** One line about a decision. */
export const decidedLine = (outcome: DecideOutcome): string => decidedOutcome(outcome).summary;
