import type { Period } from './periods.js';

export type MeasureId = `M${string}`;
export type Basis = 'activity' | 'cohort' | 'snapshot';

/**
 * One figure with everything that must travel with it. `of` is the denominator, null where there is none. `known` of
 * `outOf` says how complete it is. A value that is null is not recorded, which is not zero.
 */
export type Line = {
  key: string;
  count: number | null;
  of: number | null;
  known: number;
  outOf: number;
  spread?: Spread;
  pence?: number;
};

/** How long something took: working hours or calendar days, as the measure says. Null for nobody. */
export type Spread = { n: number; median: number | null; p90: number | null };

export type Measure = { id: MeasureId; basis: Basis; period: Period; lines: readonly Line[] };

/** A line that is complete unless said otherwise. */
export const line = (
  key: string,
  count: number | null,
  of: number | null = null,
  more: Partial<Line> = {},
): Line => {
  const whole = of ?? count ?? 0;
  return { key, count, of, known: count === null ? 0 : whole, outOf: whole, ...more };
};

/** Median and 90th percentile (nearest rank). Source: measures, rule 3. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    n: sorted.length,
    median: medianOf(sorted),
    p90: sorted[Math.ceil(sorted.length * 0.9) - 1] ?? null,
  };
}

/** The middle value, or the mean of the two in the middle; null of nothing. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** How many of each key, the most frequent first, and by key where two are as frequent. */
export function tally(keys: readonly string[]): readonly (readonly [key: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

const HOUR_MS = 3_600_000;

/** Milliseconds as hours, in hundredths, so that a figure reads the same wherever it was worked out. */
export const inHours = (ms: number): number => Math.round((ms / HOUR_MS) * 100) / 100;
