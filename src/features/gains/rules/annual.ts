import { outcomeCode, type Period } from './codes.js';
import type { Certainty, Outcome } from './outcome.js';

/** The longest that ongoing income counts for: one year from the gain. */
export const MOST_WEEKS = 52;

const TIMES_A_YEAR: Readonly<Record<Exclude<Period, 'once'>, number>> = {
  week: 52,
  'four-week': 13,
  month: 12,
  year: 1,
};

type Paid = Pick<Outcome, 'code' | 'amountPence' | 'period' | 'weeks'>;

/** How many weeks of the year it counts for: those given, the usual ones of its code, or all 52. */
const weeksOf = ({ code, weeks }: Pick<Paid, 'code' | 'weeks'>): number =>
  Math.min(MOST_WEEKS, weeks ?? outcomeCode(code)?.weeks ?? MOST_WEEKS);

/**
 * What an outcome comes to in the year from the gain, in whole pence: weekly × 52, four-weekly × 13, monthly × 12,
 * yearly × 1, and only the weeks payable where it cannot last a year. What comes once counts once. 0 where nobody
 * knows how much. Source: taxonomy section 7.
 */
export function annualPence({ code, amountPence, period, weeks }: Paid): number {
  if (amountPence === null) return 0;
  if (period === null || period === 'once') return amountPence;
  return Math.round((amountPence * TIMES_A_YEAR[period] * weeksOf({ code, weeks })) / MOST_WEEKS);
}

/** Separate totals, never to be added together. Housing has none: it is not counted in pounds. */
export const MONEY_KINDS = ['income-ongoing', 'income-one-off', 'arrears', 'debt'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];
export type MoneyTotals = Readonly<Record<MoneyKind, Readonly<Record<Certainty, number>>>>;

/** The totals in pence of outcomes that are in force, by kind and certainty; ongoing income for its year. */
export function moneyTotals(outcomes: readonly (Paid & Pick<Outcome, 'kind' | 'certainty'>)[]): MoneyTotals {
  const sum = (kind: MoneyKind, certainty: Certainty) =>
    outcomes
      .filter((each) => each.kind === kind && each.certainty === certainty)
      .reduce((total, each) => total + annualPence(each), 0);
  const both = (kind: MoneyKind) => ({
    expected: sum(kind, 'expected'),
    confirmed: sum(kind, 'confirmed'),
  });
  return {
    'income-ongoing': both('income-ongoing'),
    'income-one-off': both('income-one-off'),
    arrears: both('arrears'),
    debt: both('debt'),
  };
}
