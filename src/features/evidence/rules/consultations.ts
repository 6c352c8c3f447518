import { workingMsBetween } from '../../deadlines/rules.js';
import type { ConsultationFact, Facts } from './facts.js';
import { inHours, line, spreadOf, tally, type Line, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';
import { activeSites, recentTo } from './reach.js';

const DAY_MS = 24 * 3_600_000;
const LINKED_WITHIN_MS = 30 * DAY_MS;

const opened = ({ consultations }: Facts, period: Period) =>
  consultations.filter(({ withdrawn, openedAt }) => !withdrawn && isIn(period, openedAt));
const isLogged = ({ source }: ConsultationFact) => source !== 'thread';

/** M01: consultations opened and not withdrawn; those logged after the fact stand apart. */
export function consultationsOpened(facts: Facts, period: Period): Measure {
  const all = opened(facts, period);
  const logged = all.filter(isLogged).length;
  const lines = [line('opened', all.length), line('in-thread', all.length - logged), line('logged', logged)];
  return { id: 'M01', basis: 'activity', period, lines };
}

/** M02: consultations per site with any activity in the 13 weeks up to the end of the period. */
export function consultationsPerSite(facts: Facts, period: Period): Measure {
  const sites = activeSites(facts, recentTo(period, facts.time.timeZone));
  const lines = [line('per-active-site', opened(facts, period).length, sites.size)];
  return { id: 'M02', basis: 'activity', period, lines };
}

/** How long an asker waited for a first answer, in working hours; null while there is none. */
const waitedHours = ({ openedAt, repliedAt }: ConsultationFact, facts: Pick<Facts, 'time'>): number | null =>
  repliedAt && inHours(workingMsBetween(openedAt, repliedAt, facts.time));

/** M03: working hours to the first reply, of those first replied to in the period; how many opened in it still wait. */
export function timeToFirstResponse(facts: Facts, period: Period): Measure {
  const replied = facts.consultations.filter(
    (each) => !each.withdrawn && !isLogged(each) && isIn(period, each.repliedAt),
  );
  const spread = spreadOf(replied.flatMap((each) => waitedHours(each, facts) ?? []));
  const asked = opened(facts, period).filter((each) => !isLogged(each));
  const unanswered = asked.filter(({ repliedAt }) => repliedAt === null).length;
  const lines = [line('replied', spread.n, null, { spread }), line('unanswered', unanswered, asked.length)];
  return { id: 'M03', basis: 'activity', period, lines };
}

/** Whether it waits for a first answer at `asOf` for longer than was promised. */
const isOverdue = ({ withdrawn, repliedAt, closedAt, promisedBy }: ConsultationFact, asOf: Date): boolean =>
  !withdrawn && repliedAt === null && closedAt === null && promisedBy < asOf;

/** M04 at a snapshot: open and unanswered beyond the promise, of those open now. */
export function unansweredNow(facts: Facts, period: Period): Measure {
  const open = facts.consultations.filter(({ withdrawn, closedAt }) => !withdrawn && closedAt === null);
  const overdue = open.filter((each) => isOverdue(each, facts.asOf));
  return { id: 'M04', basis: 'snapshot', period, lines: [line('overdue', overdue.length, open.length)] };
}

/** M04 over a period: ever breached, of all opened in it. One closed without an answer breached if it outlasted it. */
export function everUnanswered(facts: Facts, period: Period): Measure {
  const asked = opened(facts, period).filter((each) => !isLogged(each));
  const late = asked.filter(
    ({ promisedBy, repliedAt, closedAt }) => (repliedAt ?? closedAt ?? facts.asOf) > promisedBy,
  );
  return { id: 'M04', basis: 'activity', period, lines: [line('breached', late.length, asked.length)] };
}

/** M05: each result by the asker's tap and by the adviser's, kept apart, and how often the two disagree. */
export function consultationResults(facts: Facts, period: Period): Measure {
  const closed = facts.consultations.filter((each) => !each.withdrawn && isIn(period, each.closedAt));
  const side = (name: string, of: (each: ConsultationFact) => string | null): Line[] => {
    const taps = closed.flatMap((each) => of(each) ?? []);
    const complete = { known: taps.length, outOf: closed.length };
    return tally(taps).map(([result, count]) => line(`${name}:${result}`, count, taps.length, complete));
  };
  const both = closed.filter(
    ({ askerResult, adviserResult }) => askerResult !== null && adviserResult !== null,
  );
  const differ = both.filter(({ askerResult, adviserResult }) => askerResult !== adviserResult).length;
  const lines = [
    ...side('asker', ({ askerResult }) => askerResult),
    ...side('adviser', ({ adviserResult }) => adviserResult),
    line('disagree', differ, both.length, { known: both.length, outOf: closed.length }),
  ];
  return { id: 'M05', basis: 'activity', period, lines };
}

/** M06: of the period's consultations that closed at least 30 days ago, those a referral followed within 30 days. */
export function consultationToReferral(facts: Facts, period: Period): Measure {
  const cohort = opened(facts, period).filter(({ closedAt }) => closedAt !== null);
  const ripe = cohort.flatMap(({ id, closedAt }) => {
    const until = (closedAt?.getTime() ?? 0) + LINKED_WITHIN_MS;
    return until <= facts.asOf.getTime() ? [{ id, until }] : [];
  });
  const linked = ripe.filter(({ id, until }) =>
    facts.referrals.some(({ consultationId, sentAt }) => consultationId === id && sentAt.getTime() <= until),
  );
  const complete = { known: ripe.length, outOf: cohort.length };
  return {
    id: 'M06',
    basis: 'cohort',
    period,
    lines: [line('referred', linked.length, ripe.length, complete)],
  };
}
