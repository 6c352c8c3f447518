import type { Message } from '../../chat/message.js';
import { emergencyLine, type Partnership } from '../partnerships/rules.js';

/** What to do now, from the list of commands itself, so that it never drifts. */
export function helpMessage(
  partnership: Partnership,
  words: readonly { word: string; about: string; hint?: string }[],
): Message {
  return {
    summary: 'Corridor: what you can do',
    parts: [
      { kind: 'heading', text: partnership.serviceLabel },
      {
        kind: 'text',
        text: 'Hand a person over to free legal advice, with their agreement, and hear what came of it. If the person can act in time by themselves, tell them where to go. If a date is near, or they cannot act alone, refer. A phone call is always allowed.',
      },
      {
        kind: 'list',
        items: words.map(({ word, about, hint }) => ({ text: hint ? `${word} ${hint}` : word, note: about })),
      },
      { kind: 'note', text: emergencyLine(partnership), tone: 'warning' },
      {
        kind: 'note',
        text: 'Chat is not the record: every referral has “Copy for record”. Write about the situation, never the person.',
      },
    ],
  };
}
