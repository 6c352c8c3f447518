import type { Database } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { nextWorkingMoment } from '../../deadlines/rules.js';
import type { ShareLevel } from '../../partnerships/rules.js';
import type { DigestStore } from '../use-cases/needs.js';
import { sayAll } from './rows.js';

type Notes = Pick<DigestStore, 'sayNotes' | 'sendersIn' | 'sentBy'>;

/** What referrers' notes are made from, and that they go once. */
export function createNotes(database: Database): Notes {
  const { db } = database;
  const sentIn = (partnershipId: string, { from, until }: { from: Date; until: Date }) => ({
    partnershipId,
    sentAt: { gte: from, lt: until },
    state: { not: 'entered-in-error' },
  });
  return {
    sayNotes: (partnership, tellings, key, now) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        await sayAll(tx, tellings, key, now, nextWorkingMoment(now, partnership));
      }),

    async sendersIn(partnershipId, period) {
      const rows = await db.referral.groupBy({ by: ['senderId'], where: sentIn(partnershipId, period) });
      return rows.map(({ senderId }) => senderId).toSorted();
    },

    async sentBy(partnershipId, senderId, period) {
      const inForce = { endedAt: null };
      const rows = await db.referral.findMany({
        where: { ...sentIn(partnershipId, period), senderId },
        select: {
          ...{ state: true, acceptedAt: true, contactedAt: true },
          outcomes: { where: inForce, select: { code: true } },
          agreements: {
            where: { ...inForce, kind: 'feedback', party: 'sender' },
            select: { level: true },
          },
        },
      });
      return rows.map(({ state, acceptedAt, contactedAt, outcomes, agreements }) => ({
        state,
        level: (agreements[0]?.level ?? 'none') as ShareLevel,
        accepted: acceptedAt !== null,
        contacted: contactedAt !== null,
        outcomes: outcomes.map(({ code }) => code),
      }));
    },
  };
}
