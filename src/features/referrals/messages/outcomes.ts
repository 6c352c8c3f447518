import { sentence, type Message, notFound } from '../../../chat/message.js';
import type { MoveOutcome } from '../use-cases/move.js';
import type { SendOutcome } from '../use-cases/send.js';
import type { Referral } from '../rules/referral.js';

/** What somebody reads after pressing a button or sending a small form about a referral. */
export function moveOutcome(outcome: MoveOutcome): Message {
  switch (outcome.kind) {
    case 'done':
      return sentence(DONE[outcome.change](outcome.referral.reference));
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'not-found':
      return notFound();
    case 'not-yours':
      return sentence(
        `${outcome.referral.reference}: this is for somebody else on the case to do. Nothing has changed.`,
      );
    case 'needs-regulated':
      return sentence(
        `Only a regulated adviser may take ${outcome.referral.reference}. You can still point to a service.`,
      );
    case 'not-from-here':
      return sentence(
        `${outcome.referral.reference} has moved on, so this doesn’t fit any more. Its card shows where it stands.`,
      );
    case 'someone-was-quicker':
      return sentence(
        `Somebody changed ${outcome.referral.reference} a moment before you. Its card shows where it stands now.`,
      );
    case 'missing':
      return sentence(MISSING[outcome.need]);
    case 'not-tried-enough':
      return sentence(
        `${outcome.referral.reference}: first count three tries in two different ways with “Couldn’t reach”.`,
      );
    case 'raise-needs-agreement':
      return sentence(
        'Telling more than was agreed needs a new agreement with the person. Nothing has changed.',
      );
  }
}

type Done = Extract<MoveOutcome, { kind: 'done' }>['change'];

const DONE: Readonly<Record<Done, (reference: Referral['reference']) => string>> = {
  taken: (reference) =>
    `${reference} is yours. The referrer sees that it was accepted, if the client agreed.`,
  declined: (reference) => `${reference} declined. The reason stays inside your organisation.`,
  asked: (reference) => `Your question about ${reference} is on its way to the referrer.`,
  answered: (reference) => `Your answer about ${reference} is with the service.`,
  held: (reference) => `${reference} is paused.`,
  resumed: (reference) => `${reference} goes on.`,
  'contact-made': (reference) => `Contact noted on ${reference}. The referrer hears it if the client agreed.`,
  'not-reached': (reference) => `A try to reach the person is counted on ${reference}.`,
  filed: (reference) => `${reference} is in your file.`,
  completed: (reference) => `${reference} is closed. The referrer hears as much as the client agreed.`,
  corrected: (reference) =>
    `The outcome of ${reference} is corrected. The referrer hears it if the client agreed to a summary.`,
  trying: (reference) => `Noted. The service sees on the card of ${reference} that you are trying.`,
  'time-agreed': (reference) => `The time is on the service’s card of ${reference}.`,
  thanked: (reference) => `Your thanks for ${reference} are on their way to the adviser.`,
  failed: (reference) => `${reference} is closed.`,
  withdrawn: (reference) => `${reference} is withdrawn, and what was typed about it is erased.`,
  removed: (reference) => `${reference} is removed, and what was typed about it is erased.`,
  'share-lowered': (reference) => `Changed. From now on less is told about ${reference}.`,
};

const MISSING = {
  agreement: 'A referral needs the person’s agreement first.',
  reason: 'Please choose a reason from the list. Nothing has changed.',
  'conflict-check': 'Please check for conflicts in your own system first.',
  outcome: 'Please choose at least one outcome. Nothing has changed.',
} as const;

/** What somebody reads whose referral could not be sent for a reason that no field can mend. */
export function sendRefusal(
  outcome: Extract<SendOutcome, { kind: 'may-not-send' | 'repeated' | 'not-found' }>,
): Message {
  switch (outcome.kind) {
    case 'not-found':
      return notFound();
    case 'may-not-send':
      return sentence(
        'Your role in this partnership doesn’t send referrals. Nothing was sent. A clinician or link worker can.',
      );
    case 'repeated':
      return sentence('This was sent already. It is in your list: type “mine”.');
  }
}
