import { Temporal } from 'temporal-polyfill';
import { workingMsBetween } from '../../deadlines/rules.js';
import type { Facts, ReferralFact } from './facts.js';
import { inHours, line, spreadOf, tally, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';

const CONTACT_WITHIN_MS = 21 * 24 * 3_600_000;

/** The referrals requested in a period. One that was entered in error never was. */
export const cohortOf = ({ referrals }: Facts, period: Period): ReferralFact[] =>
  referrals.filter(({ state, sentAt }) => state !== 'entered-in-error' && isIn(period, sentAt));

const isPending = ({ acceptedAt, closedAt }: ReferralFact) => acceptedAt === null && closedAt === null;
const isDeclined = ({ state }: ReferralFact) => state === 'rejected';

/** M07: sent; accepted and declined of those decided; what still waits, and what was withdrawn before. */
export function referralsSent(facts: Facts, period: Period): Measure {
  const sent = cohortOf(facts, period);
  const accepted = sent.filter(({ acceptedAt }) => acceptedAt !== null).length;
  const declined = sent.filter(isDeclined).length;
  const pending = sent.filter(isPending).length;
  const decided = accepted + declined;
  const complete = { known: sent.length - pending, outOf: sent.length };
  const lines = [
    line('sent', sent.length),
    line('accepted', accepted, decided, complete),
    line('declined', declined, decided, complete),
    line('pending', pending, sent.length),
    line('undecided', sent.length - decided - pending, sent.length),
  ];
  return { id: 'M07', basis: 'cohort', period, lines };
}

/** M08: each reason for declining that may be seen; the hidden ones are one. */
export function declineReasons(facts: Facts, period: Period): Measure {
  const declined = facts.referrals.filter((each) => isDeclined(each) && isIn(period, each.closedAt));
  const reasons = tally(declined.flatMap(({ reason }) => reason ?? []));
  const lines = [
    line('declined', declined.length),
    ...reasons.map(([reason, count]) => line(`reason:${reason}`, count, declined.length)),
  ];
  return { id: 'M08', basis: 'activity', period, lines };
}

/** M09: working hours from requested to accepted. */
export function timeToAcceptance(facts: Facts, period: Period): Measure {
  const sent = cohortOf(facts, period);
  const hours = sent.flatMap(({ sentAt, acceptedAt }) =>
    acceptedAt === null ? [] : [inHours(workingMsBetween(sentAt, acceptedAt, facts.time))],
  );
  return { id: 'M09', basis: 'cohort', period, lines: [timed('accepted', hours, sent)] };
}

/** M10: calendar days from requested to first contact. */
export function timeToContact(facts: Facts, period: Period): Measure {
  const sent = cohortOf(facts, period);
  const { timeZone } = facts.time;
  const days = sent.flatMap(({ sentAt, contactedAt }) =>
    contactedAt === null ? [] : [daysBetween(sentAt, contactedAt, timeZone)],
  );
  return { id: 'M10', basis: 'cohort', period, lines: [timed('contacted', days, sent)] };
}

/** A time for some of those sent. Those still under way make it incomplete; those that ended without do not. */
function timed(key: string, values: readonly number[], sent: readonly ReferralFact[]) {
  const underWay = sent.filter(({ closedAt }) => closedAt === null).length;
  const spread = spreadOf(values);
  const open = Math.max(0, Math.min(underWay, sent.length - spread.n));
  return line(key, spread.n, sent.length, { spread, known: sent.length - open, outOf: sent.length });
}

/** M11: contacted, of those accepted that are closed or were accepted over 21 days ago. */
export function contactRate(facts: Facts, period: Period): Measure {
  const accepted = cohortOf(facts, period).filter(({ acceptedAt }) => acceptedAt !== null);
  const ripe = accepted.filter(
    ({ acceptedAt, closedAt }) =>
      closedAt !== null || facts.asOf.getTime() - (acceptedAt?.getTime() ?? 0) > CONTACT_WITHIN_MS,
  );
  const contacted = ripe.filter(({ contactedAt }) => contactedAt !== null).length;
  const complete = { known: ripe.length, outOf: accepted.length };
  return { id: 'M11', basis: 'cohort', period, lines: [line('contacted', contacted, ripe.length, complete)] };
}

/**
 * M12: consultations that a referral came of; then, of all referrals, accepted, contacted, and completed with an
 * outcome, each of the step before. A consultation is never a gate, so the referrals are not only those of the first step.
 */
export function funnel(facts: Facts, period: Period): Measure {
  const asked = facts.consultations.filter(({ withdrawn, openedAt }) => !withdrawn && isIn(period, openedAt));
  const linked = new Set(facts.referrals.map(({ consultationId }) => consultationId));
  const withOutcome = new Set(facts.outcomes.map(({ referralId }) => referralId));
  const sent = cohortOf(facts, period);
  const accepted = sent.filter(({ acceptedAt }) => acceptedAt !== null);
  const contacted = accepted.filter(({ contactedAt }) => contactedAt !== null);
  const completed = contacted.filter(({ id, state }) => state === 'completed' && withOutcome.has(id));
  const lines = [
    line('consultation', asked.length),
    line('became-referral', asked.filter(({ id }) => linked.has(id)).length, asked.length),
    line('referral', sent.length),
    line('accepted', accepted.length, sent.length),
    line('contacted', contacted.length, accepted.length),
    line('completed', completed.length, contacted.length),
  ];
  return { id: 'M12', basis: 'cohort', period, lines };
}

const daysBetween = (from: Date, to: Date, timeZone: string): number =>
  dayOf(from, timeZone).until(dayOf(to, timeZone), { largestUnit: 'day' }).days;

const dayOf = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
