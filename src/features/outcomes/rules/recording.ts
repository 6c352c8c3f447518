import { outcomeCode, type Period } from '../../gains/rules/codes.js';
import { plainOutcome, type Certainty, type Outcome } from '../../gains/rules/outcome.js';

/** What one screen about money said. */
type Money = {
  amount: number | null;
  period?: Period | undefined;
  certainty: Certainty;
  weeks: number | null;
  dateAchieved?: string | undefined;
  /** The calendar day that counts when none was given. */
  today: string;
  /** Whether the person agreed that amounts are told. */
  pounds: boolean;
};

/** The outcome it comes to. Only ongoing income has a period and weeks; without an amount nothing of it is kept. */
export function outcomeOf(code: string, money: Money): Outcome {
  const plain = plainOutcome(code, money.dateAchieved ?? money.today);
  const { amount, certainty } = money;
  if (amount === null) return { ...plain, certainty };
  const usual = outcomeCode(code)?.money ?? 'once';
  const asked = money.period && money.period !== 'once' ? money.period : 'week';
  return {
    ...plain,
    certainty,
    amountPence: amount,
    period: usual === 'once' ? 'once' : asked,
    weeks: usual === 'once' ? null : money.weeks,
    shareLevel: money.pounds ? 'pounds' : 'summary',
  };
}

/** What stands already about the first of these codes, as its fields show it, so that a correction begins from there. */
export function typedMoney(inForce: readonly Outcome[], left: readonly string[]): Record<string, string> {
  const found = inForce.find(({ code }) => code === left[0]);
  if (!found) return {};
  const { amountPence, period, certainty, weeks, dateAchieved } = found;
  return {
    certainty,
    ...(amountPence !== null && { amount: (amountPence / 100).toFixed(2) }),
    ...(period && { period }),
    ...(weeks !== null && { weeks: String(weeks) }),
    ...(dateAchieved && { dateAchieved }),
  };
}
