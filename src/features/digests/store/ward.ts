import { audit } from '../../../database/audit.js';
import type { Database } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { actorOf } from '../../privacy/rules.js';
import { StoredWardCounts } from '../schema.js';
import type { DigestStore } from '../use-cases/needs.js';
import { insertDeed, insertRun, sayAll } from './rows.js';

const AUDIENCE = 'ward';
const POST = 'post';

type Cards = Pick<DigestStore, 'writeCard' | 'wardCard' | 'postCard'>;

/** The monthly cards for the team: runs for another audience, of which one thing can be done. */
export function createWardCards(database: Database): Cards {
  const { db } = database;
  return {
    writeCard: ({ partnershipId, counts }, tellings, key, now) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        const row = { partnershipId, period: counts.month, audience: AUDIENCE, counts, actions: [] } as const;
        const id = await insertRun(tx, row, now);
        if (id === null) return;
        await sayAll(tx, tellings(id), key, now);
        const done = { action: 'ward-card.made', result: 'done', reference: counts.month } as const;
        await audit(tx, { at: now, partnershipId, ...done });
      }),

    async wardCard(partnershipId, id) {
      const row = await db.digestRun.findFirst({
        where: { id, partnershipId, audience: AUDIENCE },
        include: { deeds: true },
      });
      if (!row) return null;
      const counts = StoredWardCounts.parse(row.counts);
      return { id, partnershipId, counts, postedById: row.deeds[0]?.byId ?? null };
    },

    postCard: (card, tellings, act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return 'repeated';
        if (!(await insertDeed(tx, card.id, POST, act))) return 'done-already';
        await sayAll(tx, tellings, act.key, act.at);
        const done = { action: 'ward-card.posted', result: 'done', reference: card.counts.month } as const;
        await audit(tx, { ...actorOf(act), ...done });
        return 'done';
      }),
  };
}
