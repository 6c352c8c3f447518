import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  outsideCount,
  outsidePence,
  outsidePercent,
  outsideSpread,
  outsideTable,
  type Shown,
  type SmallNumbers,
} from '../src/features/evidence/rules/small-numbers.js';

const RULES = ['national', 'local'] as const;
const HIDDEN_BELOW = { national: 8, local: 5 } as const;
const MOST = 60;

/** What one shown count can stand for: found by trying every number, not from the rule's own arithmetic. */
const meaning = (shown: Shown, rule: SmallNumbers): Set<number> =>
  new Set(
    Array.from({ length: MOST * 8 }, (_, count) => count).filter(
      (count) => outsideCount(count, rule) === shown,
    ),
  );

const plus = (a: ReadonlySet<number>, b: ReadonlySet<number>) =>
  new Set([...a].flatMap((x) => [...b].map((y) => x + y)));

/** Everything each count can be for somebody who reads the total and all breakdowns, and adds up every way. */
function workedOut(total: Shown, breakdowns: readonly (readonly Shown[])[], rule: SmallNumbers) {
  const parts = breakdowns.map((counts) => counts.map((each) => meaning(each, rule)));
  const sums = parts.map((each) => each.reduce(plus, new Set([0])));
  const totals = new Set([...meaning(total, rule)].filter((value) => sums.every((each) => each.has(value))));
  const cells = parts.map((own) =>
    own.map((cell, index) => {
      const others = own.filter((_, other) => other !== index).reduce(plus, new Set([0]));
      return new Set([...cell].filter((value) => [...others].some((rest) => totals.has(value + rest))));
    }),
  );
  return { totals, cells };
}

const counts = fc.array(fc.nat({ max: 13 }), { minLength: 1, maxLength: 7 });
/** Two ways to break the same total down. */
const twoWays = counts.chain((first) => {
  const total = first.reduce((sum, each) => sum + each, 0);
  return fc.array(fc.nat({ max: Math.max(1, total) }), { maxLength: 5 }).map((cuts) => {
    const edges = [0, ...cuts.map((cut) => Math.min(cut, total)).toSorted((a, b) => a - b), total];
    return { total, breakdowns: [first, edges.slice(1).map((edge, index) => edge - (edges[index] ?? 0))] };
  });
});

describe('what is shown outside the team', () => {
  it.each([
    [0, 0], [1, '*'], [7, '*'], [8, 10], [12, 10], [13, 15], [17, 15], [18, 20], [22, 20], [23, 25],
  ])('%i reads %s', (count, shown) => {
    expect(outsideCount(count)).toBe(shown);
  });

  it('works percentages out from what is shown, and shows none of a hidden part', () => {
    expect(outsidePercent(outsideCount(12), outsideCount(23))).toBe(40); // 10 of 25
    expect(outsidePercent(outsideCount(3), outsideCount(23))).toBe('*');
    expect(outsidePercent(outsideCount(0), outsideCount(23))).toBe(0);
    expect(outsidePercent(0, 0)).toBeNull();
  });

  it('needs 8 people behind a median or a sum of money, which is rounded to £100', () => {
    expect(outsideSpread({ n: 7, median: 3, p90: 6 })).toEqual({ n: '*', median: '*', p90: '*' });
    expect(outsideSpread({ n: 8, median: 3, p90: 6 })).toEqual({ n: 10, median: 3, p90: 6 });
    expect([outsidePence(130_000, 7), outsidePence(134_999, 8), outsidePence(0, 0)]).toEqual(['*', 130_000, 0]);
  });

  it('may be counted in the local way: below 5 hidden, the others as they are', () => {
    expect([0, 4, 5, 11].map((count) => outsideCount(count, 'local'))).toEqual([0, '*', 5, 11]);
  });

  it('shows no breakdown that gives a hidden count away', () => {
    expect(outsideTable({ total: 17, breakdowns: [[8, 8, 1]] })).toEqual({ total: 15, breakdowns: [null] });
    expect(outsideTable({ total: 7, breakdowns: [[1, 1, 1, 1, 1, 1, 1]] })).toEqual({ total: '*', breakdowns: [null] });
    expect(outsideTable({ total: 8, breakdowns: [[6, 2]] }, 'local')).toEqual({ total: 8, breakdowns: [null] });
    expect(outsideTable({ total: 25, breakdowns: [[20, 5]] })).toEqual({ total: 25, breakdowns: [[20, '*']] });
  });

  it.each(RULES)('lets no small count be worked out, whatever is added up (%s)', (rule) => {
    fc.assert(
      fc.property(twoWays, (table) => {
        const shown = outsideTable(table, rule);
        const visible = shown.breakdowns.filter((each) => each !== null);
        const { totals, cells } = workedOut(shown.total, visible, rule);
        if (shown.total === '*') expect(totals.size).toBeGreaterThan(1);
        visible.forEach((row, way) =>
          row.forEach((cell, index) => {
            if (cell === '*') expect(cells[way]?.[index]?.size).toBeGreaterThan(1);
          }),
        );
      }),
    );
  });

  it.each(RULES)('lets none be worked out by somebody who knows this very rule and tries every table (%s)', (rule) => {
    const small = HIDDEN_BELOW[rule];
    for (const [cells, most] of [[1, 40], [2, 30], [3, 18], [4, 10]] as const) {
      const values = new Map<string, Set<number>[]>();
      for (let nth = 0; nth < (most + 1) ** cells; nth += 1) {
        const parts = Array.from({ length: cells }, (_, at) => Math.floor(nth / (most + 1) ** at) % (most + 1));
        const total = parts.reduce((sum, each) => sum + each, 0);
        const key = JSON.stringify(outsideTable({ total, breakdowns: [parts] }, rule));
        const seen = values.get(key) ?? parts.map(() => new Set<number>());
        parts.forEach((part, at) => seen[at]?.add(part));
        values.set(key, seen);
      }
      for (const [key, seen] of values) {
        if (seen.some((each) => Math.max(...each) > most - 5)) continue; // its like beyond the edge were not tried
        for (const each of seen) {
          const [only = 0] = each;
          expect(each.size > 1 || only === 0 || only >= small, `${key}: exactly ${only}`).toBe(true);
        }
      }
    }
  });
}); // prettier-ignore
