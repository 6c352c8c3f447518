import { issueLabels } from '../partnerships/messages/labels.js';
import type { ListItem, Message } from '../../chat/message.js';
import { counted } from '../../chat/words.js';
import { dayAt, dayInWords } from '../../shared/days.js';
import { statusLabel } from '../consultations/messages/labels.js';
import { referenceOf } from '../consultations/rules/consultation.js';
import type { ConsultationView } from '../consultations/rules/view.js';
import type { Partnership, Service } from '../partnerships/rules.js';
import { urgency } from '../referrals/messages/card.js';
import { legalStatus } from '../referrals/messages/labels.js';
import type { Referral } from '../referrals/rules/referral.js';

export type Work = {
  partnership: Partnership;
  service: Service;
  consultations: readonly ConsultationView[];
  referrals: readonly Referral[];
  now: Date;
};

/** A service's open work in one message, kept up to date: consultations first, then referrals, each by urgency. */
export function triageList({ partnership, service, consultations, referrals, now }: Work): Message {
  const items = [
    ...consultations.map((view) => consultationLine(view)),
    ...referrals.map((referral) => referralLine(referral, partnership, now)),
  ];
  const counts = [counted(consultations.length, 'consultation'), counted(referrals.length, 'referral')].join(
    ', ',
  );
  const empty = 'Nothing is waiting. New referrals appear below as cards of their own.';
  return {
    summary: `${service.name}: ${counts}`,
    parts: [
      { kind: 'heading', text: `Open: ${counts}` },
      { kind: 'text', text: `${service.name}, most urgent first.` },
      items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: empty },
    ],
  };
}

function consultationLine(view: ConsultationView): ListItem {
  const { consultation, partnership, now } = view;
  const late = consultation.state === 'open' && now > consultation.promisedBy;
  const urgent =
    consultation.priority === 'routine'
      ? []
      : [consultation.priority === 'asap' ? 'AS SOON AS POSSIBLE' : 'URGENT'];
  return {
    text: `${referenceOf(consultation)} · ${issueLabels(partnership, consultation.issues)}`,
    note: [...urgent, uncapitalised(statusLabel(view)), ...(late ? ['LONGER THAN PROMISED'] : [])].join(
      ' · ',
    ),
    button: { action: 'consultations.show', label: 'Open', value: consultation.id },
  };
}

/** Within a line: only its first letter, for the rest may be a name. */
const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function referralLine(referral: Referral, partnership: Partnership, now: Date): ListItem {
  const { timeZone, members } = partnership;
  const taker = members.find(({ id }) => id === referral.takenById);
  const sent = `sent ${dayInWords(dayAt(referral.sentAt, timeZone))}`;
  const status = legalStatus(referral, taker?.name ?? null, null);
  return {
    text: `${referral.reference} · ${issueLabels(partnership, referral.issues)}`,
    note: [urgency(referral, dayAt(now, timeZone), partnership), status, sent].join(' · '),
    button: { action: 'referrals.show', label: 'Open', value: referral.id },
  };
}
