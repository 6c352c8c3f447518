import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Message, Part } from '../../../chat/message.js';
import { dayAt, dayInWords } from '../../../shared/days.js';
import { wordsFor, type Member, type Service } from '../../partnerships/rules.js';
import { DO_NOT_CONTACT } from '../rules/needs.js';
import { outcomesInWords } from '../../gains/messages.js';
import { isAsked } from '../rules/referral.js';
import { isQuiet, levelFor, mayHearOutcome } from '../rules/sharing.js';
import { promiseLine } from './health.js';
import { healthStatus, legalStatus, serviceName } from './labels.js';
import type { ReferralView } from '../rules/view.js';

/** What the sender sees at once: the reference, what happens next, and how to hand the person’s details over. */
export function sentMessage(view: ReferralView, sender: Member, safeguarding: string | null): Message {
  const { referral, service } = view;
  return {
    summary: `${referral.reference}: sent`,
    parts: [
      { kind: 'heading', text: `Sent: ${referral.reference}` },
      { kind: 'text', text: promiseLine(view) },
      ...handover(view),
      ...(safeguarding ? [{ kind: 'note', text: safeguarding, tone: 'warning' } as const] : []),
      {
        kind: 'note',
        text: `Seen by ${serviceName(service)}. You hear whether it arrived and whether they can take it.`,
      },
      { kind: 'copy', label: 'For the person’s record', text: recordText(view, sender) },
    ],
  };
}

/** How the person’s details reach the service: never through Corridor. */
function handover({ referral, service, texts }: ReferralView): Part[] {
  const { reference } = referral;
  if (texts.contact.includes(DO_NOT_CONTACT))
    return [{ kind: 'note', text: arranged(reference, service), tone: 'warning' }];
  switch (referral.handover) {
    case 'secure-email':
      return [
        {
          kind: 'text',
          text: `Now send the person’s name and contact details by secure e-mail to ${service?.secureEmail ?? 'the service'}. Put only this line in the subject, and the details in the e-mail, not here:`,
        },
        {
          kind: 'copy',
          label: 'For your secure e-mail',
          text: `Subject: Referral ${reference}\n\nReferral ${reference}. The person agreed to be contacted.\nName:\nBest way to reach them:`,
        },
      ];
    case 'person-held':
      return [
        {
          kind: 'text',
          text: `Give the person this reference, on paper or aloud: ${reference}. They quote it to ${serviceName(service)}, who take their details themselves.`,
        },
      ];
    case 'thread':
      return [
        {
          kind: 'text',
          text: `Tell the person their reference, ${reference}. The adviser meets them on site and asks for it.`,
        },
      ];
  }
}

/** Nobody is to be rung, texted or written to, so no contact details are asked for, whatever the usual way is. */
const arranged = (reference: string, service: Service | undefined): string =>
  `You said that nobody may contact this person. Send no contact details: arrange with ${serviceName(service)} how and where they meet, and give the person this reference: ${reference}.`;

/**
 * Four lines for the reader’s own record, without identifiers: date and reference, what was asked, what was decided,
 * who acts next. It says no more than this reader may hear. Source: governance section 5.
 */
function recordText(view: ReferralView, reader: Member): string {
  const { referral, partnership, service, outcomes, now } = view;
  const legal = reader.side === 'legal';
  const level = levelFor(referral, reader.id);
  const status = legal
    ? legalStatus(referral, view.taker?.name ?? null, view.trueReason)
    : healthStatus(referral, wordsFor(partnership, reader), level);
  const ended =
    outcomes.length > 0 && (legal || mayHearOutcome(level))
      ? `: ${outcomesInWords(outcomes, legal ? 'adviser' : 'outside')}`
      : '';
  const quiet = !legal && isQuiet(referral, level) && !isAsked(referral);
  return [
    `${dayInWords(dayAt(now, partnership.timeZone)).slice(4)} · ${referral.reference} · Referral to ${serviceName(service)}`,
    `Asked: ${issueLabels(partnership, referral.issues)}`,
    `Said: ${status}${ended}`,
    `Next: ${quiet ? `${serviceName(service)} goes on with the person directly` : nextLine(view)}`,
  ].join('\n');
}

function nextLine({ referral, service, partnership }: ReferralView): string {
  switch (referral.state) {
    case 'draft':
    case 'requested':
      return `${serviceName(service)} to answer within ${partnership.promise.referralDays} working days`;
    case 'on-hold':
      return isAsked(referral)
        ? 'the referrer to answer a question'
        : `${serviceName(service)} to go on when they can`;
    case 'accepted':
      return `${serviceName(service)} to make contact`;
    case 'in-progress':
      return `${serviceName(service)} is helping`;
    case 'rejected':
      return 'the referrer to look for another service with the person';
    case 'completed':
    case 'failed':
    case 'cancelled':
    case 'entered-in-error':
      return 'nobody; it is closed';
  }
}

/** The record text by itself, in the reader’s words. */
export const recordMessage = (view: ReferralView, reader: Member): Message => ({
  summary: `${view.referral.reference}: text for the record`,
  parts: [
    { kind: 'copy', label: 'For the record', text: recordText(view, reader) },
    { kind: 'note', text: 'Only you can see this. It names nobody.' },
  ],
});
