import type { Facts } from '../../evidence/rules/facts.js';
import { tally } from '../../evidence/rules/figure.js';
import { isIn, type Period } from '../../evidence/rules/periods.js';

/** What a month's card for the team was made from, as it stood when the month was over. */
export type WardCounts = {
  /** `2026-11`. */
  month: string;
  asked: number;
  answered: number;
  sent: number;
  /** The category that came up most, and the newest answer card about it. */
  topic: { issue: string; card: string | null } | null;
};

/** Counts a month: events of the month, not a cohort. The topic is its category; the card is looked up by the caller. */
export function countMonth(
  facts: Facts,
  month: Period,
): Omit<WardCounts, 'topic'> & { issue: string | null } {
  const asked = facts.consultations.filter(({ withdrawn, openedAt }) => !withdrawn && isIn(month, openedAt));
  const sent = facts.referrals.filter(
    ({ state, sentAt }) => state !== 'entered-in-error' && isIn(month, sentAt),
  );
  const [most] = tally(
    [...asked, ...sent].flatMap(({ issues }) => [...new Set(issues.map(facts.categoryOf))]),
  );
  return {
    month: month.key,
    asked: asked.length,
    answered: facts.consultations.filter(({ withdrawn, repliedAt }) => !withdrawn && isIn(month, repliedAt))
      .length,
    sent: sent.length,
    issue: most?.[0] ?? null,
  };
}
