import type { Db } from '../../../database/types.js';
import type { Told } from '../rules/facts.js';

/** Databases bound how many values one query may name. */
const AT_ONCE = 500;

/** What became of telling the referrer, for referrals that have ended: from what was agreed, queued and said. */
export async function toldOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Told>> {
  const told = new Map<string, Told>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    for (const [id, each] of await toldOfSome(db, ids.slice(at, at + AT_ONCE))) told.set(id, each);
  }
  return told;
}

async function toldOfSome(db: Db, ids: readonly string[]): Promise<[string, Told][]> {
  const subjects = ids.map(subjectOf);
  const refused = await db.agreement.findMany({
    where: { referralId: { in: [...ids] }, kind: 'feedback', party: 'sender', level: 'none', endedAt: null },
    select: { referralId: true },
  });
  const posted = await db.posted.findMany({
    where: { subject: { in: subjects } },
    select: { subject: true },
  });
  const unsent = await db.outbox.findMany({
    where: { state: { in: ['pending', 'sending', 'held', 'dead'] }, subject: { in: subjects } },
    select: { subject: true, state: true },
  });
  const declined = new Set(refused.map(({ referralId }) => referralId));
  const said = new Set(posted.map(({ subject }) => subject));
  const stuck = new Map(unsent.map(({ subject, state }) => [subject, state]));
  return ids.map((id) => [id, toldFrom(declined.has(id), said.has(subjectOf(id)), stuck.get(subjectOf(id)))]);
}

/** The referrer's own card of a referral, where its end is shown. */
const subjectOf = (id: string) => `referral-status:${id}`;

function toldFrom(declined: boolean, said: boolean, unsent: string | undefined): Told {
  if (declined) return 'declined';
  if (unsent === 'held' || unsent === 'dead') return 'failed';
  if (unsent !== undefined) return 'waiting';
  return said ? 'told' : 'failed';
}
