import { notFound, sentence, type Message } from '../../../chat/message.js';
import type { ProposeOutcome, Proposed } from '../use-cases/propose.js';
import type { SettleOutcome } from '../use-cases/settle.js';

type Refusal = Exclude<Proposed, { kind: 'proposed' }> | Exclude<ProposeOutcome, { kind: 'may' }>;

/** Why the team cannot be told. */
export function tellRefusal(outcome: Refusal): Message {
  switch (outcome.kind) {
    case 'not-found':
      return notFound();
    case 'may-not':
      return sentence(
        `${outcome.referral.reference}: the team can be told once it has ended with an outcome, and only if the person agreed that you hear how.`,
      );
    case 'told-already':
      return sentence(`A story about ${outcome.referral.reference} is on its way already, or posted.`);
    case 'nobody-to-agree':
      return sentence(
        'Two people have to agree to a story: an adviser, and the champion or deputy. They cannot be reached here, so nothing was kept.',
      );
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
  }
}

/** What somebody reads after pressing a button of a story. */
export function settleOutcome({ kind }: SettleOutcome): Message {
  return kind === 'not-found' ? notFound() : sentence(SETTLED[kind]);
}

const SETTLED: Readonly<Record<Exclude<SettleOutcome['kind'], 'not-found'>, string>> = {
  agreed: 'You agreed. It is posted once the other agreement is there; until then you can undo yours.',
  'posted-now': 'Both have agreed. It is on its way to the partnership’s channel.',
  undone: 'Your agreement is taken back. Nothing is posted.',
  'taken-back': 'The story is taken back, and its words are erased.',
  posted: 'It is posted already. You can still take it down.',
  ended: 'That story has been taken back. There is nothing to agree to.',
  'not-yours': 'This is for somebody else to decide. Nothing has changed.',
  'agreed-already': 'Somebody has agreed in that part already. The message shows where it stands.',
  'needs-another': 'You have agreed already. The other agreement has to come from somebody else.',
  repeated: 'That was done already. Nothing happened twice.',
};
