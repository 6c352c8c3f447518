import type { Address } from '../../../chat/place.js';
import type { Db } from '../../../database/types.js';
import { addressOf, tell } from '../../../delivery/outbox.js';
import type { Member } from '../../partnerships/rules.js';
import { championsOf } from '../../partnerships/rules/champions.js';
import type { Act } from '../rules.js';
import type { Held, Identifying } from '../rules/held.js';

/** Who is told that something could identify somebody: ids alone are queued, and nothing of it is repeated. */
export function createTellings(person: (memberId: string) => Address | null) {
  async function send(tx: Db, notice: string, memberId: string, held: Held, kind: Identifying, act: Act) {
    const to = person(memberId);
    if (!to) return;
    const subject = `${notice}:${held.id}`;
    const payload = {
      ...{ partnership: held.partnershipId, member: memberId, text: held.id, reference: held.reference },
      ...{
        what: held.kind,
        author: held.authorId,
        kind,
        by: act.who.member.id,
        writtenOn: held.writtenOn ?? '',
      },
    };
    // What is removed again after it was written again is said again, as an edit of the first message.
    const key = `${subject}:${act.key}:${memberId}`;
    await tell(tx, { key, subject, to, notice, payload, thread: `privacy:${held.id}` }, act.at);
  }
  const watching = (held: Held, { who: { member, partnership } }: Act): Member[] =>
    championsOf(partnership).filter(({ id }) => id !== member.id && id !== held.authorId);

  return {
    /** The champion and deputy, and whoever wrote it; what was reported before is settled. */
    async removed(tx: Db, held: Held, kind: Identifying, act: Act): Promise<void> {
      for (const { id } of watching(held, act)) await send(tx, 'privacy.removed', id, held, kind, act);
      if (held.authorId !== act.who.member.id)
        await send(tx, 'privacy.again', held.authorId, held, kind, act);
      await settleReports(tx, held, act);
    },

    /** The same people, who may remove it, as somebody may not who only reads it. */
    async reported(tx: Db, held: Held, kind: Identifying, act: Act): Promise<void> {
      const all = [...watching(held, act).map(({ id }) => id), held.authorId];
      for (const id of new Set(all)) await send(tx, 'privacy.reported', id, held, kind, act);
    },
  };
}

/** A report that was said is said again, so that it does not go on asking. */
async function settleReports(tx: Db, held: Held, act: Act): Promise<void> {
  const subject = `privacy.reported:${held.id}`;
  for (const row of await tx.posted.findMany({ where: { subject, removedAt: null } })) {
    const payload = { ...(row.payload as Record<string, string>), settled: 'yes' };
    await tx.posted.update({ where: { id: row.id }, data: { payload } }); // what the web door composes it from
    const key = `${subject}:settled:${act.key}:${row.id}`;
    const again = { key, subject, to: addressOf(row), notice: row.notice, payload };
    await tell(tx, { ...again, thread: `privacy:${held.id}` }, act.at);
  }
}
