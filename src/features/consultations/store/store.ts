import type { Keyring } from '../../../database/seal.js';
import type { ConsultationStore } from '../use-cases/needs.js';
import { consultationOf } from './rows.js';
import { createReads } from './reads.js';
import { createTexts } from './texts.js';
import type { WriteNeeds } from './aftermath.js';
import { createUndelivered } from './undelivered.js';
import { createWrites } from './writes.js';

type Found = { kind: string; subjectId: string };

type StoreNeeds = Omit<WriteNeeds, 'texts' | 'search'> & {
  keyring: Keyring;
  search: WriteNeeds['search'] & {
    similar(query: { partnershipId: string; kinds: string[]; text: string; limit: number }): Promise<Found[]>;
  };
};

/** The consultation store: the only part of the feature that talks to the database. */
export function createConsultationStore(needs: StoreNeeds): ConsultationStore {
  const { db } = needs.database;
  const texts = createTexts(needs.keyring);
  return {
    ...createReads(db, texts),
    ...createWrites({ ...needs, texts }),
    ...createUndelivered(needs),

    async similar(partnershipId, text, limit) {
      const found = await needs.search.similar({
        partnershipId,
        kinds: ['consultation'],
        text,
        limit: limit * 3,
      });
      const rows = await db.consultation.findMany({
        where: { id: { in: found.map(({ subjectId }) => subjectId) }, state: { in: ['answered', 'closed'] } },
      });
      const order = new Map(found.map(({ subjectId }, place) => [subjectId, place]));
      return rows
        .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
        .slice(0, limit)
        .map(consultationOf);
    },
  };
}
