import { medianOf } from '../../evidence/rules/figure.js';

const LEAST_WEEKS = 4;
const LEAST_DIFFERENCE = 2;
const NOTABLE_SHARE = 4;

export type Trend = { direction: 'up' | 'level' | 'down'; usual: number };

/**
 * A week against the median of the own weeks before it: up or down where it differs by a quarter or more, and by at
 * least two. Null while there are fewer than four weeks to compare with.
 */
export function trendOf(count: number, before: readonly number[]): Trend | null {
  const usual = before.length < LEAST_WEEKS ? null : medianOf(before);
  if (usual === null) return null;
  const difference = count - usual;
  const level = Math.abs(difference) < Math.max(LEAST_DIFFERENCE, usual / NOTABLE_SHARE);
  return { usual, direction: level ? 'level' : difference > 0 ? 'up' : 'down' };
}
