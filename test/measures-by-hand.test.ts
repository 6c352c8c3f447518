import { describe, expect, it } from 'vitest';
import * as completeness from '../src/features/evidence/rules/completeness.js';
import * as consultations from '../src/features/evidence/rules/consultations.js';
import type { Facts } from '../src/features/evidence/rules/facts.js';
import type { Measure } from '../src/features/evidence/rules/figure.js';
import * as money from '../src/features/evidence/rules/money.js';
import type { Period } from '../src/features/evidence/rules/periods.js';
import * as reach from '../src/features/evidence/rules/reach.js';
import * as referrals from '../src/features/evidence/rules/referrals.js';
import { EMPTY, ONE, PENDING, QUARTER, shown } from './support/facts.js';

type Work = (facts: Facts, period: Period) => Measure;
type Answers = { empty: string[]; one: string[]; pending: string[] };

const NO_MONEY = (name: string) => [
  `${name} 0/0 (0 of 0) median - p90 - 0p`,
  `${name}:income-ongoing 0/0 (0 of 0) median - p90 - 0p`,
  `${name}:income-one-off 0/0 (0 of 0) median - p90 - 0p`,
  `${name}:arrears 0/0 (0 of 0) median - p90 - 0p`,
];
const NO_HOMES = [
  'HOMELESS-PREVENTED 0/0 (0 of 0)',
  'HOMELESS-RELIEVED 0/0 (0 of 0)',
  'POSSESSION-AVOIDED 0/0 (0 of 0)',
];

// prettier-ignore
/** Each worked out by hand from the facts in `support/facts.ts`. */
const BY_HAND: readonly (readonly [id: string, work: Work, answers: Answers])[] = [
  ['M01', consultations.consultationsOpened, {
    empty: ['opened 0 (0 of 0)', 'in-thread 0 (0 of 0)', 'logged 0 (0 of 0)'],
    one: ['opened 1 (1 of 1)', 'in-thread 1 (1 of 1)', 'logged 0 (0 of 0)'],
    pending: ['opened 3 (3 of 3)', 'in-thread 2 (2 of 2)', 'logged 1 (1 of 1)'],
  }],
  ['M02', consultations.consultationsPerSite, {
    empty: ['per-active-site 0/0 (0 of 0)'],
    one: ['per-active-site 1/1 (1 of 1)'],
    pending: ['per-active-site 3/1 (1 of 1)'],
  }],
  ['M03', consultations.timeToFirstResponse, {
    empty: ['replied 0 (0 of 0) median - p90 -', 'unanswered 0/0 (0 of 0)'],
    one: ['replied 1 (1 of 1) median 1 p90 1', 'unanswered 0/1 (1 of 1)'],
    pending: ['replied 0 (0 of 0) median - p90 -', 'unanswered 2/2 (2 of 2)'],
  }],
  ['M04', consultations.unansweredNow, {
    empty: ['overdue 0/0 (0 of 0)'], one: ['overdue 0/0 (0 of 0)'], pending: ['overdue 1/2 (2 of 2)'],
  }],
  ['M04', consultations.everUnanswered, {
    empty: ['breached 0/0 (0 of 0)'], one: ['breached 0/1 (1 of 1)'], pending: ['breached 1/2 (2 of 2)'],
  }],
  ['M05', consultations.consultationResults, {
    empty: ['disagree 0/0 (0 of 0)'],
    one: ['asker:became-referral 1/1 (1 of 1)', 'adviser:answered-no-referral 1/1 (1 of 1)', 'disagree 1/1 (1 of 1)'],
    pending: ['asker:signposted 1/1 (1 of 1)', 'disagree 0/0 (0 of 1)'],
  }],
  ['M06', consultations.consultationToReferral, {
    empty: ['referred 0/0 (0 of 0)'], one: ['referred 1/1 (1 of 1)'], pending: ['referred 0/0 (0 of 1)'],
  }],
  ['M07', referrals.referralsSent, {
    empty: ['sent 0 (0 of 0)', 'accepted 0/0 (0 of 0)', 'declined 0/0 (0 of 0)', 'pending 0/0 (0 of 0)', 'undecided 0/0 (0 of 0)'],
    one: ['sent 1 (1 of 1)', 'accepted 1/1 (1 of 1)', 'declined 0/1 (1 of 1)', 'pending 0/1 (1 of 1)', 'undecided 0/1 (1 of 1)'],
    pending: ['sent 2 (2 of 2)', 'accepted 0/0 (0 of 2)', 'declined 0/0 (0 of 2)', 'pending 2/2 (2 of 2)', 'undecided 0/2 (2 of 2)'],
  }],
  ['M08', referrals.declineReasons, {
    empty: ['declined 0 (0 of 0)'], one: ['declined 0 (0 of 0)'], pending: ['declined 0 (0 of 0)'],
  }],
  ['M09', referrals.timeToAcceptance, {
    empty: ['accepted 0/0 (0 of 0) median - p90 -'],
    one: ['accepted 1/1 (1 of 1) median 8 p90 8'],
    pending: ['accepted 0/2 (0 of 2) median - p90 -'],
  }],
  ['M10', referrals.timeToContact, {
    empty: ['contacted 0/0 (0 of 0) median - p90 -'],
    one: ['contacted 1/1 (1 of 1) median 3 p90 3'],
    pending: ['contacted 0/2 (0 of 2) median - p90 -'],
  }],
  ['M11', referrals.contactRate, {
    empty: ['contacted 0/0 (0 of 0)'], one: ['contacted 1/1 (1 of 1)'], pending: ['contacted 0/0 (0 of 0)'],
  }],
  ['M12', referrals.funnel, {
    empty: ['consultation 0 (0 of 0)', 'became-referral 0/0 (0 of 0)', 'referral 0 (0 of 0)', 'accepted 0/0 (0 of 0)', 'contacted 0/0 (0 of 0)', 'completed 0/0 (0 of 0)'],
    one: ['consultation 1 (1 of 1)', 'became-referral 1/1 (1 of 1)', 'referral 1 (1 of 1)', 'accepted 1/1 (1 of 1)', 'contacted 1/1 (1 of 1)', 'completed 1/1 (1 of 1)'],
    pending: ['consultation 3 (3 of 3)', 'became-referral 0/3 (3 of 3)', 'referral 2 (2 of 2)', 'accepted 0/2 (2 of 2)', 'contacted 0/0 (0 of 0)', 'completed 0/0 (0 of 0)'],
  }],
  ['M13', completeness.followUpCompleteness, {
    empty: ['with-outcome 0/0 (0 of 0)', 'due-but-missing 0/0 (0 of 0)'],
    one: ['with-outcome 1/1 (1 of 1)', 'due-but-missing 0/1 (1 of 1)'],
    pending: ['with-outcome 0/0 (0 of 0)', 'due-but-missing 0/0 (0 of 0)'],
  }],
  ['M14', completeness.feedbackCompleteness, {
    empty: ['told-or-not-wanted 0/0 (0 of 0)', 'not-wanted 0/0 (0 of 0)', 'not-told 0/0 (0 of 0)'],
    one: ['told-or-not-wanted 1/1 (1 of 1)', 'not-wanted 0/1 (1 of 1)', 'not-told 0/1 (1 of 1)'],
    pending: ['told-or-not-wanted 0/0 (0 of 0)', 'not-wanted 0/0 (0 of 0)', 'not-told 0/0 (0 of 0)'],
  }],
  ['M15', completeness.deadlineSafety, {
    empty: ['with-date 0/0 (0 of 0)', 'accepted-in-time 0/0 (0 of 0)', 'missed 0/0 (0 of 0)', 'missed-and-reviewed ?/0 (0 of 0)'],
    one: ['with-date 1/1 (1 of 1)', 'accepted-in-time 1/1 (1 of 1)', 'missed 0/1 (1 of 1)', 'missed-and-reviewed ?/0 (0 of 0)'],
    pending: ['with-date 1/2 (2 of 2)', 'accepted-in-time 0/1 (1 of 1)', 'missed 1/1 (1 of 1)', 'missed-and-reviewed ?/1 (0 of 1)'],
  }],
  ['M16', money.incomeGained, {
    empty: [...NO_MONEY('confirmed'), ...NO_MONEY('expected')],
    one: [
      'confirmed 1/1 (1 of 1) median 702000 p90 - 702000p',
      'confirmed:income-ongoing 1/1 (1 of 1) median 702000 p90 - 702000p',
      'confirmed:income-one-off 0/0 (0 of 0) median - p90 - 0p',
      'confirmed:arrears 0/0 (0 of 0) median - p90 - 0p',
      'expected 1/1 (1 of 1) median 50000 p90 - 50000p',
      'expected:income-ongoing 0/0 (0 of 0) median - p90 - 0p',
      'expected:income-one-off 1/1 (1 of 1) median 50000 p90 - 50000p',
      'expected:arrears 0/0 (0 of 0) median - p90 - 0p',
    ],
    pending: [...NO_MONEY('confirmed'), ...NO_MONEY('expected')],
  }],
  ['M17', money.debtDealtWith, {
    empty: ['people 0 (0 of 0)', 'DEBT-WRITTEN-OFF 0/0 (0 of 0) median - p90 - 0p', 'DEBT-RESCHEDULED 0/0 (0 of 0) median - p90 - 0p'],
    one: ['people 1 (1 of 1)', 'DEBT-WRITTEN-OFF 1/1 (1 of 1) median 120000 p90 - 120000p', 'DEBT-RESCHEDULED 0/1 (0 of 0) median - p90 - 0p'],
    pending: ['people 0 (0 of 0)', 'DEBT-WRITTEN-OFF 0/0 (0 of 0) median - p90 - 0p', 'DEBT-RESCHEDULED 0/0 (0 of 0) median - p90 - 0p'],
  }],
  ['M18', money.homesAndJobs, {
    empty: [...NO_HOMES, 'JOB-KEPT 0/0 (0 of 0)'],
    one: [...NO_HOMES, 'JOB-KEPT 1/1 (1 of 1)'],
    pending: [...NO_HOMES, 'JOB-KEPT 0/0 (0 of 0)'],
  }],
  ['M19', money.needsByCategory, {
    empty: ['people 0 (0 of 0)', 'issues 0 (0 of 0)'],
    one: ['people 1 (1 of 1)', 'issues 2 (2 of 2)', 'issue:debt 1/2 (2 of 2)', 'issue:maternity 1/2 (2 of 2)'],
    pending: ['people 2 (2 of 2)', 'issues 3 (3 of 3)', 'issue:debt 1/3 (3 of 3)', 'issue:maternity 1/3 (3 of 3)', 'issue:other 1/3 (3 of 3)'],
  }],
  ['M20', reach.silentSites, {
    empty: ['amber 0/0 (0 of 0)', 'red 0/0 (0 of 0)', 'newly-quiet 0/0 (0 of 0)', 'embedding 0/0 (0 of 0)'],
    one: ['amber 1/1 (1 of 1)', 'red 0/1 (1 of 1)', 'newly-quiet 0/1 (1 of 1)', 'embedding 0/1 (1 of 1)'], // 5 weeks silent
    pending: ['amber 0/1 (1 of 1)', 'red 0/1 (1 of 1)', 'newly-quiet 0/1 (1 of 1)', 'embedding 1/1 (1 of 1)'],
  }],
  ['M21', reach.breadth, {
    empty: ['staff-active 0/0 (0 of 0)', 'single-referrer-sites 0/0 (0 of 0)'],
    one: ['staff-active 1/2 (2 of 2)', 'single-referrer-sites 1/1 (1 of 1)'],
    pending: ['staff-active 1/2 (2 of 2)', 'single-referrer-sites 1/1 (1 of 1)'],
  }],
  ['M22', reach.promptToReferral, {
    empty: ['became-case ? (0 of 0)'], one: ['became-case ? (0 of 0)'], pending: ['became-case ? (0 of 0)'],
  }],
  ['M31', completeness.dataCompleteness, {
    empty: ['all 0/0 (0 of 0)', 'issue 0/0 (0 of 0)', 'site 0/0 (0 of 0)', 'outcome 0/0 (0 of 0)', 'asker-result 0/0 (0 of 0)', 'adviser-result 0/0 (0 of 0)'],
    one: ['all 5/5 (5 of 5)', 'issue 1/1 (1 of 1)', 'site 1/1 (1 of 1)', 'outcome 1/1 (1 of 1)', 'asker-result 1/1 (1 of 1)', 'adviser-result 1/1 (1 of 1)'],
    pending: ['all 3/6 (6 of 6)', 'issue 1/2 (2 of 2)', 'site 1/2 (2 of 2)', 'outcome 0/0 (0 of 0)', 'asker-result 1/1 (1 of 1)', 'adviser-result 0/1 (1 of 1)'],
  }],
];

describe.each(BY_HAND)('%s %o', (id, work, { empty, one, pending }) => {
  it.each([
    ['nothing', EMPTY, empty],
    ['one case', ONE, one],
    ['all pending', PENDING, pending],
  ] as const)('of %s', (_, facts, answer) => {
    const measure = work(facts, QUARTER);
    expect(shown(measure)).toEqual(answer);
    expect([measure.id, measure.period.key]).toEqual([id, '2026-Q3']);
  });
});
