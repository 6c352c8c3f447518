import type { Address } from '../../../chat/place.js';
import type { Notice } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { isBundled, type Rhythm } from '../rules/bundle.js';
import { mayHear, type AdviserNews, type News } from '../rules/sharing.js';

/** Where the people and channels of a partnership are reached, on the platforms that are connected. */
export type Reach = {
  triage(serviceId: string): readonly Address[];
  /** Null for somebody who has no account on a connected platform, or has left. */
  person(memberId: string): Address | null;
  /** Which bundle of news somebody gets what happens at this moment in. */
  bundle(memberId: string, at: Date): { day: string; rhythm: Rhythm; notBefore: Date };
};

export type Cause = {
  /** Who did it: they have their answer already, so they are not told again. */
  actorId: string;
  news?: News | undefined;
  alert?: { memberId: string | null; news: AdviserNews } | undefined;
  /** The sealed text that goes into the card’s thread. */
  textId?: string | undefined;
  now: Date;
  /** For notices that nobody asked for: the next moment within working hours. */
  quietUntil: Date;
};

/** The subject of a referral’s card: one card per case, edited in place. */
export const cardSubject = (referralId: string): string => `referral-card:${referralId}`;
export const CARD_SUBJECT = /^referral-card:/;

/** What is said of one referral, in order: its cards and what stands under them. */
export const threadOf = (referralId: string): string => `referral:${referralId}`;

/** The subject of one piece of news, by the referral’s id and version. */
export const newsSubject = (referralId: string, version: number | ''): string =>
  `referral-news:${referralId}:v${version}`;

/**
 * Everything that is to be said about a change, in order: the service’s card and list, the health side’s own card,
 * and the news that somebody is to be told of.
 */
export function noticesFor(referral: Referral, cause: Cause, reach: Reach): Notice[] {
  const about = {
    thread: threadOf(referral.id),
    payload: { referral: referral.id, partnership: referral.partnershipId },
  };
  const stamp = `${referral.id}:v${referral.version}`;
  const triage = reach.triage(referral.serviceId);

  return [
    ...triage.map((to) => ({
      ...about,
      to,
      key: keyOf('card', stamp, to),
      subject: cardSubject(referral.id),
      notice: 'referrals.card',
    })),
    ...answers(triage, cause, about, stamp, referral),
    ...triage.map((to) => ({
      to,
      key: keyOf('triage', stamp, to),
      subject: `triage:${referral.serviceId}`,
      notice: 'triage.list',
      payload: { service: referral.serviceId, partnership: referral.partnershipId },
      thread: `triage:${referral.serviceId}`,
    })),
    ...healthSide(referral).flatMap(({ memberId, level }) => {
      const to = reach.person(memberId);
      if (!to) return [];
      const status = statusOf(referral, memberId, to, stamp);
      // Their own card answers whoever sent it; for anybody else it is the news that something has arrived.
      if (cause.news === 'arrived')
        return [memberId === cause.actorId ? status : { ...status, notBefore: cause.quietUntil }];
      const hears = cause.news && memberId !== cause.actorId && mayHear(level, cause.news);
      if (!hears) return [status];
      const bundled = cause.news && isBundled(cause.news);
      return [
        status,
        bundled
          ? updateTo(to, memberId, cause, referral, reach)
          : newsTo(to, memberId, cause.news ?? '', cause, referral),
      ];
    }),
    ...alerts(cause, reach).map(({ to, memberId, news }) => newsTo(to, memberId, news, cause, referral)),
  ];
}

/** The health side's own cards, drawn again as they stand. `stamp` tells this time from others. */
export const statusAgain = (referral: Referral, stamp: string, reach: Pick<Reach, 'person'>): Notice[] =>
  healthSide(referral).flatMap(({ memberId }) => {
    const to = reach.person(memberId);
    return to ? [statusOf(referral, memberId, to, stamp)] : [];
  });

const statusOf = ({ id, partnershipId }: Referral, memberId: string, to: Address, stamp: string): Notice => ({
  to,
  key: keyOf('status', stamp, to),
  subject: `referral-status:${id}`,
  notice: 'referrals.status',
  payload: { referral: id, partnership: partnershipId, member: memberId },
  thread: threadOf(id),
});

type About = Pick<Notice, 'thread' | 'payload'>;

/** Who on the health side follows a referral, and at which level. */
function healthSide({ senderId, navigatorId, agreed }: Referral) {
  const sender = { memberId: senderId, level: agreed.share.sender };
  if (navigatorId === null || navigatorId === senderId) return [sender];
  return [sender, { memberId: navigatorId, level: agreed.share.navigator }];
}

function alerts({ alert, actorId }: Cause, reach: Reach) {
  if (!alert?.memberId || alert.memberId === actorId) return [];
  const { memberId, news } = alert;
  const to = reach.person(memberId);
  return to ? [{ to, memberId, news }] : [];
}

/** News waits for working hours in a thread of its own, so that the card beside it is never kept waiting. */
function newsTo(to: Address, memberId: string, news: string, cause: Cause, referral: Referral): Notice {
  const { id, version, partnershipId } = referral;
  return {
    to,
    key: keyOf('news', `${id}:v${version}`, to),
    subject: newsSubject(id, version),
    notice: 'referrals.news',
    payload: { referral: id, partnership: partnershipId, member: memberId, news },
    thread: `referral-news:${id}`,
    notBefore: cause.quietUntil,
  };
}

/** The subject of one person’s bundle of news. */
export const bundleSubject = (memberId: string, day: string): string => `updates:${memberId}:${day}`;

/** News that goes into somebody’s bundle: one message a day or a week, whatever happens in it. */
function updateTo(to: Address, memberId: string, cause: Cause, referral: Referral, reach: Reach): Notice {
  const { id, version, partnershipId } = referral;
  const { day, rhythm, notBefore } = reach.bundle(memberId, cause.now);
  return {
    to,
    key: keyOf('update', `${id}:v${version}`, to),
    subject: bundleSubject(memberId, day),
    notice: 'referrals.updates',
    payload: { partnership: partnershipId, member: memberId, day, rhythm },
    thread: `updates:${memberId}`,
    notBefore,
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
