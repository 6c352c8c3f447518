import type { Button, Message } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { partiesOf, referenceOf, type Consultation } from '../rules/consultation.js';
import { decide, type Doing } from '../rules/states.js';
import { resultButtons } from './card.js';

const RARER: readonly { label: string; verb: string; doing: Doing }[] = [
  { label: 'This answers it', verb: 'is-answer', doing: 'answer' },
  { label: 'Hand back', verb: 'hand-back', doing: 'hand-back' },
];

const identifies = (id: string): Button => ({
  action: 'privacy.identifies',
  label: 'Identifies someone',
  value: `consultation:${id}`,
});

const WITHDRAWING = {
  title: 'Withdraw it?',
  text: 'What you and others wrote is erased here, and the card says only that it was withdrawn. This can’t be undone.',
  yes: 'Withdraw and erase',
  no: 'Keep it',
};

/** Takes a consultation back, after saying what that does. */
export const withdrawButton = ({ id }: Consultation, label = 'Withdraw'): Button => ({
  action: 'consultations.withdraw',
  label,
  value: id,
  tone: 'danger',
  confirm: WITHDRAWING,
});

/** The rarer moves that this member may make from here, by the transition table itself. */
export function moreMessage(consultation: Consultation, { member, partnership }: Who): Message {
  const parties = partiesOf(consultation, member, partnership);
  const { id, state } = consultation;
  const may = (doing: Doing) => decide(state, doing, parties).kind === 'move';
  const to = (label: string, verb: string): Button => ({ action: `consultations.${verb}`, label, value: id });
  const moves = RARER.filter(({ doing }) => may(doing)).map(({ label, verb }) => to(label, verb));
  const save = parties.has('adviser') ? [to('Save as card', 'save')] : [];
  const withdraw = may('withdraw') ? [withdrawButton(consultation)] : [];
  const rest = [to('Copy for record', 'copy'), to('My replies', 'own')];
  const over = state === 'answered' || state === 'closed';
  const results = over && (parties.has('asker') || parties.has('adviser')) ? resultButtons(id) : [];
  return {
    summary: `${referenceOf(consultation)}: more`,
    parts: [
      { kind: 'text', text: `More for ${referenceOf(consultation)}. Only you can see this.` },
      { kind: 'buttons', buttons: [...moves, ...save, ...rest, identifies(id), ...withdraw] },
      ...(results.length > 0
        ? [{ kind: 'text', text: 'How did it end?' } as const, { kind: 'buttons', buttons: results } as const]
        : []),
    ],
  };
}
