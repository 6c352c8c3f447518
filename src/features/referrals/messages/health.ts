import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Button, Message, Part } from '../../../chat/message.js';
import { dayAt, dayInWords, instantInWords } from '../../../shared/days.js';
import { capacityLine, servicesFor, wordsFor, type Member } from '../../partnerships/rules.js';
import { addWorkingDays } from '../../deadlines/rules.js';
import { declineSentence } from '../rules/reasons.js';
import { DO_NOT_CONTACT } from '../rules/needs.js';
import { mayHelp, mayTellTeam, mayThank } from '../rules/help.js';
import { isAsked, type Referral } from '../rules/referral.js';
import type { NewsAlone } from '../rules/bundle.js';
import { isOvertaken, levelFor, mayHear, type AdviserNews } from '../rules/sharing.js';
import { actByText, healthStatus, serviceName, SHARE_LABELS } from './labels.js';
import type { ReferralView } from '../rules/view.js';

/** The health side’s own card of a referral, in their direct messages, edited in place. */
export function statusCard(view: ReferralView, reader: Member): Message {
  const { referral, partnership, service } = view;
  const words = wordsFor(partnership, reader);
  const level = levelFor(referral, reader.id);
  const status = healthStatus(referral, words, level);
  const parts: Part[] = [
    { kind: 'heading', text: `${referral.reference} · ${issueLabels(partnership, referral.issues)}` },
    {
      kind: 'facts',
      facts: [
        { label: 'Status', value: status },
        { label: 'With', value: serviceName(service) },
        { label: 'Act by', value: actByText(referral) },
        { label: 'Sent', value: instantInWords(referral.sentAt, partnership.timeZone) },
        { label: `The ${words.person.split(',')[0]} agreed that you hear`, value: SHARE_LABELS[level] },
      ],
    },
  ];
  if (view.undelivered) parts.push({ kind: 'note', text: undeliveredLine(view), tone: 'warning' });
  else if (referral.state === 'requested') parts.push({ kind: 'note', text: promiseLine(view) });
  const buttons = healthButtons(view, reader);
  if (buttons.length > 0) parts.push({ kind: 'buttons', buttons });
  return { summary: `${referral.reference}: ${SUMMARIES[referral.state] ?? 'changed'}`, parts };
}

const SUMMARIES: Partial<Record<Referral['state'], string>> = {
  requested: 'received',
  rejected: 'can’t be taken',
  cancelled: 'withdrawn',
};

const undeliveredLine = ({ partnership, service }: ReferralView): string =>
  `This could not be delivered to ${serviceName(service)}, so they may not know of it. Ring ${partnership.dutyLine}. The administrators can see that it failed.`;

/** When contact is promised, in the partnership’s working days. */
export function promiseLine({ referral, partnership, service, texts }: ReferralView): string {
  const { timeZone, promise, nation } = partnership;
  const by = addWorkingDays(dayAt(referral.sentAt, timeZone), promise.referralDays, nation);
  const aim = texts.contact.includes(DO_NOT_CONTACT) ? 'answer you' : 'make contact';
  return `${serviceName(service)} aims to ${aim} by ${dayInWords(by)}. Until then, ring ${partnership.dutyLine} if it cannot wait.`;
}

function healthButtons({ referral, thankedBy }: ReferralView, reader: Member): Button[] {
  const button = (label: string, verb: string): Button => ({
    action: `referrals.${verb}`,
    label,
    value: referral.id,
  });
  // The same buttons from acceptance on, so that they do not say what the person asked us not to tell.
  if (['rejected', 'cancelled', 'entered-in-error'].includes(referral.state))
    return [button('Copy for record', 'copy')];
  const level = levelFor(referral, reader.id);
  const helps = mayHelp(referral, level);
  return [
    ...(isAsked(referral) ? [{ ...button('Answer', 'answer'), tone: 'primary' as const }] : []),
    ...(helps && referral.helperId !== reader.id ? [button('I’ll try them', 'try')] : []),
    ...(helps ? [button('New time agreed', 'agree')] : []),
    ...(mayThank(referral, level) && !thankedBy.includes(reader.id) ? [button('Thanks', 'thank')] : []),
    ...(mayTellTeam(referral) ? [{ ...button('Tell the team', 'tell'), action: 'stories.tell' }] : []),
    button('Copy for record', 'copy'),
    button('More', 'more'),
  ];
}

/**
 * A piece of news for one reader. Null when the person’s agreement does not, or no longer, allow it, or when it has
 * been overtaken: both are judged here, at the moment of sending.
 */
export function newsMessage(view: ReferralView, reader: Member, news: NewsAlone): Message | null {
  const { referral, service } = view;
  const level = levelFor(referral, reader.id);
  if (!mayHear(level, news) || isOvertaken(referral, news)) return null;
  const { reference } = referral;
  const name = serviceName(service);
  switch (news) {
    case 'arrived':
      return plain(reference, 'received', `${name} has ${reference}.`);
    case 'declined':
      return declined(view);
    case 'question':
      return question(view);
    case 'withdrawn':
      return withdrawn(reference);
  }
}

const plain = (reference: string, verb: string, text: string): Message => ({
  summary: `${reference}: ${verb}`,
  parts: [{ kind: 'text', text }],
});

/** The same words, the same timing and the same buttons for every reason that must not be told apart. */
function declined({ referral, partnership, now }: ReferralView): Message {
  const others = servicesFor(partnership, referral.issues).filter(({ id }) => id !== referral.serviceId);
  const sentence = declineSentence(referral.reason ?? '');
  const items = others.map((service) => ({
    text: service.name,
    note: capacityLine(service.capacity, now, partnership.timeZone),
    button: { action: 'referrals.reroute', label: 'Send it there', value: `${referral.id}:${service.id}` },
  }));
  const none = `No other service here takes this. Ring ${partnership.dutyLine} to talk it through.`;
  const why: Part = { kind: 'text', text: sentence };
  const where: Part = items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: none };
  return {
    summary: `${referral.reference}: can’t be taken`,
    parts: [
      ...(referral.reason === 'out-of-time' ? [where, why] : [why, where]), // late: who may still help comes first
      { kind: 'note', text: 'Sending it on makes a new referral, with the person’s fresh agreement.' },
    ],
  };
}

function question({ referral, question: text, service }: ReferralView): Message | null {
  if (text === null) return null;
  return {
    summary: `${referral.reference}: a question for you`,
    parts: [
      {
        kind: 'text',
        text: `${serviceName(service)} needs to know more about ${referral.reference} before they can go on:`,
      },
      { kind: 'quote', text },
      {
        kind: 'buttons',
        buttons: [{ action: 'referrals.answer', label: 'Answer', value: referral.id, tone: 'primary' }],
      },
      {
        kind: 'note',
        text: 'Seen by the receiving service’s advisers. No names, dates of birth, hospital or NHS numbers.',
      },
    ],
  };
}

/** In place of a question, once what was typed has been erased. Other news of its own quotes nothing and stays. */
export const newsErased = ({ referral: { reference } }: ReferralView, news: string): Message | null =>
  news === 'question'
    ? plain(reference, 'erased', `What was written here about ${reference} has been erased.`)
    : null;

/** What the adviser on the case is told in a direct message. Null when it has been overtaken. */
export function adviserNews({ referral }: ReferralView, news: AdviserNews): Message | null {
  if (isOvertaken(referral, news)) return null;
  const { reference } = referral;
  switch (news) {
    case 'answered':
      return plain(
        reference,
        'answered',
        `The referrer has answered your question about ${reference}. It is in the card’s thread.`,
      );
    case 'withdrawn':
      return withdrawn(reference);
    case 'thanked':
      return plain(
        reference,
        'thank you',
        `Thank you for ${reference}, from the health side. There is nothing to do.`,
      );
  }
}

const withdrawn = (reference: string): Message =>
  plain(reference, 'withdrawn', `${reference} was withdrawn. What was typed about it has been erased.`);

/** An answer from the health side, as it stands in the thread of the card. */
export const answerMessage = (view: ReferralView, text: string | null): Message => ({
  summary: `${view.referral.reference}: answer from the referrer`,
  parts:
    text === null
      ? [{ kind: 'text', text: 'An answer was here. It has been erased.' }]
      : [
          { kind: 'text', text: 'Answer from the referrer:' },
          { kind: 'quote', text },
        ],
});
