import { notFound, sentence, type Button, type Message, type Part } from '../../../chat/message.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import type { Written } from '../use-cases/needs.js';
import type { RewriteOutcome } from '../use-cases/rewrite.js';

/** The two things one can still do with something one wrote. */
const changeButtons = ({ id }: Written): Button[] => [
  { action: 'consultations.edit', label: 'Edit', value: id },
  {
    action: 'consultations.delete',
    label: 'Delete',
    value: id,
    confirm: {
      title: 'Delete your reply?',
      text: 'Its words are erased, here and wherever they were passed on. Everybody still sees that you deleted something.',
      yes: 'Delete it',
      no: 'Keep it',
    },
  },
];

/** After a reply was sent: where it stands, and a way to mend it. */
export const replySent = (consultation: Consultation, written: Written | undefined): Message => {
  const { summary, parts } = sentence(`Your reply is in the thread of ${referenceOf(consultation)}.`);
  const buttons: Part[] = written ? [{ kind: 'buttons', buttons: changeButtons(written) }] : [];
  return { summary, parts: [...parts, ...buttons] };
};

/** What this reader wrote to it through a form, each with what can still be done. */
export function ownReplies(consultation: Consultation, own: readonly Written[]): Message {
  const reference = referenceOf(consultation);
  if (own.length === 0)
    return sentence(
      `There is nothing of yours to change in ${reference} here. What you typed into a thread is changed in the thread.`,
    );
  return {
    summary: `${reference}: your replies`,
    parts: [
      { kind: 'text', text: `What you wrote to ${reference}. Only you can see this list.` },
      ...own.flatMap((written): Part[] => [
        { kind: 'quote', text: written.text ?? '' },
        { kind: 'buttons', buttons: changeButtons(written) },
      ]),
    ],
  };
}

/** What somebody reads after changing or deleting what they wrote. */
export function rewriteOutcome(outcome: RewriteOutcome): Message {
  switch (outcome.kind) {
    case 'edited':
      return sentence(`Your reply in ${referenceOf(outcome.consultation)} is changed, and marked as edited.`);
    case 'deleted':
      return sentence(
        `Your reply in ${referenceOf(outcome.consultation)} is deleted, and its words are erased.`,
      );
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'not-found':
      return notFound();
  }
}
