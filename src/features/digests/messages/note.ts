import type { Message, Part } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import type { Period } from '../../evidence/rules/periods.js';
import { outcomeCode } from '../../gains/rules/codes.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { Note } from '../rules/note.js';
import { quarterInWords } from './weeks.js';

/** Somebody's own referrals of a quarter and what came of them, as far as each person agreed. Theirs alone to read. */
export function noteMessage(note: Note, quarter: Period, { timeZone, serviceLabel }: Partnership): Message {
  const when = quarterInWords(quarter, timeZone);
  const outcomes: Part[] =
    note.outcomes.length === 0
      ? []
      : [
          { kind: 'text', text: 'What came of those you may hear about:' },
          { kind: 'list', items: note.outcomes.map(([code, count]) => ({ text: outcomeLine(code, count) })) },
        ];
  return {
    summary: `Your referrals, ${when}`,
    parts: [
      { kind: 'heading', text: `Your referrals to ${serviceLabel}, ${when}` },
      { kind: 'text', text: movedLine(note) },
      ...outcomes,
      ...quietLine(note),
      { kind: 'note', text: 'Only you can see this. Thank you for each of them.' },
    ],
  };
}

function movedLine({ sent, declined, accepted, contacted, closed }: Note): string {
  const told = [
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    ...(contacted > 0 ? [`contact made with ${contacted}`] : []),
    ...(closed > 0 ? [`${closed} closed`] : []),
    ...(declined > 0 ? [`${declined} could not be taken`] : []),
  ];
  return `You sent ${counted(sent, 'referral')}${told.length > 0 ? `: ${told.join(', ')}` : ''}.`;
}

const quietLine = ({ quiet }: Note): Part[] =>
  quiet === 0
    ? []
    : [{ kind: 'text', text: `Of ${quiet} you hear no more: that is what was agreed with them.` }];

const outcomeLine = (code: string, count: number): string => {
  const known = outcomeCode(code);
  return `${known?.summary ?? known?.label ?? code}: ${count}`;
};
