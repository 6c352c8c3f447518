import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { bundleSubject, cardSubject, newsSubject, type Reach } from './notices.js';

/**
 * Says every message that may quote what was typed once more, now without it: a platform keeps a copy of its own.
 * What is still waiting to be said is composed without it anyway.
 */
export async function retract(tx: Db, referral: Referral, reach: Reach, now: Date): Promise<void> {
  const { id, version } = referral;
  const posted = await tx.posted.findMany({
    where: {
      removedAt: null,
      OR: [
        { under: cardSubject(id) },
        { subject: { startsWith: newsSubject(id, '') } },
        { subject: { in: await bundlesWith(tx, referral, reach) } },
      ],
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

/** The bundles that told how it ended, to each reader. */
async function bundlesWith(tx: Db, { id, senderId, navigatorId }: Referral, reach: Reach): Promise<string[]> {
  const told = await tx.referralEvent.findMany({
    where: { referralId: id, kind: { in: ['completed', 'corrected'] } },
    select: { at: true },
  });
  const readers = [senderId, ...(navigatorId ? [navigatorId] : [])];
  return readers.flatMap((member) =>
    told.map(({ at }) => bundleSubject(member, reach.bundle(member, at).day)),
  );
}
