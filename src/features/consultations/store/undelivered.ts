import type { Address } from '../../../chat/place.js';
import type { Database } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { isMissing, tell } from '../../../delivery/outbox.js';
import type { Consultation } from '../rules/consultation.js';
import { cardsAgain, threadOf, type Reach } from './notices.js';

type Needs = { database: Database; reach: Pick<Reach, 'person' | 'channels'> };

/** Whether a consultation stands whole in every channel, and saying where it does not. */
export const createUndelivered = ({ database, reach }: Needs) => ({
  async missingIn({ id, partnershipId }: Pick<Consultation, 'id' | 'partnershipId'>): Promise<Address[]> {
    const channels = reach.channels(partnershipId);
    const thread = threadOf(id);
    const missing = await Promise.all(channels.map((to) => isMissing(database.db, { to, thread })));
    return channels.filter((_, nth) => missing[nth]);
  },

  /** The cards, and one direct message for each consultation, changed when it has been tried again. */
  tellMissing: (partnershipId: string, id: string, key: string, now: Date): Promise<void> =>
    database.transaction(async (tx) => {
      if (!(await once(tx, key, now))) return;
      const row = await tx.consultation.findFirst({ where: { id, partnershipId } });
      if (!row) return;
      const payload = { consultation: id, partnership: partnershipId };
      for (const notice of cardsAgain(payload, key, reach)) await tell(tx, notice, now);
      const to = reach.person(row.askerId);
      if (!to) return;
      const about = { subject: `consultation-undelivered:${id}`, thread: `consultation-undelivered:${id}` };
      const notice = 'consultations.undelivered';
      await tell(tx, { ...about, to, key: `undelivered:${key}`, notice, payload }, now);
    }),
});
