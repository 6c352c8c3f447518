import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Referral } from '../rules/referral.js';
import { bundleSubject, cardSubject, newsSubject, type Reach } from './notices.js';

/** Whether a message quotes what is gone. */
export type Quoting = (posted: {
  subject: string;
  notice: string;
  payload: Readonly<Record<string, string>>;
}) => boolean;

/**
 * Says every message that may quote what was typed once more, now without it: a platform keeps a copy of its own.
 * What is still waiting to be said is composed without it anyway.
 */
export const retract = (tx: Db, referral: Referral, reach: Reach, now: Date) =>
  retell(tx, referral, reach, now, { quotes: () => true, erased: true });

/**
 * Says once more what was said about a referral and quotes something; not its card, which is said after every change.
 * @returns what quoted it, the card included
 */
export async function retell(
  tx: Db,
  referral: Referral,
  reach: Reach,
  now: Date,
  { quotes, erased }: { quotes: Quoting; erased: boolean },
) {
  const { id, version } = referral;
  const about = [
    { subject: cardSubject(id) },
    { under: cardSubject(id) },
    { subject: { startsWith: newsSubject(id, '') } },
    { subject: { in: await bundlesWith(tx, referral, reach) } },
  ];
  const posted = await tx.posted.findMany({ where: { removedAt: null, OR: about } });
  // What is on its way just now was composed before.
  const leaving = await tx.outbox.findMany({
    where: { state: { in: ['pending', 'sending'] }, intentAt: { not: null }, OR: about },
  });
  const isPosted = new Set(posted.map(placeOf));
  const quoting = [...posted, ...leaving.filter((row) => !isPosted.has(placeOf(row)))]
    .map((row) => ({ ...row, payload: row.payload as Record<string, string> }))
    .filter((row) => quotes(row));
  for (const { subject, under, notice, payload, ...row } of quoting) {
    if (subject === cardSubject(id)) continue;
    const again = {
      ...{ key: `erased:${version}:${row.id}`, subject, to: addressOf(row), notice },
      payload: { ...payload, ...(erased && { erased: 'yes' }) },
      thread: `referral:${id}`,
      ...(under && { under }),
    };
    await tell(tx, again, now);
  }
  return quoting;
}

const placeOf = (row: { subject: string; platform: string; tenant: string; toKind: string; toId: string }) =>
  JSON.stringify([row.subject, row.platform, row.tenant, row.toKind, row.toId]);

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
