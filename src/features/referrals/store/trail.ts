import { audit } from '../../../database/audit.js';
import type { Database } from '../../../database/types.js';
import { actorOf, type Act } from '../../privacy/rules.js';

/** The lines of the audit trail that stand by themselves: no other row changes with them. */
export function createTrail({ database: { db } }: { database: Database }) {
  return {
    /** Notes that somebody was refused, so that attempts are seen too. */
    refused: (act: Act, action: string, reference: string | undefined, reason: string) =>
      audit(db, { ...actorOf(act), action, result: 'refused', reason, ...(reference && { reference }) }),

    /** Notes that somebody looked at what a referral says. */
    seen: (act: Act, reference: string) =>
      audit(db, { ...actorOf(act), action: 'referral.seen', result: 'done', reference }),

    /** Whether the call with this key was decided before. */
    decided: async (key: string) =>
      (await db.inbox.findFirst({ where: { key }, select: { key: true } })) !== null,
  };
}
