import { open } from '../../../database/seal.js';
import type { ReferralStore } from '../use-cases/needs.js';
import { createReads } from './reads.js';
import { createTexts } from './texts.js';
import { createTrail } from './trail.js';
import { createUndelivered } from './undelivered.js';
import { createWrites, reasonPlace, type WriteNeeds } from './writes.js';

/** The referral store: the only part of the feature that talks to the database. */
export function createReferralStore(needs: Omit<WriteNeeds, 'texts'>): ReferralStore {
  const { db } = needs.database;
  const texts = createTexts(needs.keyring, db);
  return {
    ...createReads(db),
    ...createWrites({ ...needs, texts }),
    ...createTrail(needs),
    ...createUndelivered(needs),
    texts: texts.of,
    latestText: texts.latest,
    textById: texts.byId,

    /** The true key of the reason for declining, for the declining organisation alone. */
    async trueReason(partnershipId: string, referralId: string): Promise<string | null> {
      const event = await db.referralEvent.findFirst({
        where: { referralId, to: 'rejected' },
        orderBy: { id: 'desc' },
      });
      if (!event) return null;
      if (event.sealedReason === null) return event.reason;
      return open(event.sealedReason, needs.keyring, reasonPlace({ partnershipId }, event.id)).trimEnd();
    },
  };
}
