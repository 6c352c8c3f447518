import type { ListItem, Message } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import { dayInWords } from '../../../shared/days.js';
import type { PressingConsultation, PressingReferral, Unrecorded } from '../rules/counts.js';

/** What somebody is nudged about, as it stands when the nudge is sent. */
export type Nudge =
  | { kind: 'act-by'; cases: readonly PressingReferral[] }
  | { kind: 'unanswered'; cases: readonly PressingConsultation[] }
  | { kind: 'outcomes'; cases: readonly Unrecorded[] };

/** A nudge from the digest. Null when everything it was about has been dealt with: then nothing is said. */
export function nudgeMessage(nudge: Nudge): Message | null {
  if (nudge.cases.length === 0) return null;
  const { summary, text, items } = contentOf(nudge);
  return {
    summary,
    parts: [
      { kind: 'text', text },
      { kind: 'list', items },
      { kind: 'note', text: 'Asked for by the champion, from the weekly digest. Only you can see this.' },
    ],
  };
}

function contentOf(nudge: Nudge): { summary: string; text: string; items: ListItem[] } {
  switch (nudge.kind) {
    case 'act-by':
      return {
        summary: `${counted(nudge.cases.length, 'referral')} to act on`,
        text: 'Nobody has taken these yet, and they have to be acted on soon:',
        items: nudge.cases.map(({ id, reference, actBy }) => ({
          text: `${reference} · act by ${dayInWords(actBy)}`,
          button: { action: 'referrals.show', label: 'Open', value: id },
        })),
      };
    case 'unanswered':
      return {
        summary: `${counted(nudge.cases.length, 'consultation')} to answer`,
        text: 'These have waited longer than was promised:',
        items: nudge.cases.map(({ id, number }) => ({
          text: `C-${number}`,
          button: { action: 'consultations.show', label: 'Open', value: id },
        })),
      };
    case 'outcomes':
      return {
        summary: `${counted(nudge.cases.length, 'outcome')} to record`,
        text: 'Is there an outcome for these by now?',
        items: nudge.cases.map(({ id, reference }) => ({
          text: reference,
          button: { action: 'outcomes.record', label: 'Record outcome', value: id },
        })),
      };
  }
}
