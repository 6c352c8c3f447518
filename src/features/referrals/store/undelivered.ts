import type { Database } from '../../../database/types.js';
import { isUndelivered } from '../../../delivery/failure-watch.js';
import { once } from '../../../delivery/inbox.js';
import { tell } from '../../../delivery/outbox.js';
import { cardSubject, statusAgain, type Reach } from './notices.js';
import { referralOf, WITH_AGREEMENTS } from './rows.js';

/** Whether a referral has reached its service's channel, and telling whoever sent it that it has not. */
export const createUndelivered = ({
  database,
  reach,
}: {
  database: Database;
  reach: Pick<Reach, 'person'>;
}) => ({
  undelivered: (referralId: string) => isUndelivered(database.db, cardSubject(referralId)),

  /** Draws the health side's own cards again: they say whether it was delivered. The same key does it once. */
  tellOrigin: (partnershipId: string, id: string, key: string, now: Date): Promise<void> =>
    database.transaction(async (tx) => {
      if (!(await once(tx, key, now))) return;
      const row = await tx.referral.findFirst({ where: { id, partnershipId }, include: WITH_AGREEMENTS });
      if (!row) return;
      for (const notice of statusAgain(referralOf(row), key, reach)) await tell(tx, notice, now);
    }),
});
