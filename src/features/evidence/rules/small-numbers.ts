import type { Spread } from './figure.js';

/**
 * How small numbers are kept from being read outside the team. `national`: 1–7 hidden, the rest rounded to 5; `local`:
 * 1–4 hidden, no rounding. Source: measures, section 2.
 */
const SMALL_NUMBERS = {
  national: { hiddenBelow: 8, roundTo: 5 },
  local: { hiddenBelow: 5, roundTo: 1 },
} as const;
export type SmallNumbers = keyof typeof SMALL_NUMBERS;

/** Medians, percentiles and money need this many people behind them. */
const LEAST_PEOPLE = 8;
export const HIDDEN = '*';
const HUNDRED_POUNDS_PENCE = 10_000;

/** A count as somebody outside may read it: as a number, or `*`. For one alone; those that add up go through `outsideTable`. */
export function outsideCount(count: number, rule: SmallNumbers = 'national'): number | typeof HIDDEN {
  const { hiddenBelow, roundTo } = SMALL_NUMBERS[rule];
  if (count === 0) return 0;
  return count < hiddenBelow ? HIDDEN : Math.round(count / roundTo) * roundTo;
}

/** A whole percentage worked from what is shown of both parts; `*` if either is hidden, null of nothing. */
export function outsidePercent(part: Shown, whole: Shown): Shown | null {
  if (part === HIDDEN || whole === HIDDEN) return HIDDEN;
  return whole === 0 ? null : Math.round((part / whole) * 100);
}

/** Median and 90th percentile, only with enough people behind them; how many follows the rule for counts. */
export function outsideSpread({ n, median, p90 }: Spread, rule: SmallNumbers = 'national') {
  const enough = n >= LEAST_PEOPLE;
  return { n: outsideCount(n, rule), median: enough ? median : HIDDEN, p90: enough ? p90 : HIDDEN } as const;
}

/** Money to the nearest £100, only with enough people behind it. Nobody gained nothing: that is 0. */
export function outsidePence(pence: number, people: number): Shown {
  if (people === 0) return 0;
  if (people < LEAST_PEOPLE) return HIDDEN;
  return Math.round(pence / HUNDRED_POUNDS_PENCE) * HUNDRED_POUNDS_PENCE;
}

export type Shown = number | typeof HIDDEN;

/** A total and everything it is broken down by in the same output. */
export type Table = { total: number; breakdowns: readonly (readonly number[])[] };

/** A breakdown is null when nothing of it may be shown, not even which of its counts are 0. */
export type ShownTable = { total: Shown; breakdowns: readonly (readonly Shown[] | null)[] };

/** What a reader can tell of a count, at least and at most. */
type Range = readonly [low: number, high: number];

/** A hidden count of which only so many values are possible could be worked out, now or with a little more. */
const TOO_FEW_VALUES = 2;

/**
 * A total with its breakdowns, as somebody outside may read them together. Each count is rounded on its own, so the
 * parts may not add up. A breakdown from which a hidden count could be worked out is not shown at all.
 */
export function outsideTable(table: Table, rule: SmallNumbers = 'national'): ShownTable {
  const total = outsideCount(table.total, rule);
  const shown: (readonly Shown[] | null)[] = table.breakdowns.map((counts) =>
    counts.map((count) => outsideCount(count, rule)),
  );
  for (;;) {
    const leak = leakIn(total, shown, rule);
    if (leak === -1) return { total, breakdowns: shown };
    shown[leak] = null;
  }
}

/** The first breakdown with which a hidden count can nearly be worked out, or -1. */
function leakIn(total: Shown, breakdowns: readonly (readonly Shown[] | null)[], rule: SmallNumbers): number {
  const range = (shown: Shown) => rangeOf(shown, rule);
  const sums = breakdowns.map((counts): Range | null =>
    counts === null ? null : [sum(counts.map(range), 0), sum(counts.map(range), 1)],
  );
  const known = sums.filter((each) => each !== null);
  const low = Math.max(range(total)[0], ...known.map(([least]) => least));
  const high = Math.min(range(total)[1], ...known.map(([, most]) => most));
  const totalLeaks = total === HIDDEN && high - low < TOO_FEW_VALUES;
  return breakdowns.findIndex((counts, index) => {
    const [least, most] = sums[index] ?? [0, 0];
    if (counts === null) return false;
    const narrow = ([from, to]: Range) =>
      Math.min(to, high - (least - from)) - Math.max(from, low - (most - to)) < TOO_FEW_VALUES;
    return counts.some((each) => each === HIDDEN && (totalLeaks || narrow(range(each))));
  });
}

const sum = (ranges: readonly Range[], end: 0 | 1) => ranges.reduce((total, range) => total + range[end], 0);

function rangeOf(shown: Shown, rule: SmallNumbers): Range {
  const { hiddenBelow, roundTo } = SMALL_NUMBERS[rule];
  if (shown === 0) return [0, 0];
  if (shown === HIDDEN) return [1, hiddenBelow - 1];
  const half = Math.floor(roundTo / 2);
  return [Math.max(hiddenBelow, shown - half), shown + half];
}
