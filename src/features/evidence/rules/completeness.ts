import { addWorkingDays } from '../../deadlines/rules.js';
import { dayAt } from '../../../shared/days.js';
import type { Facts, ReferralFact } from './facts.js';
import { line, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';
import { cohortOf } from './referrals.js';

const SAFE_WORKING_DAYS = 5;

/** Those that were taken on and have ended. One that was declined or withdrawn has nothing to follow up. */
const endedIn = ({ referrals }: Facts, period: Period): ReferralFact[] =>
  referrals.filter(({ state, closedAt }) => isEnded(state) && isIn(period, closedAt));
const isEnded = (state: string) => state === 'completed' || state === 'failed';

/** M13: closed with at least one outcome code, of those closed; and those that lack one. */
export function followUpCompleteness(facts: Facts, period: Period): Measure {
  const closed = endedIn(facts, period);
  const withOutcome = new Set(facts.outcomes.map(({ referralId }) => referralId));
  const known = closed.filter(({ id }) => withOutcome.has(id)).length;
  const lines = [
    line('with-outcome', known, closed.length),
    line('due-but-missing', closed.length - known, closed.length),
  ];
  return { id: 'M13', basis: 'activity', period, lines };
}

/** M14: closed where the referrer was told to the agreed level or the person said “don't tell”, of those closed. */
export function feedbackCompleteness(facts: Facts, period: Period): Measure {
  const closed = endedIn(facts, period);
  const told = (of: readonly string[]) => closed.filter((each) => of.includes(each.told)).length;
  const lines = [
    line('told-or-not-wanted', told(['told', 'declined']), closed.length),
    line('not-wanted', told(['declined']), closed.length),
    line('not-told', told(['waiting', 'failed']), closed.length),
  ];
  return { id: 'M14', basis: 'activity', period, lines };
}

/** M15: how many have an act-by date; of those, accepted five or more working days before it; and missed. */
export function deadlineSafety(facts: Facts, period: Period): Measure {
  const { timeZone, nation } = facts.time;
  const cohort = cohortOf(facts, period);
  const dated = cohort.flatMap((each) => (each.actBy === null ? [] : [{ ...each, actBy: each.actBy }]));
  const acceptedOn = ({ acceptedAt }: ReferralFact) => acceptedAt && dayAt(acceptedAt, timeZone);
  const inTime = dated.filter((each) => {
    const day = acceptedOn(each);
    return day !== null && day <= addWorkingDays(each.actBy, -SAFE_WORKING_DAYS, nation);
  });
  const missed = dated.filter((each) => isMissed(each, acceptedOn(each), dayAt(facts.asOf, timeZone)));
  const lines = [
    line('with-date', dated.length, cohort.length),
    line('accepted-in-time', inTime.length, dated.length),
    line('missed', missed.length, dated.length),
    line('missed-and-reviewed', null, missed.length), // reviews are not recorded
  ];
  return { id: 'M15', basis: 'cohort', period, lines };
}

/** Nobody had taken it on when the day to act by was over. */
function isMissed({ actBy, closedAt }: ReferralFact, accepted: string | null, today: string): boolean {
  if (actBy === null) return false;
  return accepted === null ? closedAt === null && actBy < today : accepted > actBy;
}

/** M31: required fields that are known, of those required. “Not sure” is an answer and not a known field. */
export function dataCompleteness(facts: Facts, period: Period): Measure {
  const sent = cohortOf(facts, period);
  const closed = facts.consultations.filter((each) => !each.withdrawn && isIn(period, each.closedAt));
  const withOutcome = new Set(facts.outcomes.map(({ referralId }) => referralId));
  const ended = endedIn(facts, period);
  const fields = [
    line('issue', sent.filter(({ issues }) => issues.some((key) => key !== 'other')).length, sent.length),
    line('site', sent.filter(({ siteId }) => siteId !== null).length, sent.length),
    line('outcome', ended.filter(({ id }) => withOutcome.has(id)).length, ended.length),
    line('asker-result', closed.filter(({ askerResult }) => askerResult !== null).length, closed.length),
    line(
      'adviser-result',
      closed.filter(({ adviserResult }) => adviserResult !== null).length,
      closed.length,
    ),
  ];
  const sum = (of: 'count' | 'of') => fields.reduce((total, each) => total + (each[of] ?? 0), 0);
  return { id: 'M31', basis: 'activity', period, lines: [line('all', sum('count'), sum('of')), ...fields] };
}
