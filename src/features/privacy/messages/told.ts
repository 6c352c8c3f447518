import type { Form } from '../../../chat/form.js';
import { sentence, type Button, type Message, type Part } from '../../../chat/message.js';
import type { Platform } from '../../../chat/place.js';
import { affiliation, type Directory } from '../../partnerships/rules.js';
import type { Held, HeldKind, Identifying } from '../rules/held.js';
import { called, IDENTIFYING_LABELS } from './removal.js';

/** What somebody is told about a text that could identify somebody. It never says what it says. */
export type Told = {
  id: string;
  reference: string;
  what: HeldKind;
  authorId: string;
  kind: Identifying;
  by: string;
  writtenOn: Platform | null;
  /** What was reported has been removed since. */
  settled: boolean;
};

type Speak = (told: Told, directory: Directory) => Message;

const kindOf = ({ kind }: Told) => IDENTIFYING_LABELS[kind].toLowerCase();
const byWhom = ({ by }: Told, directory: Directory) => {
  const member = directory.memberById(by);
  return member ? affiliation(member) : 'somebody who has left';
};
const textOf = ({ what: kind, authorId }: Told, directory: Directory) =>
  called({ kind, authorId }, directory);

/** To the champion and deputy: that it happened, and what is still to be done. */
export const removedMessage: Speak = (told, directory) => ({
  summary: `${told.reference}: text removed`,
  parts: [
    {
      kind: 'text',
      text: `${told.reference}: ${byWhom(told, directory)} removed ${textOf(told, directory)}, because it could identify somebody (${kindOf(told)}). Corridor keeps nothing of it.`,
    },
    ...standing(told, 'Please see that its author deletes it.'),
    { kind: 'note', text: 'If your organisations count this as an incident, record it in your own way.' },
  ],
});

/** To whoever wrote it: privately, with the way to write it again. */
export const againMessage: Speak = (told, directory) => ({
  summary: `${told.reference}: please write it again`,
  parts: [
    {
      kind: 'text',
      text: `${told.reference}: ${textOf(told, directory)}, could identify somebody (${kindOf(told)}), so it was removed. It is not kept, so nobody can bring it back. Please write it again without that.`,
    },
    ...standing(told, 'Please delete it.'),
    { kind: 'buttons', buttons: [againButton(told)] },
  ],
});

/** To those who may remove it, when somebody may not who thinks that it should go. */
export const reportedMessage: Speak = (told, directory) =>
  told.settled
    ? sentence(`${told.reference}: what was pointed out to you has been removed. Thank you.`)
    : {
        summary: `${told.reference}: please look at it`,
        parts: [
          {
            kind: 'text',
            text: `${told.reference}: ${byWhom(told, directory)} thinks that ${textOf(told, directory)}, could identify somebody (${kindOf(told)}). It still stands: only you, its author and a few others can remove it.`,
          },
          {
            kind: 'buttons',
            buttons: [
              { action: 'privacy.identifies', label: 'Identifies someone', value: told.id, tone: 'danger' },
            ],
          },
        ],
      };

const standing = ({ writtenOn }: Told, then: string): Part[] =>
  writtenOn === null
    ? []
    : [
        {
          kind: 'note',
          text: `The message that its author wrote themselves still stands there: Corridor may not delete it. ${then}`,
          tone: 'warning',
        },
      ];

/** Opens the box to write it again. A card is simply a new card. */
export const againButton = ({ id, what }: Pick<Told, 'id' | 'what'>): Button =>
  what === 'card'
    ? { action: 'learning.new', label: 'Write it again', value: 'new', tone: 'primary' }
    : { action: 'privacy.again', label: 'Write it again', value: id, tone: 'primary' };

type Again = { held: Held; max: number; typed?: string; errors?: Form['errors'] };

/** The box, which is read before it is sent like any other. */
export const againForm = ({ held, max, typed, errors }: Again): Form => ({
  action: 'privacy.write-again',
  context: JSON.stringify({ text: held.id }),
  title: 'Write it again',
  submit: 'Send',
  intro: [
    {
      kind: 'note',
      text: `${held.reference}: it takes the place of what was removed, and is seen by the same people. Say what happened, not to whom.`,
    },
  ],
  fields: [
    {
      ...{
        kind: 'text',
        name: 'text',
        label: 'What others need to know',
        lines: 'many',
        max,
        required: true,
      },
      ...(typed && { value: typed }),
    },
  ],
  ...(errors && { errors }),
});

/** After writing it again. */
export const writtenAgain = ({ reference }: Held): Message =>
  sentence(`${reference}: it stands where the other was.`);

/** A private word to somebody who edited, where they wrote it, what has been removed from everywhere else. */
export const removedBefore = (reference: string): Message =>
  sentence(
    `${reference}: this was removed because it could identify somebody, so Corridor does not take your change over. Use “Write it again” in the message you got, or delete this one and write a new one.`,
  );
