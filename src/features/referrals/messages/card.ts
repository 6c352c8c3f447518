import { PRIORITY_LABELS } from '../../../chat/words.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Button, Fact, Message, Part } from '../../../chat/message.js';
import { dayAt, dayInWords, instantInWords } from '../../../shared/days.js';
import { addWorkingDays } from '../../deadlines/rules.js';
import { affiliation, type Member, type Partnership } from '../../partnerships/rules.js';
import { needLabels } from '../rules/needs.js';
import { outcomesInWords } from '../../gains/messages.js';
import { isCompleted, type Referral } from '../rules/referral.js';
import { isOpen } from '../rules/states.js';
import { tapButtons } from './hears.js';
import { actByText, HANDOVER_LABELS, legalStatus, TELL_LABELS } from './labels.js';
import type { ReferralView } from '../rules/view.js';

/** The card in the receiving service’s triage channel: one per referral, edited in place. */
export function referralCard(view: ReferralView): Message {
  const { referral, partnership, texts } = view;
  const open = isOpen(referral.state);
  const status = legalStatus(referral, view.taker?.name ?? null, view.trueReason);
  const parts: Part[] = [
    { kind: 'heading', text: `${referral.reference} · ${issueLabels(partnership, referral.issues)}` },
    { kind: 'facts', facts: [{ label: 'Status', value: status }, ...facts(view)] },
  ];
  if (open && texts.what === null) parts.push({ kind: 'text', text: REMOVED });
  if (open && texts.what) parts.push({ kind: 'quote', text: texts.what });
  if (open && texts.contactNote) parts.push({ kind: 'quote', text: `Contact: ${texts.contactNote}` });
  if (referral.state === 'on-hold' && view.question)
    parts.push({
      kind: 'note',
      text: 'Your question was sent to the referrer. Their answer comes into this thread.',
    });
  if (open) parts.push({ kind: 'buttons', buttons: cardButtons(referral) });
  if (isCompleted(referral)) parts.push({ kind: 'buttons', buttons: [correctButton(referral)] });
  return { summary: `${referral.reference}: ${status.split(':')[0] ?? ''}`, parts };
}

function facts(view: ReferralView): Fact[] {
  const { referral, partnership, texts, sender, navigator } = view;
  const { timeZone, promise, nation } = partnership;
  const access = needLabels('access', texts.access);
  const contact = needLabels('contact', texts.contact);
  const due = addWorkingDays(dayAt(referral.sentAt, timeZone), promise.referralDays, nation);
  const regulated = partnership.issues.filter(
    (issue) => issue.requires && referral.issues.includes(issue.key),
  );
  const all: (Fact | false)[] = [
    { label: 'Act by', value: actByText(referral) },
    { label: 'How soon', value: PRIORITY_LABELS[referral.priority] },
    { label: 'From', value: sender ? affiliation(sender) : 'somebody who has left' },
    navigator !== undefined && { label: 'Link worker', value: affiliation(navigator) },
    { label: 'Sent', value: instantInWords(referral.sentAt, timeZone) },
    !referral.contactedAt &&
      isOpen(referral.state) && { label: 'Contact promised by', value: dayInWords(due) },
    referral.contactedAt !== null && {
      label: 'Contact made',
      value: instantInWords(referral.contactedAt, timeZone),
    },
    referral.contactTries > 0 && { label: 'Tries to reach', value: String(referral.contactTries) },
    view.helper !== undefined && { label: 'Health side', value: helpText(view.helper, referral) },
    { label: 'Hand-over', value: HANDOVER_LABELS[referral.handover] },
    regulated.length > 0 && {
      label: 'Needs a regulated adviser',
      value: [...new Set(regulated.flatMap(({ requires }) => requires ?? []))].join(' or '),
    },
    access.length > 0 && { label: 'Access needs', value: access.join(', ') },
    contact.length > 0 && { label: 'Safe contact', value: contact.join(', ') },
    {
      label: 'Agreed to referral',
      value: `${referral.agreed.method === 'spoken' ? 'In conversation' : 'In writing'}, ${dayInWords(dayAt(referral.agreed.at, timeZone))}`,
    },
    { label: 'Client agreed we tell the referrer', value: TELL_LABELS[referral.agreed.share.sender] },
    view.outcomes.length > 0 && { label: 'Outcome', value: outcomesInWords(view.outcomes, 'adviser') },
  ];
  return all.filter((fact) => fact !== false);
}

/** What the health side is doing to reach the person. */
function helpText(helper: Member, { agreedFor }: Referral): string {
  if (agreedFor === null) return `${helper.name} is trying to reach them`;
  const [day = '', time = ''] = agreedFor.split(' ');
  return `New time agreed by ${helper.name}: ${dayInWords(day)}, ${time}`;
}

const REMOVED = 'What was written here could identify somebody and was removed.';

const button = (label: string, verb: string, { id }: Referral, more: Partial<Button> = {}): Button => ({
  action: `referrals.${verb}`,
  label,
  value: id,
  ...more,
});

/** The moves that fit where the referral stands; the rarer ones are behind **More**. */
function cardButtons(referral: Referral): Button[] {
  const { state, heldFrom } = referral;
  const early = state === 'requested' || (state === 'on-hold' && heldFrom === 'requested');
  if (early) {
    return [
      button('Take it', 'take', referral, { tone: 'primary', confirm: takeConfirmation(referral) }),
      button('Can’t act', 'decline', referral),
      ...(state === 'requested' ? [button('Ask for more', 'ask', referral)] : []),
      button('More', 'more', referral),
    ];
  }
  return [
    ...(referral.contactedAt ? [] : [button('Contact made', 'contact', referral, { tone: 'primary' })]),
    ...(state === 'on-hold' ? [button('Resume', 'resume', referral)] : []),
    ...(referral.contactedAt ? [] : [button('Couldn’t reach', 'unreached', referral)]),
    ...(state === 'on-hold'
      ? []
      : [
          { ...button('Record outcome', 'outcome', referral), action: 'outcomes.record' },
          ...tapButtons(referral),
        ]),
    ...(referral.filedAt
      ? []
      : [button('Moved to file', 'file', referral, { confirm: fileConfirmation(referral) })]),
    button('More', 'more', referral),
  ];
}

const correctButton = ({ id }: Referral): Button => ({
  action: 'outcomes.record',
  label: 'Correct outcome',
  value: id,
});

const takeConfirmation = ({ reference }: Referral) => ({
  title: `Take ${reference}?`,
  text: 'You confirm that conflicts were checked in your own system. The referrer sees that it was accepted, if the client agreed.',
  yes: 'Checked, take it',
  no: 'Not yet',
});

const fileConfirmation = ({ reference }: Referral) => ({
  title: `${reference} moved to file?`,
  text: 'You confirm that the details are in your own case system.',
  yes: 'Moved to file',
  no: 'Not yet',
});

/** So many working days before the act-by date, it is urgent. */
const URGENT_DAYS = 5;

/** How near the act-by date is, in words. Source: deadlines, triage. */
export function urgency({ actBy, priority }: Referral, today: string, { nation }: Partnership): string {
  if (actBy === null)
    return priority === 'routine' ? 'no date known' : PRIORITY_LABELS[priority].toLowerCase();
  if (actBy <= today) return 'ACT TODAY';
  if (actBy <= addWorkingDays(today, URGENT_DAYS, nation)) return `URGENT: act by ${dayInWords(actBy)}`;
  return `act by ${dayInWords(actBy)}`;
}
