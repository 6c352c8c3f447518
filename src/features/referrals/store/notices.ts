import type { Address } from '../../../chat/place.js';
import type { Notice } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { mayHear, type News } from '../rules/sharing.js';

/** Where the people and channels of a partnership are reached, on the platforms that are connected. */
export type Reach = {
  triage(serviceId: string): readonly Address[];
  /** Null for somebody who has no account on a connected platform, or has left. */
  person(memberId: string): Address | null;
};

export type Cause = {
  /** Who did it: they have their answer already, so they are not told again. */
  actorId: string;
  news?: News | undefined;
  alert?: string | null | undefined;
  /** The sealed text that goes into the card’s thread. */
  textId?: string | undefined;
  now: Date;
  /** For notices that nobody asked for: the next moment within working hours. */
  quietUntil: Date;
};

/** The subject of a referral’s card: one card per case, edited in place. */
export const cardSubject = (referralId: string): string => `referral-card:${referralId}`;

/**
 * Everything that is to be said about a change, in order: the service’s card and list, the health side’s own card,
 * and the news that somebody is to be told of.
 */
export function noticesFor(referral: Referral, cause: Cause, reach: Reach): Notice[] {
  const about = {
    thread: `referral:${referral.id}`,
    payload: { referral: referral.id, partnership: referral.partnershipId },
  };
  const stamp = `${referral.id}:v${referral.version}`;
  const triage = reach.triage(referral.serviceId);

  return [
    ...triage.map((to) => ({
      ...about, to, key: keyOf('card', stamp, to), subject: cardSubject(referral.id), notice: 'referrals.card',
    })),
    ...answers(triage, cause, about, stamp, referral),
    ...triage.map((to) => ({
      to,
      key: keyOf('triage', stamp, to),
      subject: `referrals-triage:${referral.serviceId}`,
      notice: 'referrals.triage',
      payload: { service: referral.serviceId, partnership: referral.partnershipId },
      thread: `triage:${referral.serviceId}`,
    })),
    ...healthSide(referral).flatMap(({ memberId, level }) => {
      const to = reach.person(memberId);
      if (!to) return [];
      const own = { ...about, to, payload: { ...about.payload, member: memberId } };
      const status = { ...own, key: keyOf('status', stamp, to), subject: `referral-status:${referral.id}`, notice: 'referrals.status' };
      const hears = cause.news && cause.news !== 'arrived' && memberId !== cause.actorId && mayHear(level, cause.news);
      return hears ? [status, newsTo(to, memberId, cause, about, stamp)] : [status];
    }),
    ...alerts(cause, reach).map(({ to, memberId }) => newsTo(to, memberId, cause, about, stamp)),
  ]; // prettier-ignore
}

type About = Pick<Notice, 'thread' | 'payload'>;

/** Who on the health side follows a referral, and at which level. */
export function healthSide({ senderId, navigatorId, agreed }: Referral) {
  const sender = { memberId: senderId, level: agreed.share.sender };
  if (navigatorId === null || navigatorId === senderId) return [sender];
  return [sender, { memberId: navigatorId, level: agreed.share.navigator }];
}

function alerts({ alert, actorId }: Cause, reach: Reach) {
  if (!alert || alert === actorId) return [];
  const to = reach.person(alert);
  return to ? [{ to, memberId: alert }] : [];
}

function newsTo(to: Address, memberId: string, cause: Cause, about: About, stamp: string): Notice {
  return {
    ...about,
    to,
    key: keyOf('news', stamp, to),
    subject: `referral-news:${stamp}`,
    notice: 'referrals.news',
    payload: { ...about.payload, member: memberId, news: cause.news ?? '' },
    notBefore: cause.quietUntil,
  };
}

/** What the health side answered goes into the card’s thread. */
function answers(
  triage: readonly Address[],
  cause: Cause,
  about: About,
  stamp: string,
  referral: Referral,
): Notice[] {
  const { textId } = cause;
  if (!textId) return [];
  return triage.map((to) => ({
    ...about,
    to,
    key: keyOf('answer', stamp, to),
    subject: `referral-answer:${textId}`,
    notice: 'referrals.answer',
    payload: { ...about.payload, text: textId },
    under: cardSubject(referral.id),
  }));
}

const keyOf = (what: string, stamp: string, to: Address) =>
  `${what}:${stamp}:${to.platform}:${to.to === 'channel' ? to.channel : to.user}`;
