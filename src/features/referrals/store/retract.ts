import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { cardSubject, newsSubject } from './notices.js';

/**
 * Says every message that may quote what was typed once more, now without it: a platform keeps a copy of its own.
 * What is still waiting to be said is composed without it anyway.
 */
export async function retract(tx: Db, { id, version }: Referral, now: Date): Promise<void> {
  const posted = await tx.posted.findMany({
    where: {
      removedAt: null,
      OR: [{ under: cardSubject(id) }, { subject: { startsWith: newsSubject(id, '') } }],
    },
  });
  for (const { subject, under, notice, payload, ...row } of posted) {
    await tell(
      tx,
      {
        key: `erased:${version}:${row.id}`,
        subject,
        to: addressOf(row),
        notice,
        payload: { ...(payload as Record<string, string>), erased: 'yes' },
        thread: `referral:${id}`,
        ...(under && { under }),
      },
      now,
    );
  }
}
