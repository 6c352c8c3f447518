import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as completeness from '../src/features/evidence/rules/completeness.js';
import * as consultations from '../src/features/evidence/rules/consultations.js';
import { medianOf, spreadOf } from '../src/features/evidence/rules/figure.js';
import * as money from '../src/features/evidence/rules/money.js';
import { monthAt, quarterAt, weekAt, weekNamed, weeksFrom } from '../src/features/evidence/rules/periods.js';
import * as referrals from '../src/features/evidence/rules/referrals.js';
import { siteState } from '../src/features/evidence/rules/sites.js';
import { at, LONDON, ONE, PENDING, QUARTER, REFERRAL, shown, waiting } from './support/facts.js';

describe('figures', () => {
  it('are of the period an event belongs to, and of no other', () => {
    const next = quarterAt(at('2027-01-15T12:00'), LONDON.timeZone);
    expect(shown(consultations.consultationsOpened(ONE, next))[0]).toBe('opened 0 (0 of 0)');
    expect(shown(money.incomeGained(ONE, next))[0]).toBe('confirmed 0/0 (0 of 0) median - p90 - 0p');
  });

  it('count a decline by the reason that may be seen, and a referral withdrawn unanswered as undecided', () => {
    const declined = (reason: string) => ({
      ...waiting(reason),
      state: 'rejected',
      reason,
      closedAt: at('2026-11-25T10:00'),
    });
    const withdrawn = { ...waiting('w'), state: 'cancelled', closedAt: at('2026-11-25T10:00') };
    const facts = {
      ...PENDING,
      referrals: [
        declined('could-not-act'),
        declined('out-of-area'),
        { ...declined('x'), reason: 'could-not-act' },
        withdrawn,
      ],
    };
    expect(shown(referrals.declineReasons(facts, QUARTER))).toEqual([
      'declined 3 (3 of 3)',
      'reason:could-not-act 2/3 (3 of 3)',
      'reason:out-of-area 1/3 (3 of 3)',
    ]);
    expect(shown(referrals.referralsSent(facts, QUARTER)).slice(1)).toEqual([
      'accepted 0/3 (4 of 4)',
      'declined 3/3 (4 of 4)',
      'pending 0/4 (4 of 4)',
      'undecided 1/4 (4 of 4)',
    ]);
  });

  it('say of those whose close was told, not wanted or not told', () => {
    const told = (['told', 'declined', 'waiting', 'failed'] as const).map((each) => ({
      ...REFERRAL,
      id: each,
      told: each,
    }));
    expect(shown(completeness.feedbackCompleteness({ ...ONE, referrals: told }, QUARTER))).toEqual([
      'told-or-not-wanted 2/4 (4 of 4)',
      'not-wanted 1/4 (4 of 4)',
      'not-told 2/4 (4 of 4)',
    ]);
  });

  it('give the middle and the 90th percentile, not the mean', () => {
    expect(spreadOf([9, 1, 2, 3, 4, 5, 6, 7, 8, 100])).toEqual({ n: 10, median: 5.5, p90: 9 });
    expect([medianOf([]), medianOf([4]), medianOf([1, 4])]).toEqual([null, 4, 2.5]);
  });
});

describe('weeks', () => {
  it.each([
    ['2026-12-27T23:59', '2026-W52'],
    ['2026-12-28T00:00', '2026-W53'],
    ['2027-01-03T23:59', '2026-W53'],
    ['2027-01-04T00:00', '2027-W01'],
    ['2026-03-29T00:30', '2026-W13'],
    ['2026-06-07T23:30', '2026-W24'],
  ])('%s is in %s', (text, key) => {
    expect(weekAt(at(text), LONDON.timeZone).key).toBe(key);
  });

  it('follow one another without a gap over the clock changes, and are found again by name', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2010-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        (day) => {
          const week = weekAt(day, LONDON.timeZone);
          expect(week.from <= day && day < week.until).toBe(true);
          expect(weeksFrom(week, 1, LONDON.timeZone).from).toEqual(week.until);
          expect(weekNamed(week.key, LONDON.timeZone)).toEqual(week);
        },
      ),
    );
  });

  it('know months and financial quarters', () => {
    expect(monthAt(at('2026-06-30T23:30'), LONDON.timeZone).key).toBe('2026-07');
    expect(
      ['2026-04-01', '2026-12-31', '2027-02-01'].map(
        (day) => quarterAt(at(`${day}T12:00`), LONDON.timeZone).key,
      ),
    ).toEqual(['2026-Q1', '2026-Q3', '2026-Q4']);
  });
});

describe('a site', () => {
  const weeks = (...newest: number[]) => [...Array.from({ length: 13 - newest.length }, () => 4), ...newest];
  const state = (perWeek: number[], introducedAt: Date | null = null) =>
    siteState({ perWeek, introducedAt, asOf: at('2026-11-30T00:00') }).kind;
  it.each([
    ['three weeks of silence say nothing', weeks(4, 0, 0), 'newly-quiet'],
    ['four are amber', weeks(0, 0, 0, 0), 'amber'],
    ['eight are red', weeks(0, 0, 0, 0, 0, 0, 0, 0), 'red'],
    ['half of usual is usual', weeks(2), 'active'],
    ['less is newly quiet', weeks(1), 'newly-quiet'],
    ['one a week is too thin to halve', Array.from({ length: 13 }, (_, n) => n % 2), 'active'],
  ])('%s', (_, perWeek, kind) => {
    expect(state(perWeek)).toBe(kind);
  });

  it('is embedding for its first twelve weeks, whatever comes from it', () => {
    const silent = Array.from({ length: 13 }, () => 0);
    expect(state(silent, at('2026-09-08T00:00'))).toBe('embedding');
    expect(state(silent, at('2026-09-07T00:00'))).toBe('red');
  });
});
