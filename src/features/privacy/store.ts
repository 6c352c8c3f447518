import { audit } from '../../database/audit.js';
import type { Database, Db } from '../../database/types.js';
import { once } from '../../delivery/inbox.js';
import { plan } from '../../delivery/jobs.js';
import { eraseDelivered } from '../../delivery/retention.js';
import { actorOf, type Act } from './rules.js';

const RETENTION_JOB = 'privacy.retention';

type Needs = {
  database: Database;
  search: { forget(tx: Db, kind: string, subjectId: string): Promise<void> };
};

/** Erasing what was typed once its time is over. The coded facts stay, and the run leaves a line without content. */
export function createRetention({ database, search }: Needs) {
  return {
    /** Plans the run of a day; planning it again changes nothing. */
    planDay: (partnershipId: string, day: string, dueAt: Date, now: Date) =>
      plan(
        database.db,
        {
          key: `retention:${partnershipId}:${day}`,
          name: RETENTION_JOB,
          payload: { partnership: partnershipId },
          dueAt,
        },
        now,
      ),

    /**
     * Erases the texts of every case of a partnership that closed before `cutoff`, letters to sites from before, and what
     * delivery has done with.
     */
    async eraseBefore(partnershipId: string, cutoff: Date, key: string, now: Date): Promise<void> {
      const closed = { partnershipId, closedAt: { lt: cutoff } };
      await database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        await tx.referralText.deleteMany({ where: { referral: closed } });
        const consultations = await tx.consultation.findMany({
          where: { ...closed, messages: { some: { deletedAt: null } } },
          select: { id: true },
        });
        for (const { id } of consultations) await search.forget(tx, 'consultation', id);
        await tx.consultVersion.deleteMany({ where: { message: { consultation: closed } } });
        await tx.consultMessage.updateMany({
          where: { consultation: closed, deletedAt: null },
          data: { deletedAt: now },
        });
        await tx.story.updateMany({
          where: { referral: closed, postedAt: null, endedAt: null },
          data: { endedAt: now, sealed: null },
        });
        await tx.siteLetter.deleteMany({ where: { partnershipId, at: { lt: cutoff } } });
        await audit(tx, { at: now, partnershipId, action: 'retention.run', result: 'done' });
      });
      await eraseDelivered(database, now);
      await database.truncateLog();
    },
  };
}

/** Notes what somebody said identifies nobody: one line a finding, by its kind and never by its value. */
export const createOverrides = ({ database }: { database: Database }) => ({
  kept: (act: Act, kinds: readonly string[]): Promise<void> =>
    database.transaction(async (tx) => {
      if (!(await once(tx, `kept:${act.key}`, act.at))) return;
      for (const reason of kinds)
        await audit(tx, { ...actorOf(act), action: 'privacy.kept', result: 'done', reason });
    }),
});
