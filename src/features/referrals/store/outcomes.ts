import type { Db } from '../../../database/types.js';
import { newId } from '../../../shared/ids.js';
import type { Period } from '../../gains/rules/codes.js';
import { revise, type Certainty, type KeptOutcome, type Outcome } from '../../gains/rules/outcome.js';

/** The outcomes of a referral as they stand after every correction, oldest first. */
export async function outcomesInForce(db: Db, referralId: string): Promise<KeptOutcome[]> {
  const rows = await db.outcome.findMany({ where: { referralId, endedAt: null }, orderBy: { id: 'asc' } });
  return rows.map(({ id, version, code, kind, amountPence, weeks, dateAchieved, ...row }) => ({
    ...{ id, version, code, kind, amountPence, weeks, dateAchieved },
    period: row.period as Period | null,
    certainty: row.certainty as Certainty,
    shareLevel: row.shareLevel as Outcome['shareLevel'],
  }));
}

/** Makes these the outcomes in force: what is replaced or gone is ended, never overwritten. */
export async function writeOutcomes(
  tx: Db,
  by: { referralId: string; at: Date; byId: string },
  wanted: readonly Outcome[],
): Promise<void> {
  const { end, add } = revise(await outcomesInForce(tx, by.referralId), wanted);
  if (end.length > 0)
    await tx.outcome.updateMany({ where: { id: { in: [...end] } }, data: { endedAt: by.at } });
  for (const outcome of add) await tx.outcome.create({ data: { ...by, ...outcome, id: newId() } });
}
