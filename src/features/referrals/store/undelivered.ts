import type { Database } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { isMissing, tell } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { statusAgain, threadOf, type Reach } from './notices.js';
import { referralOf, WITH_AGREEMENTS } from './rows.js';

/** Whether a referral stands whole in its service's channel, and telling whoever sent it that it has not. */
export const createUndelivered = ({
  database,
  reach,
}: {
  database: Database;
  reach: Pick<Reach, 'person' | 'triage'>;
}) => ({
  async undelivered({ id, serviceId }: Pick<Referral, 'id' | 'serviceId'>): Promise<boolean> {
    const thread = threadOf(id);
    const places = reach.triage(serviceId).map((to) => isMissing(database.db, { to, thread }));
    return (await Promise.all(places)).includes(true);
  },

  /** Draws the health side's own cards again: they say whether it was delivered. The same key does it once. */
  tellOrigin: (partnershipId: string, id: string, key: string, now: Date): Promise<void> =>
    database.transaction(async (tx) => {
      if (!(await once(tx, key, now))) return;
      const row = await tx.referral.findFirst({ where: { id, partnershipId }, include: WITH_AGREEMENTS });
      if (!row) return;
      for (const notice of statusAgain(referralOf(row), key, reach)) await tell(tx, notice, now);
    }),
});
