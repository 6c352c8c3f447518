import { NATION_LABELS, NOT_ADVICE } from '../../../chat/words.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import { sentence, type Button, type Message, type Part } from '../../../chat/message.js';
import { dayInWords } from '../../../shared/days.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { ShownCard } from '../use-cases.js';

/** Stands under each answer, so that nobody takes it for advice to the patient. Source: governance G08. */

/** A card inside another message: its words, who answers for them, and whether they are still to be trusted. */
export const cardParts = (card: ShownCard): Part[] => [
  card.text === ''
    ? { kind: 'text', text: 'What was written here could identify somebody and was removed.' }
    : { kind: 'quote', text: `${card.title}\n\n${card.text}` },
  ...(card.stale ? [{ kind: 'note', text: staleLine(card), tone: 'warning' } as const] : []),
  { kind: 'note', text: `${keptBy(card)} ${NOT_ADVICE}` },
];

const staleLine = ({ reviewBy }: ShownCard) =>
  `Review was due on ${dayInWords(reviewBy)}; check before you use it.`;

const keptBy = ({ ownerName, nation, stale, reviewBy }: ShownCard) =>
  `Answer card for ${NATION_LABELS[nation]}, kept by ${ownerName}${stale ? '' : `, review by ${dayInWords(reviewBy)}`}.`;

/** One card by itself, with what whoever looks after it can do. */
export function cardMessage(card: ShownCard, partnership: Partnership, own: boolean): Message {
  const identifies = { action: 'privacy.identifies', label: 'Identifies someone', value: `card:${card.id}` };
  const buttons = [...(own && !card.retired ? keeperButtons(card) : []), ...(card.text === '' ? [] : [identifies])];
  return {
    summary: 'Answer card',
    parts: [
      { kind: 'heading', text: `Answer card · ${issueLabels(partnership, card.issues)}` },
      ...(card.retired
        ? [{ kind: 'note', text: 'Retired: it is no longer offered to anybody.', tone: 'warning' } as const]
        : []),
      ...cardParts(card),
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
    ],
  };
} // prettier-ignore

function keeperButtons(card: ShownCard): Button[] {
  const value = `${card.id}:${card.reviewBy}`;
  return [
    ...(card.stale
      ? [{ action: 'learning.renew', label: 'Still right', value, tone: 'primary' } as const]
      : []),
    { action: 'learning.change', label: 'Change it', value },
    { action: 'learning.retire', label: 'Retire', value },
  ];
}

/** The cards of a partnership, or what was found among them. Nothing that was typed is repeated. */
export function listMessage(
  cards: readonly ShownCard[],
  partnership: Partnership,
  shown: { searched: boolean; full: boolean; maySave: boolean },
): Message {
  const buttons = shown.maySave ? [{ action: 'learning.new', label: 'New card', value: 'new' }] : [];
  return {
    summary: shown.searched ? `Answer cards found: ${cards.length}` : `Answer cards: ${cards.length}`,
    parts: [
      { kind: 'heading', text: shown.searched ? 'Answer cards found' : 'Answer cards' },
      cards.length > 0
        ? { kind: 'list', items: cards.map((card) => itemOf(card, partnership)) }
        : { kind: 'text', text: shown.searched ? NOTHING_FOUND : NOTHING_YET },
      ...(buttons.length > 0 ? [{ kind: 'buttons', buttons } as const] : []),
      ...(shown.full ? [{ kind: 'note', text: MORE } as const] : []),
      { kind: 'note', text: `Only you can see this list. ${NOT_ADVICE}` },
    ],
  };
}

const NOTHING_FOUND =
  'No card shares those words. Try fewer or other ones, or type “learn” to see the newest.';
const NOTHING_YET = 'There are no cards yet. Advisers keep good answers here for the next time.';
const MORE = 'There may be more. Type “learn” and a few words of what you look for.';

function itemOf(card: ShownCard, partnership: Partnership) {
  const review = card.stale ? staleLine(card) : `review by ${dayInWords(card.reviewBy)}`;
  const note = [issueLabels(partnership, card.issues), NATION_LABELS[card.nation], card.ownerName, review];
  const button: Button = { action: 'learning.open', label: 'Open', value: `${card.id}:${card.reviewBy}` };
  return { text: card.title, note: note.join(' · '), button };
}

/** The ask, in a direct message to whoever looks after the card. */
export const reviewAsk = (card: ShownCard, partnership: Partnership): Message => ({
  summary: 'Answer card: review is due',
  parts: [
    { kind: 'text', text: `Is this card still right? It is about ${issueLabels(partnership, card.issues)}.` },
    ...cardParts(card),
    { kind: 'buttons', buttons: keeperButtons(card) },
    { kind: 'note', text: '“Still right” keeps it for six months. You are asked only once.' },
  ],
});

/** The same message once it has been settled. */
export const reviewSettled = (): Message => sentence('Answer card: the review is done. Thank you.');
