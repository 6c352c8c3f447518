import { fieldErrors } from '../../../chat/field-errors.js';
import type { Field, Form } from '../../../chat/form.js';
import { notFound, sentence, type Message, type Part } from '../../../chat/message.js';
import type { Platform } from '../../../chat/place.js';
import { counted, listInWords, PLATFORM_LABELS } from '../../../chat/words.js';
import { affiliation, type Directory, type Member } from '../../partnerships/rules.js';
import {
  caseOf,
  mayRemove,
  partOf,
  type Held,
  type HeldKind,
  type Identifying,
  type Shown,
} from '../rules/held.js';
import type { RemovalOutcome } from '../use-cases/removal.js';

const CALLED: Readonly<Record<HeldKind, string>> = {
  situation: 'what happened',
  'contact-note': 'the note about contact',
  reply: 'a reply',
  question: 'a question',
  answer: 'an answer',
  'outcome-line': 'the line about the outcome',
  'inside-note': 'the note kept inside the organisation',
  card: 'an answer card',
};

/** The kinds as people choose them. */
export const IDENTIFYING_LABELS: Readonly<Record<Identifying, string>> = {
  name: 'A name',
  contact: 'A phone number, e-mail or web address',
  number: 'A number that belongs to somebody',
  date: 'A date or an age',
  place: 'An address, place or small organisation',
  combination: 'Details that point to somebody together',
};

/** Who may delete a message that somebody wrote themselves, and how. Corridor may not. */
const OWN_MESSAGE: Readonly<Record<Platform, string>> = {
  slack: 'Its author can: ⋯ beside it, then “Delete message”. So can an owner or admin of the workspace.',
  teams: 'Its author can: ⋯ on it, then “Delete”. So can an owner of the team, where that is switched on.',
  web: 'Its author can.',
};

/** What one text is called: what it is, and who wrote it, never what it says. */
export const called = ({ kind, authorId }: Pick<Held, 'kind' | 'authorId'>, directory: Directory): string => {
  const author = directory.memberById(authorId);
  return `${CALLED[kind]}, by ${author ? affiliation(author) : 'somebody who has left'}`;
};

/** Of a very long thread the newest are offered; any older message has a menu of its own. */
const MOST_OFFERED = 60;

type Asked = { held: readonly Held[]; member: Member; likely: Identifying; directory: Directory };

/** Asks before anything is removed, since nothing of it can be brought back. */
export function removeForm({ held, member, likely, directory }: Asked): Form {
  const [first] = held;
  const own = held.some((each) => mayRemove(member, each));
  const options = held
    .slice(-MOST_OFFERED)
    .map((each) => ({ value: partOf(each), label: called(each, directory).slice(0, 75) }));
  const which: Field = { kind: 'choices', name: 'texts', label: 'Which of it?', required: true, options };
  return {
    action: 'privacy.remove',
    context: JSON.stringify({ of: held.length === 1 ? first?.id : first && caseOf(first), all: held.length === 1 }),
    title: 'Identifies someone',
    submit: own ? 'Remove it everywhere' : 'Tell who can remove it',
    intro: [
      { kind: 'text', text: held.length === 1 && first ? oneOf(first, directory) : `${first?.reference}: what was written here.` },
      { kind: 'text', text: own ? REMOVES : REPORTS },
      { kind: 'note', text: 'The kind is noted, with who says so and when. Never what it says.' },
    ],
    fields: [
      ...(held.length > 1 ? [which] : []),
      {
        kind: 'choice',
        name: 'kind',
        label: 'What is it that could identify somebody?',
        required: true,
        options: Object.entries(IDENTIFYING_LABELS).map(([value, label]) => ({ value, label })),
        value: likely,
      },
    ],
  };
} // prettier-ignore

/** The same form, where nothing of several texts was chosen. */
export const chooseOne = (form: Form): Form => ({ ...form, errors: fieldErrors({ texts: 'choose' }) });

const oneOf = (held: Held, directory: Directory) => `${held.reference}: ${called(held, directory)}.`;

const REMOVES =
  'It is removed from every message of Corridor’s that shows it, and erased here for good: nobody can bring it back. Whoever wrote it is asked to write it again. The champion and deputy are told that it was removed, not what it said.';
const REPORTS =
  'It is not yours to remove. Whoever wrote it, the champion and the deputy are told at once that you think so, not what it says; each of them can remove it everywhere.';

/** What somebody reads after pressing: what went, where, and what Corridor could not take away. */
export function removalOutcome(outcome: RemovalOutcome, directory: Directory): Message {
  switch (outcome.kind) {
    case 'not-found':
      return notFound();
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'gone':
      return gone(outcome.held);
    case 'done':
      return done(outcome, directory);
  }
}

function gone(held: readonly Held[]): Message {
  const reference = held[0]?.reference ?? '';
  return {
    summary: `${reference}: removed before`,
    parts: [
      { kind: 'text', text: `${reference}: it has been removed or erased already. Nothing of it is kept.` },
      ...remaining(held),
    ],
  };
}

type Done = Extract<RemovalOutcome, { kind: 'done' }>;

function done({ removed, reported, shown }: Done, directory: Directory): Message {
  const reference = [...removed, ...reported][0]?.reference ?? '';
  const names = (held: readonly Held[]) => listInWords(held.map((each) => called(each, directory)));
  const parts: Part[] = [];
  if (removed.length > 0) {
    parts.push(
      { kind: 'heading', text: `${reference}: removed` },
      { kind: 'text', text: `Erased for good: ${names(removed)}, with every earlier version and what it was found by.` },
      { kind: 'text', text: shown.length > 0 ? `Taken out of ${placesOf(shown)}. That can take a moment to show.` : 'No message of Corridor’s shows it.' },
      ...remaining(removed),
      { kind: 'text', text: 'The champion and deputy are told, without what it said. Whoever wrote it can write it again.' },
    );
  }
  if (reported.length > 0)
    parts.push({ kind: 'text', text: `Not yours to remove, so it still stands: ${names(reported)}. Whoever wrote it, the champion and the deputy have been told.` });
  return { summary: `${reference}: ${removed.length > 0 ? 'removed' : 'passed on'}`, parts };
} // prettier-ignore

/** “2 messages in channels and 1 direct message in Slack”. */
function placesOf(shown: readonly Shown[]): string {
  const platforms = [...new Set(shown.map(({ platform }) => platform))];
  const on = (platform: Platform) => {
    const here = shown.filter((each) => each.platform === platform);
    const direct = here.filter(({ to }) => to === 'person').length;
    const inChannels = here.length - direct;
    const kinds = [
      ...(inChannels > 0 ? [counted(inChannels, 'message in a channel', 'messages in channels')] : []),
      ...(direct > 0 ? [counted(direct, 'direct message')] : []),
    ];
    return `${listInWords(kinds)} in ${PLATFORM_LABELS[platform]}`;
  };
  return listInWords(platforms.map(on));
}

/** What Corridor cannot take away, and who can. */
function remaining(held: readonly Held[]): Part[] {
  const platforms = [...new Set(held.flatMap(({ writtenOn }) => writtenOn ?? []))];
  const own = platforms.map(
    (platform) =>
      `The message that its author wrote in ${PLATFORM_LABELS[platform]} still stands: Corridor may not delete it. ${OWN_MESSAGE[platform]}`,
  );
  const always =
    'What somebody has read, copied or been notified of, and your organisations’ own backups and exports, are out of Corridor’s reach.';
  return [
    ...own.map((text) => ({ kind: 'note', text, tone: 'warning' }) as const),
    { kind: 'note', text: always },
  ];
}

/** A message that Corridor keeps nothing of, or that this reader may not know of: the same words for both. */
export const notOurs = (platform: Platform): Message => ({
  summary: 'Nothing to remove here',
  parts: [
    { kind: 'text', text: 'Corridor keeps nothing of this message that you could remove.' },
    { kind: 'text', text: `If somebody wrote it in ${PLATFORM_LABELS[platform]} and it could identify a person, it should go. ${OWN_MESSAGE[platform]}` },
    { kind: 'note', text: 'Tell your champion that it happened, without repeating it.' },
  ],
}); // prettier-ignore

/** It had not been taken in yet, and is not going to be. */
export const droppedUnread = (platform: Platform): Message => ({
  summary: 'Not taken in',
  parts: [
    {
      kind: 'text',
      text: 'Corridor had not taken this message in yet, and will not: nothing of it is kept.',
    },
    { kind: 'note', text: `The message itself still stands. ${OWN_MESSAGE[platform]}`, tone: 'warning' },
  ],
});
