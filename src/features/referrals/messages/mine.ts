import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Button, ListItem, Message } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import { dayAt } from '../../../shared/days.js';
import { emergencyLine, wordsFor, type Who } from '../../partnerships/rules.js';
import type { Referral } from '../rules/referral.js';
import { urgency } from './card.js';
import { levelFor } from '../rules/sharing.js';
import { healthStatus, legalStatus } from './labels.js';

const DAY_MS = 24 * 3_600_000;

/** What is open for this member: act-by date first, then the longest silence. */
export function mineMessage({ member, partnership }: Who, open: readonly Referral[], now: Date): Message {
  const today = dayAt(now, partnership.timeZone);
  const items: ListItem[] = open.map((referral) => ({
    text: `${referral.reference} · ${issueLabels(partnership, referral.issues)}`,
    note: [
      statusFor({ member, partnership }, referral),
      urgency(referral, today, partnership),
      silence(referral, now),
    ].join(' · '),
    button: { action: 'referrals.show', label: 'Open', value: referral.id },
  }));
  const refer: Button = { action: 'referrals.start', label: 'Refer', value: 'new', tone: 'primary' };
  return {
    summary: `Open for you: ${open.length}`,
    parts: [
      { kind: 'heading', text: 'Open for you' },
      items.length > 0
        ? { kind: 'list', items }
        : {
            kind: 'text',
            text: 'Nothing is open for you. When it is, it stands here, the longest silent first.',
          },
      ...(member.side === 'health' ? [{ kind: 'buttons', buttons: [refer] } as const] : []),
      { kind: 'note', text: `Only you can see this. ${emergencyLine(partnership)}` },
    ],
  };
}

function statusFor({ member, partnership }: Who, referral: Referral): string {
  if (member.side === 'legal') {
    const taker = partnership.members.find(({ id }) => id === referral.takenById);
    return legalStatus(referral, taker?.id === member.id ? 'you' : (taker?.name ?? null), null);
  }
  return healthStatus(referral, wordsFor(partnership, member), levelFor(referral, member.id));
}

function silence({ changedAt }: Referral, now: Date): string {
  const days = Math.floor((now.getTime() - changedAt.getTime()) / DAY_MS);
  return days < 1 ? 'news today' : `nothing new for ${counted(days, 'day')}`;
}

/** The rarer moves of a referral, for the one who asked for them. */
export const moreMessage = (referral: Referral, buttons: readonly Button[]): Message => ({
  summary: `${referral.reference}: more`,
  parts: [
    { kind: 'text', text: `More for ${referral.reference}. Only you can see this.` },
    { kind: 'buttons', buttons },
  ],
});
