import type { Message } from '../../../chat/message.js';
import { sentence } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import { HIDDEN, outsideCount } from '../../evidence/rules/small-numbers.js';
import type { RollUp, RollUpOutcome } from '../use-cases/network.js';
import { monthInWords } from './weeks.js';

/** What a network champion reads after `digest network`. */
export function networkOutcome(outcome: RollUpOutcome): Message {
  switch (outcome.kind) {
    case 'rolled-up':
      return rollUpMessage(outcome);
    case 'no-network':
      return sentence(
        'This partnership belongs to no network. Its administrator can name one in the partnership’s file.',
      );
    case 'not-yours':
      return sentence(
        'The figures of the network are for its network champion. Ask them if you would like to hear them.',
      );
  }
}

/** All partnerships of the network added up, with small numbers kept; no partnership stands beside another. */
function rollUpMessage({ month, partnerships, figures }: RollUp): Message {
  const when = monthInWords(month.key);
  const shown = (label: string, count: number) => ({ label, value: inWords(count) });
  return {
    summary: `Network, ${when}`,
    parts: [
      { kind: 'heading', text: `The network in ${when}: ${counted(partnerships, 'partnership')} together` },
      {
        kind: 'facts',
        facts: [
          shown('Consultations opened', figures.opened),
          shown('Consultations answered', figures.replied),
          shown('Referrals sent', figures.sent),
          shown('Referrals accepted', figures.accepted),
          shown('Contact made', figures.contacted),
          shown('Referrals closed', figures.closed),
        ],
      },
      {
        kind: 'note',
        text: 'What happened in the month, counted once it was over. Numbers are rounded to the nearest 5, and 1 to 7 are not shown, so that nobody can be picked out.',
      },
    ],
  };
}

function inWords(count: number): string {
  const shown = outsideCount(count);
  return shown === HIDDEN ? 'fewer than 8' : String(shown);
}
