import type { Db } from '../../../database/types.js';
import { tell } from '../../../delivery/outbox.js';
import { newId } from '../../../shared/ids.js';
import type { Act } from '../../privacy/rules.js';
import type { Telling } from '../use-cases/needs.js';

/** Who something is made for. For one partnership, period and audience there is one run, whoever makes it. */
export type Audience = 'champions' | 'ward';

type NewRow = {
  partnershipId: string;
  /** The name of the period: an ISO week, or a month. */
  period: string;
  audience: Audience;
  counts: object;
  actions: readonly object[];
};

/** Writes a run. @returns its id, or null where the period has one already */
export async function insertRun(tx: Db, row: NewRow, now: Date): Promise<string | null> {
  const id = newId();
  const inserted = await tx.$executeRaw`
    INSERT INTO "DigestRun" ("id", "partnershipId", "week", "audience", "counts", "actions", "ranAt", "changedAt")
    VALUES (${id}, ${row.partnershipId}, ${row.period}, ${row.audience}, ${JSON.stringify(row.counts)},
      ${JSON.stringify(row.actions)}, ${now}, ${now}) ON CONFLICT DO NOTHING`;
  return inserted === 0 ? null : id;
}

/** Notes that somebody took something of a run up. @returns false where somebody has before */
export async function insertDeed(tx: Db, runId: string, action: string, { who, at }: Act): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "DigestDeed" ("id", "runId", "action", "byId", "at")
    VALUES (${newId()}, ${runId}, ${action}, ${who.member.id}, ${at}) ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/** Says all of it, to channels at once and to people from `quietUntil` on. `cause` is what led to it. */
export async function sayAll(
  tx: Db,
  tellings: readonly Telling[],
  cause: string,
  now: Date,
  quietUntil = now,
): Promise<void> {
  for (const { to, notice, subject, payload } of tellings) {
    const whom = to.to === 'channel' ? to.channel : to.user;
    const key = `${subject}:${to.platform}:${whom}:${cause}`;
    const notBefore = to.to === 'channel' ? now : quietUntil;
    await tell(tx, { key, subject, to, notice, payload, thread: subject, notBefore }, now);
  }
}
