import type { Database } from '../../../database/types.js';
import { newId } from '../../../shared/ids.js';
import type { Figures } from '../rules/moved.js';
import { StoredWeek } from '../schema.js';
import type { EvidenceStore } from '../use-cases/weeks.js';
import { factsBetween, introductions } from './facts.js';

/** The evidence store: coded facts for the measures, and the weeks and months that are closed. */
export function createEvidenceStore({ database }: { database: Database }): EvidenceStore {
  const { db } = database;
  return {
    facts: (partnership, between, asOf) => factsBetween(db, partnership, between, asOf),

    introductions: (partnershipId) => introductions(db, partnershipId),

    async closedPeriods(partnershipId, names) {
      const rows = await db.closedWeek.findMany({ where: { partnershipId, week: { in: [...names] } } });
      return new Map(rows.map(({ week, figures }) => [week, StoredWeek.parse(figures)]));
    },

    async close(partnershipId, name, figures, now): Promise<Figures> {
      await db.$executeRaw`
        INSERT INTO "ClosedWeek" ("id", "partnershipId", "week", "figures", "closedAt")
        VALUES (${newId()}, ${partnershipId}, ${name}, ${JSON.stringify(figures)}, ${now}) ON CONFLICT DO NOTHING`;
      const kept = await db.closedWeek.findFirstOrThrow({ where: { partnershipId, week: name } });
      return StoredWeek.parse(kept.figures);
    },
  };
}
