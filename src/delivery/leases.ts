import type { Address, Platform } from '../chat/place.js';
import type { Database } from '../database/types.js';
import { newId } from '../shared/ids.js';
import { columnsOf } from './outbox.js';

/**
 * In milliseconds. `settleMs` is longer than any time-out plus the latest moment at which a request is thought to
 * land after it, with a real margin; `intentAgeMs` is how long writing an intent down may take; `paceMs` is the time
 * from one message to a place until the next, by platform.
 */
export type SenderTimes = {
  leaseMs: number;
  intentAgeMs: number;
  settleMs: number;
  paceMs: Readonly<Partial<Record<Platform, number>>>;
};

/** Slack asks for one message a second and channel, Teams for at most thirty a minute and conversation. */
export const TIMES: SenderTimes = {
  leaseMs: 30_000,
  intentAgeMs: 1_000,
  settleMs: 60_000,
  paceMs: { slack: 1_000, teams: 2_000 },
};

export type LeaseNeeds = { database: Database; now: () => Date; times: SenderTimes };

/** The columns of a queued notice that sending it needs. */
export type OutboxRow = {
  seq: number;
  id: string;
  threadKey: string;
  subject: string;
  under: string | null;
  platform: string;
  tenant: string;
  toKind: string;
  toId: string;
  notice: string;
  payload: unknown;
  state: string;
  attempts: number;
  leaseToken: number;
  intentAt: Date | null;
};

// Every result but success is written only by whoever holds the lease, and only while the row is unsent: somebody who
// was frozen cannot change what others have done since.
const UNSENT = { in: ['pending', 'sending'] };
const ours = ({ seq, leaseToken }: OutboxRow) => ({ seq, leaseToken, state: UNSENT });

/**
 * Takes up to `most` notices, each the first unsent one of its thread; a held one, or a dead one that blocks, stops
 * its thread. One that was to wait from the start (later than it was decided, never taken up) lets later ones pass. No place gets
 * more than one, and none while it is to be left alone: so a busy channel takes no other’s turn.
 */
export async function claim({ database, now, times }: LeaseNeeds, most: number): Promise<OutboxRow[]> {
  const { db } = database;
  const at = now();
  const heads = await db.$queryRaw<{ seq: number | bigint }[]>`
    SELECT MIN(o."seq") AS "seq" FROM "Outbox" o
    WHERE o."state" IN ('pending', 'sending') AND o."leaseUntil" <= ${at} AND o."notBefore" <= ${at}
      AND NOT EXISTS (SELECT 1 FROM "Outbox" p WHERE p."threadKey" = o."threadKey" AND p."seq" < o."seq"
        AND (p."state" IN ('pending', 'sending', 'held') OR (p."state" = 'dead' AND p."blocks" = true))
        AND NOT (p."leaseToken" = 0 AND p."notBefore" > ${at} AND p."notBefore" > p."createdAt"))
      AND NOT EXISTS (SELECT 1 FROM "Pace" w WHERE w."freeAt" > ${at}
        AND w."place" = o."platform" || ':' || o."tenant" || ':' || o."toKind" || ':' || o."toId")
    GROUP BY o."platform", o."tenant", o."toKind", o."toId" ORDER BY 1 LIMIT ${most}`;
  if (heads.length === 0) return [];
  const rows = await db.outbox.findMany({ where: { seq: { in: heads.map(({ seq }) => Number(seq)) } } });
  const claimed: OutboxRow[] = [];
  for (const row of rows) {
    const leaseToken = row.leaseToken + 1;
    const { count } = await db.outbox.updateMany({
      where: { ...ours(row), leaseUntil: { lte: at } },
      data: { leaseToken, leaseUntil: new Date(at.getTime() + times.leaseMs) },
    });
    if (count === 1) claimed.push({ ...row, leaseToken });
  }
  return claimed;
}

/**
 * Writes down that it is about to be sent, and counts the attempt.
 * @returns false when it must not be sent: the lease has been lost, or so much time has passed over writing this that
 * it might be lost before the request is out
 */
export async function intend(needs: LeaseNeeds, row: OutboxRow): Promise<boolean> {
  const { database, now, times } = needs;
  const at = now();
  const { count } = await database.db.outbox.updateMany({
    where: { ...ours(row), leaseUntil: { gt: at } },
    data: { state: 'sending', intentAt: at, attempts: row.attempts + 1 },
  });
  if (count === 0) return false;
  if (now().getTime() - at.getTime() <= times.intentAgeMs) return true;
  await handBack(needs, row, { ...NOT_SENT, attempts: row.attempts, notBefore: now() });
  return false;
}

/** What is known of a notice that certainly has not been said by this attempt. */
export const NOT_SENT = { state: 'pending', intentAt: null } as const;

type Handed = { notBefore: Date; attempts?: number } & Partial<typeof NOT_SENT>;

/** Gives the lease back; the notice is to be taken up again at `notBefore`. */
export async function handBack({ database }: LeaseNeeds, row: OutboxRow, data: Handed): Promise<void> {
  await database.db.outbox.updateMany({ where: ours(row), data: { ...data, leaseUntil: new Date(0) } });
}

/** It is not going to be said, or, if `held`, not until a person has decided. */
export async function setAside(
  { database, now }: LeaseNeeds,
  row: OutboxRow,
  state: 'dead' | 'held' | 'superseded' | 'unsaid',
  error?: string,
): Promise<void> {
  await database.db.outbox.updateMany({
    where: ours(row),
    data: { state, doneAt: state === 'held' ? null : now(), ...(error !== undefined && { error }) },
  });
}

/** Whether this stands now where the last attempt at the same message had been given up. */
export async function isMended(
  { database: { db } }: LeaseNeeds,
  { threadKey, subject, seq, toKind }: OutboxRow,
): Promise<boolean> {
  if (toKind !== 'channel') return false;
  const before = await db.outbox.findFirst({
    where: { state: { in: ['sent', 'dead', 'held', 'dropped'] }, threadKey, subject, seq: { lt: seq } },
    orderBy: { seq: 'desc' },
    select: { state: true },
  });
  return before !== null && before.state !== 'sent';
}

/** Something new has been said as `messageId`. A fact, so anybody who knows may write it down. */
export async function said(needs: LeaseNeeds, row: OutboxRow, to: Address, messageId: string): Promise<void> {
  const { toKind, toId } = columnsOf(to);
  await needs.database.transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO "Posted" ("id", "subject", "platform", "tenant", "toKind", "toId", "messageId", "under", "notice",
        "payload", "at")
      VALUES (${newId()}, ${row.subject}, ${to.platform}, ${to.tenant}, ${toKind}, ${toId}, ${messageId},
        ${row.under}, ${row.notice}, ${JSON.stringify(row.payload)}, ${needs.now()})
      ON CONFLICT DO NOTHING`;
    await tx.outbox.updateMany(asSent(row, messageId, needs.now()));
  });
}

/** The message has been changed: from now on it says what this notice says. */
export async function changed(
  { database, now }: LeaseNeeds,
  row: OutboxRow,
  messageId: string,
): Promise<void> {
  const { subject, platform, tenant, toKind, toId, notice, payload } = row;
  await database.transaction(async (tx) => {
    await tx.posted.updateMany({
      where: { subject, platform, tenant, toKind, toId },
      data: { notice, payload: payload ?? {} },
    });
    await tx.outbox.updateMany(asSent(row, messageId, now()));
  });
}

const asSent = ({ seq }: OutboxRow, messageId: string, doneAt: Date) => ({
  where: { seq, state: { notIn: ['sent', 'dead'] } },
  data: { state: 'sent', messageId, doneAt },
});

/** The message that shows this subject in this place; null when it has not been said there. */
export async function postedAs(
  { database }: LeaseNeeds,
  subject: string,
  to: Address,
): Promise<string | null> {
  const at = { subject, platform: to.platform, tenant: to.tenant, ...columnsOf(to) };
  const row = await database.db.posted.findFirst({ where: at });
  return row?.messageId ?? null;
}

/** Whether a newer edit of the same message may go now too, so that this one would only be overwritten. */
export async function hasNewer({ database, now }: LeaseNeeds, row: OutboxRow): Promise<boolean> {
  const { seq, subject, platform, tenant, toKind, toId } = row;
  const newer = await database.db.outbox.findFirst({
    where: {
      ...{ subject, platform, tenant, toKind, toId },
      ...{ seq: { gt: seq }, state: 'pending', notBefore: { lte: now() } },
    },
    select: { seq: true },
  });
  return newer !== null;
}
