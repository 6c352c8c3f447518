import type { Platform } from '../../../chat/place.js';
import {
  listInWords,
  NATION_LABELS,
  NOT_ADVICE,
  PLATFORM_LABELS,
  PRIORITY_LABELS,
} from '../../../chat/words.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Button, Message, Part } from '../../../chat/message.js';
import { affiliation, emergencyLine } from '../../partnerships/rules.js';
import { isRegulated, referenceOf } from '../rules/consultation.js';
import { RESULTS, resultLabel } from '../rules/results.js';
import { decide, type Doing, type Party, type State } from '../rules/states.js';
import type { ConsultationView } from '../rules/view.js';
import * as labels from './labels.js';

/** Where this card stands, and in which places something of its thread could not be shown. */
type Standing = { on: Platform; missing: readonly Platform[] };

/** Who one reader is to it, where nobody else sees this copy: then it offers only what they may do. */
type ForOne = { reader: ReadonlySet<Party> };

/** The card in the partnership's channel: one per consultation, edited in place. */
export function consultationCard(view: ConsultationView, shown?: Standing | ForOne): Message {
  const { consultation, partnership, asker } = view;
  const reference = referenceOf(consultation);
  const title = `${reference} · ${issueLabels(partnership, consultation.issues)}`;
  if (consultation.state === 'withdrawn')
    return {
      summary: `${reference}: withdrawn`,
      parts: [{ kind: 'text', text: `${reference} was withdrawn. What was written has been erased.` }],
    };

  const nation = NATION_LABELS[consultation.nation as keyof typeof NATION_LABELS];
  const regulated = isRegulated(partnership, consultation.issues);
  const { askerResult, adviserResult, source } = consultation;
  const facts = [
    { label: 'Status', value: labels.statusLabel(view) },
    { label: 'Next', value: labels.nextActor(view) },
    ...(source === 'thread'
      ? [{ label: 'Waiting', value: labels.waitingLine(view) }]
      : [{ label: 'Logged', value: labels.SOURCE_LABELS[source] }]),
    { label: 'Asked by', value: asker ? affiliation(asker) : 'somebody who has left' },
    { label: 'Nation', value: nation },
    { label: 'Event or letter', value: labels.eventDateLabel(consultation.eventDate) },
    { label: 'How soon', value: PRIORITY_LABELS[consultation.priority] },
    ...(regulated ? [{ label: 'Only for', value: 'a regulated adviser' }] : []),
    ...(askerResult || adviserResult
      ? [
          { label: 'Ended, says the asker', value: resultLabel(askerResult) },
          { label: 'Ended, says the adviser', value: resultLabel(adviserResult) },
        ]
      : []),
  ];
  const parts: Part[] = [
    { kind: 'heading', text: title },
    view.what === null
      ? { kind: 'text', text: 'What was written has been erased.' }
      : { kind: 'quote', text: view.what },
    { kind: 'facts', facts },
    ...(shown && 'on' in shown ? missingNotes(view, shown) : []),
    { kind: 'note', text: NOT_ADVICE },
  ];
  if (consultation.state !== 'closed')
    parts.push({ kind: 'note', text: emergencyLine(partnership), tone: 'warning' });
  const may = ({ action }: Button) =>
    !shown || 'on' in shown || mayPress(action, consultation.state, shown.reader);
  const buttons = cardButtons(view).filter(may);
  if (buttons.length > 0) parts.push({ kind: 'buttons', buttons });
  return {
    summary: `${reference}: ${labels
      .statusLabel(view)
      .toLowerCase()
      .replace(/^with .*/, 'being answered')}`,
    parts,
  };
}

/** If something fails, the card says so, with the phone number to use meanwhile. Source: noise rule 11. */
function missingNotes({ consultation, partnership }: ConsultationView, { on, missing }: Standing): Part[] {
  const elsewhere = missing.filter((each) => each !== on).map((each) => PLATFORM_LABELS[each]);
  const reference = referenceOf(consultation);
  const told = [
    ...(missing.length > elsewhere.length
      ? [`Not everything that was written could be shown here. Type “consult ${reference}” to me to read it.`]
      : []),
    ...(elsewhere.length > 0
      ? [
          `Not all of this could be shown in ${listInWords([...new Set(elsewhere)])}. Whoever runs Corridor sees that too. If it can’t wait, ring ${partnership.dutyLine}.`,
        ]
      : []),
  ];
  return told.map((text) => ({ kind: 'note', text, tone: 'warning' }));
}

const button = (label: string, verb: string, id: string, more: Partial<Button> = {}): Button => ({
  action: `consultations.${verb}`,
  label,
  value: id,
  ...more,
});

/** The moves that fit where it stands. Everybody sees the same card, so a button says no to whoever it is not for. */
function cardButtons({ consultation }: ConsultationView): Button[] {
  const { id, state } = consultation;
  const refer = button('Refer now', 'refer', id);
  const more = button('More', 'more', id);
  switch (state) {
    case 'open':
      return [button('Take it', 'take', id, { tone: 'primary' }), button('Reply', 'reply', id), refer, more];
    case 'answering':
      return [
        button('Reply', 'reply', id, { tone: 'primary' }),
        button('Ask for more', 'ask', id),
        button('That answered it', 'answered', id),
        refer,
        more,
      ];
    case 'needs-info':
      return [button('Reply', 'reply', id, { tone: 'primary' }), refer, more];
    case 'answered':
    case 'closed':
      return [
        button('Reply', 'reply', id),
        button('Need more', 'need-more', id),
        refer,
        button('Copy for record', 'copy', id),
        more,
      ];
    case 'withdrawn':
      return [];
  }
}

const MOVES: Readonly<Record<string, Doing>> = {
  'consultations.take': 'take',
  'consultations.ask': 'ask-for-more',
  'consultations.answered': 'that-answered-it',
  'consultations.need-more': 'need-more',
};

/** What moves nothing is for everybody; the rest for whom the transition table lets. */
function mayPress(action: string, state: State, reader: ReadonlySet<Party>): boolean {
  const doing = MOVES[action];
  return doing === undefined || decide(state, doing, reader).kind === 'move';
}

/** One tap says how it ended. */
export const resultButtons = (id: string): Button[] =>
  RESULTS.map(({ key, label }) => ({ action: 'consultations.result', label, value: `${id}:${key}` }));
