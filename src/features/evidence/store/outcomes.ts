import type { Db } from '../../../database/types.js';
import { dayAt } from '../../../shared/days.js';
import { annualPence } from '../../gains/rules/annual.js';
import type { Outcome } from '../../gains/rules/outcome.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { OutcomeFact } from '../rules/facts.js';

/** Databases bound how many values one query may name. */
const AT_ONCE = 500;
const IN_FORCE = { endedAt: null } as const;

/** The outcomes in force that were gained between two moments, and those of these referrals, whenever gained. */
export async function outcomesBetween(
  db: Db,
  { id: partnershipId, timeZone }: Partnership,
  { from, until }: { from: Date; until: Date },
  referralIds: readonly string[],
): Promise<OutcomeFact[]> {
  const gained = { gte: dayAt(from, timeZone), lt: dayAt(until, timeZone) };
  const rows = await db.outcome.findMany({
    where: { ...IN_FORCE, dateAchieved: gained, referral: { partnershipId } },
  });
  for (let at = 0; at < referralIds.length; at += AT_ONCE) {
    const some = referralIds.slice(at, at + AT_ONCE);
    rows.push(...(await db.outcome.findMany({ where: { ...IN_FORCE, referralId: { in: some } } })));
  }
  return [...new Map(rows.map((row) => [row.id, row])).values()].map((row) => factOf(row, timeZone));
}

type Row = Pick<Outcome, 'code' | 'kind' | 'amountPence' | 'weeks' | 'dateAchieved'> & {
  referralId: string;
  period: string | null;
  certainty: string;
  at: Date;
};

const factOf = (
  { referralId, code, kind, amountPence, period, weeks, ...row }: Row,
  timeZone: string,
): OutcomeFact => ({
  ...{ referralId, code, kind },
  gainedOn: row.dateAchieved ?? dayAt(row.at, timeZone),
  confirmed: row.certainty === 'confirmed',
  worthPence:
    amountPence === null
      ? null
      : annualPence({ code, amountPence, period: period as Outcome['period'], weeks }),
});
