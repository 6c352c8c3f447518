import type { Address, Channel } from '../../../chat/place.js';
import { SHOWN_AGAIN, type Notice } from '../../../delivery/outbox.js';
import type { Telling } from '../rules/change.js';
import type { Consultation } from '../rules/consultation.js';

/** Where a partnership's channels, services and people are reached, on the platforms that are connected. */
export type Reach = {
  channels(partnershipId: string): readonly Address[];
  /** The triage channels of every service that takes these issues. */
  triageOf(partnershipId: string, issues: readonly string[]): readonly { serviceId: string; to: Address }[];
  person(memberId: string): Address | null;
};

export type Cause = {
  actorId: string | null;
  /** What was written with it, and where it stands already. */
  written?: { id: string; origin: Channel | null } | undefined;
  telling: readonly Telling[];
  /** The partnership's calendar day. */
  day: string;
  /** How often each member has written to it: news of one kind is one message a day until its reader writes again. */
  turns: ReadonlyMap<string, number>;
  quietUntil: Date;
  /** Whether the card stands in every channel already. */
  cardStands: boolean;
};

/** The subject of a consultation's card: one card per case, edited in place. */
export const cardSubject = (id: string): string => `consultation-card:${id}`;
export const CARD_SUBJECT = /^consultation-card:([0-9a-f-]{36})$/;

/** The subject of something that was written, where Corridor repeats it. */
export const writtenSubject = (id: string): string => `consultation-written:${id}`;
export const WRITTEN_SUBJECT = /^consultation-written:([0-9a-f-]{36})$/;

/** Everything that is to be said about a change: the card, what was written, the triage lists, and who is told. */
export function noticesFor(consultation: Consultation, cause: Cause, reach: Reach): Notice[] {
  const { id, partnershipId, version, issues } = consultation;
  const about = { thread: threadOf(id), payload: { consultation: id, partnership: partnershipId } };
  const stamp = `${id}:v${version}`;
  const channels = reach.channels(partnershipId);
  const { written } = cause;

  const cards = channels.map((to) => cardIn(to, about.payload, keyOf('consultation', stamp, to)));
  const writings = channels
    .filter((to) => written && !isOrigin(to, written.origin))
    .map((to) => ({
      ...about,
      to,
      key: keyOf('written', `${written?.id}:v${version}`, to),
      subject: writtenSubject(written?.id ?? ''),
      notice: 'consultations.written',
      payload: { ...about.payload, written: written?.id ?? '' },
      under: cardSubject(id),
    }));
  const lists = reach.triageOf(partnershipId, issues).map(({ serviceId, to }) => ({
    to,
    key: keyOf('triage', `${serviceId}:${stamp}`, to),
    subject: `triage:${serviceId}`,
    notice: 'triage.list',
    payload: { service: serviceId, partnership: partnershipId },
    thread: `triage:${serviceId}`,
  }));
  const told = cause.telling
    .filter(({ memberId }) => memberId !== cause.actorId)
    .flatMap(({ memberId, news }) => {
      const to = reach.person(memberId);
      if (!to) return [];
      return [
        {
          ...about,
          to,
          key: keyOf(`told-${news}`, stamp, to),
          subject: `consultation-news:${id}:${cause.day}:${news}:${cause.turns.get(memberId) ?? 0}`,
          notice: 'consultations.news',
          payload: { ...about.payload, member: memberId, news },
          notBefore: cause.quietUntil,
        },
      ];
    });
  // A place takes one message in a while, and words are waited for; but they need a card to stand under.
  const shown = cause.cardStands ? [...writings, ...cards] : [...cards, ...writings];
  return [...shown, ...lists, ...told];
}

/** Where one case stands in every place: its card and everything under it, in the order in which it was decided. */
export const threadOf = (id: string): string => `consultation:${id}`;

type Payload = { consultation: string; partnership: string };

const cardIn = (to: Address, payload: Payload, key: string): Notice => ({
  ...{ to, key, payload },
  thread: threadOf(payload.consultation),
  subject: cardSubject(payload.consultation),
  notice: 'consultations.card',
});

/** The cards of a case once more, because of what could not be said in some place, or has been after all. */
export const cardsAgain = (payload: Payload, key: string, reach: Pick<Reach, 'channels'>): Notice[] =>
  reach
    .channels(payload.partnership)
    .map((to) => cardIn(to, payload, keyOf(`${SHOWN_AGAIN}${key}`, payload.consultation, to)));

const isSame = (one: Address, two: Address) =>
  one.to === two.to &&
  one.platform === two.platform &&
  one.tenant === two.tenant &&
  keyOf('', '', one) === keyOf('', '', two);

const isOrigin = (to: Address, origin: Channel | null) =>
  origin !== null && isSame(to, { to: 'channel', ...origin });

const keyOf = (what: string, stamp: string, to: Address) =>
  `${what}:${stamp}:${to.platform}:${to.to === 'channel' ? to.channel : to.user}`;
