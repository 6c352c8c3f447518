import type { Database } from '../../../database/types.js';
import { isUndelivered } from '../../../delivery/failure-watch.js';
import { once } from '../../../delivery/inbox.js';
import { tell } from '../../../delivery/outbox.js';
import { cardSubject, type Reach } from './notices.js';

/** Whether a consultation has reached its channel, and telling whoever asked that it has not. */
export const createUndelivered = ({ database, reach }: { database: Database; reach: Pick<Reach, 'person'> }) => ({
  undelivered: (id: string) => isUndelivered(database.db, cardSubject(id)),

  /** One direct message for each consultation, changed when it has been tried again. The same key does it once. */
  tellAsker: (partnershipId: string, id: string, key: string, now: Date): Promise<void> =>
    database.transaction(async (tx) => {
      if (!(await once(tx, key, now))) return;
      const row = await tx.consultation.findFirst({ where: { id, partnershipId } });
      const to = row && reach.person(row.askerId);
      if (!to) return;
      const about = { subject: `consultation-undelivered:${id}`, thread: `consultation-undelivered:${id}` };
      const payload = { consultation: id, partnership: partnershipId };
      await tell(tx, { ...about, to, key: `undelivered:${key}`, notice: 'consultations.undelivered', payload }, now);
    }),
}); // prettier-ignore
