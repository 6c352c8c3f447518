import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseActions, keyOf, type Action, type Past } from '../src/features/digests/rules/actions.js';
import { coveredBy, dueWeek, nextSlot, slotOf } from '../src/features/digests/rules/slots.js';
import { trendOf } from '../src/features/digests/rules/trend.js';
import { weekAt, weekNamed, weeksFrom, type Period } from '../src/features/evidence/rules/periods.js';

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const slot = (week: string, nation: 'E' | 'S' = 'E') =>
  slotOf(weekNamed(week, LONDON.timeZone), { ...LONDON, nation }).toISOString();

describe('when a digest goes', () => {
  it.each([
    ['2026-W47', '2026-11-23T08:30:00.000Z'],
    ['2026-W52', '2026-12-29T08:30:00.000Z'], // Monday 28 December is a bank holiday
    ['2026-W53', '2027-01-04T08:30:00.000Z'],
    ['2026-W12', '2026-03-23T08:30:00.000Z'], // the clocks go forward on the 29th
    ['2026-W13', '2026-03-30T07:30:00.000Z'],
    ['2026-W43', '2026-10-26T08:30:00.000Z'], // they went back on the 25th
    ['2026-W42', '2026-10-19T07:30:00.000Z'],
    ['2027-W12', '2027-03-30T07:30:00.000Z'], // Easter Monday
  ])('%s: %s', (week, at) => {
    expect(slot(week)).toBe(at);
  });

  it('follows the bank holidays of the nation', () => {
    expect([slot('2027-W12', 'S'), slot('2026-W31'), slot('2026-W31', 'S')]).toEqual([
      '2027-03-29T07:30:00.000Z',
      '2026-08-03T07:30:00.000Z',
      '2026-08-04T07:30:00.000Z',
    ]);
  });

  it('is one for every week of twenty years, whatever outages there are in between', () => {
    const HOUR_MS = 3_600_000;
    const gaps = fc.array(fc.integer({ min: 1, max: 24 * 7 * 30 }), { minLength: 50, maxLength: 2_000 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 167 }), (hoursDown, offset) => {
        let now = new Date(Date.UTC(2026, 0, 1, offset));
        const end = Date.UTC(2046, 0, 1);
        let planned = nextSlot(weekAt, now, LONDON).dueAt;
        let last: Period | null = null;
        const told: string[] = [];
        for (const hours of [...hoursDown, 24 * 7 * 60]) {
          now = new Date(now.getTime() + hours * HOUR_MS);
          if (now.getTime() > end) break;
          if (planned > now) continue;
          // It runs again: the digest that was planned is overdue, and the next one is planned.
          const week = dueWeek(now, LONDON);
          if (last && last.from >= week.from) throw new Error('a second digest for a week');
          told.push(...coveredBy(week, last, LONDON.timeZone).map(({ key }) => key));
          last = week;
          planned = nextSlot(weekAt, now, LONDON).dueAt;
          expect(planned > now).toBe(true);
        }
        const from = told[0] === undefined ? null : weekNamed(told[0], LONDON.timeZone);
        expect(told).toEqual(
          told.map((_, nth) => weeksFrom(from ?? weekNamed('2026-W01', 'UTC'), nth, LONDON.timeZone).key),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('covers the weeks since the last one, over the end of a year', () => {
    const week = weekNamed('2027-W02', LONDON.timeZone);
    const covered = (last: string | null) =>
      coveredBy(week, last === null ? null : weekNamed(last, LONDON.timeZone), LONDON.timeZone).map(
        ({ key }) => key,
      );
    expect(covered(null)).toEqual(['2027-W02']);
    expect(covered('2027-W01')).toEqual(['2027-W02']);
    expect(covered('2026-W50')).toEqual(['2026-W51', '2026-W52', '2026-W53', '2027-W01', '2027-W02']);
  });
});

describe('what a digest suggests', () => {
  const action = (kind: Action['kind'], about = ''): Action => ({ kind, about, count: 1 });
  const all = (
    [
      'log',
      'share',
      'single-referrer',
      'capacity',
      'silent-site',
      'outcomes',
      'unanswered',
      'act-by',
    ] as const
  ).map((kind) => action(kind, 'x'));
  const past = (weeksAgo: number, offered: string[], done: string[] = []): Past => ({
    weeksAgo,
    offered,
    done,
  });
  const chosen = (found: Action[], history: Past[] = []) => chooseActions(found, history).map(keyOf);

  it('is three things at most, in a fixed order, one of a kind', () => {
    expect(chosen(all)).toEqual(['act-by:x', 'unanswered:x', 'outcomes:x']);
    expect(chosen([action('silent-site', 'a'), action('silent-site', 'b'), action('log')])).toEqual([
      'silent-site:a',
      'log:',
    ]);
  });

  it('steps back for four weeks once it was ignored twice, and then comes again', () => {
    const site = [action('silent-site', 'a'), action('capacity', 's')];
    const ignored = (newest: number) => [
      past(newest, ['silent-site:a']),
      past(newest + 1, ['silent-site:a']),
    ];
    expect(chosen(site, [past(1, ['silent-site:a'])])[0]).toBe('silent-site:a');
    for (const weeks of [1, 2, 3, 4]) expect(chosen(site, ignored(weeks))).toEqual(['capacity:s']);
    expect(chosen(site, ignored(5))[0]).toBe('silent-site:a');
    // After the pause it takes two more times to step back again.
    expect(chosen(site, [past(1, ['silent-site:a']), ...ignored(6)])[0]).toBe('silent-site:a');
  });

  it('does not step back where somebody did it, or where it is about another site by now', () => {
    const site = [action('silent-site', 'a')];
    expect(chosen(site, [past(1, ['silent-site:a'], ['silent-site:a']), past(2, ['silent-site:a'])])).toEqual(
      ['silent-site:a'],
    );
    expect(
      chosen([action('silent-site', 'b')], [past(1, ['silent-site:a']), past(2, ['silent-site:a'])]),
    ).toEqual(['silent-site:b']);
  });

  it('makes room for the next site when the first steps back', () => {
    const sites = [action('silent-site', 'a'), action('silent-site', 'b')];
    expect(chosen(sites, [past(1, ['silent-site:a']), past(2, ['silent-site:a'])])).toEqual([
      'silent-site:b',
    ]);
  });
});

describe('a trend', () => {
  it.each([
    [9, [5, 5, 6, 4, 5], 'up'], [6, [5, 5, 5, 5], 'level'], [3, [5, 5, 5, 5], 'down'], [1, [0, 0, 0, 0], 'level'],
    [30, [25, 25, 25, 25], 'level'], [32, [25, 25, 25, 25], 'up'],
  ] as const)('of %i after %j is %s', (count, before, direction) => {
    expect(trendOf(count, before)?.direction).toBe(direction);
  });

  it('is none before there are four weeks to compare with', () => {
    expect(trendOf(9, [5, 5, 5])).toBeNull();
  });
}); // prettier-ignore
