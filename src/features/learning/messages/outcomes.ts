import { sentence, type Message } from '../../../chat/message.js';
import { dayInWords } from '../../../shared/days.js';
import type { CardOutcome, SaveOutcome } from '../use-cases.js';

/** The same words whether it is another partnership’s or never was. */
export const noCard = (): Message => sentence('You do not have access to that card, or it does not exist.');

/** What somebody reads after saving, changing or settling a card. */
export function cardOutcome(outcome: SaveOutcome | CardOutcome): Message {
  switch (outcome.kind) {
    case 'saved':
      return sentence(
        `Saved. Everybody in the partnership can find it with “learn”. ${asked(outcome.card.reviewBy)}`,
      );
    case 'changed':
      return sentence(`Changed. Everybody reads the new words from now on. ${asked(outcome.card.reviewBy)}`);
    case 'renewed':
      return sentence(`Noted as still right. ${asked(outcome.card.reviewBy)}`);
    case 'retired':
      return retired(outcome.card.id, outcome.card.reviewBy);
    case 'restored':
      return sentence('It is back, as it was, and can be found again.');
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'not-found':
      return noCard();
    case 'not-adviser':
      return sentence('Answer cards are kept by advisers. Nothing was saved.');
    case 'needs-regulated':
      return sentence('Only a regulated adviser may vouch for an answer about this. Nothing has changed.');
    case 'not-yours':
      return sentence(
        'This card is for its owner, or who leads their service, to change. Nothing has changed.',
      );
    case 'settled':
      return sentence('That was settled already. Type “learn” to see how the card stands.');
    case 'someone-was-quicker':
      return sentence(
        'Somebody changed this card a moment before you. Open it again to see what it says now.',
      );
  }
}

const asked = (reviewBy: string) =>
  `Its owner is asked after ${dayInWords(reviewBy)} whether it is still right.`;

const retired = (id: string, reviewBy: string): Message => ({
  summary: 'Answer card: retired',
  parts: [
    { kind: 'text', text: 'Retired. Nobody is offered this card any more.' },
    {
      kind: 'buttons',
      buttons: [{ action: 'learning.restore', label: 'Undo', value: `${id}:${reviewBy}` }],
    },
  ],
});
