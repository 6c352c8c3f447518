import type { PlatformDoor } from '../chat/platform.js';
import type { Address, Platform } from '../chat/place.js';
import type { Database } from '../database/types.js';
import { newId } from '../shared/ids.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { backOffMs } from './jobs.js';
import { addressOf, columnsOf, type Compose } from './outbox.js';

export type SenderTimes = { leaseMs: number; intentAgeMs: number; settleMs: number };

/** Settle is longer than any time-out plus the latest a request is thought to land; see the README’s guarantee. */
export const PRODUCTION_TIMES: SenderTimes = { leaseMs: 30_000, intentAgeMs: 1_000, settleMs: 60_000 };

export type SenderNeeds = {
  database: Database;
  doors: ReadonlyMap<Platform, PlatformDoor>;
  notices: ReadonlyMap<string, Compose>;
  now: () => Date;
  times: SenderTimes;
  onSent: (row: OutboxRow, outcome: string, code?: string) => void;
  onFault: (fault: unknown, row: OutboxRow) => void;
};

/** The columns of a queued notice that sending it needs. */
export type OutboxRow = {
  seq: number;
  id: string;
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

const MOST_ATTEMPTS = 8;
const AT_ONCE = 8;

/** Sends queued notices: one request each, in order per thread, under a lease, with the intent written down first. */
export function createSender(needs: SenderNeeds) {
  const { db } = needs.database;

  return {
    /** Sends the head of each thread that is due. @returns how many were tried. */
    async step(): Promise<number> {
      const claimed = await claim();
      await Promise.all(claimed.map(handle));
      return claimed.length;
    },

    /** When the next notice that waits for its time may go, for a clock that can be moved forward. */
    async nextDue(): Promise<Date | null> {
      const next = await db.outbox.findFirst({
        where: { state: 'pending', notBefore: { gt: needs.now() } },
        orderBy: { notBefore: 'asc' },
      });
      return next?.notBefore ?? null;
    },
  };

  /** Only the first unsent notice of a thread may go; a held one, or a dead one that blocks, stops its thread. */
  async function claim(): Promise<OutboxRow[]> {
    const now = needs.now();
    const heads = await db.$queryRaw<{ seq: number }[]>`
      SELECT o."seq" FROM "Outbox" o
      WHERE o."state" IN ('pending', 'sending') AND o."leaseUntil" <= ${now} AND o."notBefore" <= ${now}
        AND NOT EXISTS (SELECT 1 FROM "Outbox" p WHERE p."threadKey" = o."threadKey" AND p."seq" < o."seq"
          AND (p."state" IN ('pending', 'sending', 'held') OR (p."state" = 'dead' AND p."blocks" = true)))
      ORDER BY o."seq" LIMIT ${AT_ONCE}`;
    if (heads.length === 0) return [];
    const rows = await db.outbox.findMany({ where: { seq: { in: heads.map(({ seq }) => Number(seq)) } } });
    const claimed: OutboxRow[] = [];
    for (const row of rows) {
      const leaseToken = row.leaseToken + 1;
      const { count } = await db.outbox.updateMany({
        where: { seq: row.seq, leaseToken: row.leaseToken, leaseUntil: { lte: now } },
        data: { leaseToken, leaseUntil: new Date(now.getTime() + needs.times.leaseMs) },
      });
      if (count === 1) claimed.push({ ...row, leaseToken });
    }
    return claimed;
  }

  async function handle(row: OutboxRow): Promise<void> {
    try {
      await send(row);
    } catch (fault) {
      if (!(fault instanceof PlatformFault)) needs.onFault(fault, row);
      await afterFault(row, fault instanceof PlatformFault ? fault : new PlatformFault('retry-after', 'bug'));
    }
  }

  async function send(row: OutboxRow): Promise<void> {
    const to = addressOf(row);
    const door = needs.doors.get(to.platform);
    const compose = needs.notices.get(row.notice);
    if (!door || !compose) throw new PlatformFault('broken', door ? 'no-notice' : 'no-door');

    const posted = await postedAs(row.subject, to);
    if (posted === null && row.intentAt !== null) return afterUnknown(row, to, door);
    if (posted !== null && (await hasNewer(row))) return finish(row, 'superseded');

    const message = await compose(row.payload as Record<string, string>, to);
    if (message === null) return finish(row, 'unsaid');
    if (!(await writeIntent(row))) return;

    if (posted !== null) {
      await door.change(to, posted, message);
      return finish(row, 'sent', posted);
    }
    const under = row.under === null ? null : await postedAs(row.under, to);
    const messageId = await door.say(to, message, { marker: row.id, under });
    await remember(row, to, messageId);
  }

  /** Nothing is sent unless the lease is still ours and the intent has just been written. */
  async function writeIntent(row: OutboxRow): Promise<boolean> {
    const at = needs.now();
    const { count } = await db.outbox.updateMany({
      where: {
        seq: row.seq,
        leaseToken: row.leaseToken,
        leaseUntil: { gt: at },
        state: { in: ['pending', 'sending'] },
      },
      data: { state: 'sending', intentAt: at, attempts: row.attempts + 1 },
    });
    return count === 1 && needs.now().getTime() - at.getTime() <= needs.times.intentAgeMs;
  }

  /** A creation whose outcome nobody knows: wait until it must have landed, then look for its marker. */
  async function afterUnknown(row: OutboxRow, to: Address, door: PlatformDoor): Promise<void> {
    const intentAt = row.intentAt ?? needs.now();
    const settled = new Date(intentAt.getTime() + needs.times.settleMs);
    if (needs.now() < settled) return release(row, { notBefore: settled });

    const under = row.under === null ? null : await postedAs(row.under, to);
    const found = await lookUp(row, () =>
      door.find(to, row.id, new Date(intentAt.getTime() - 60_000), under),
    );
    if (found === 'try-later') return;
    if (found === 'unreadable') return finish(row, 'held');
    if (found !== null) return remember(row, to, found);
    await release(row, { state: 'pending', intentAt: null, notBefore: needs.now() });
  }

  /** A look-up that fails is looked up again: only a look-up that answered may lead to saying it again. */
  async function lookUp(row: OutboxRow, find: () => ReturnType<PlatformDoor['find']>) {
    try {
      return await find();
    } catch (fault) {
      if (!(fault instanceof PlatformFault)) throw fault;
      needs.onSent(row, 'look-up-failed', fault.code);
      await release(row, { notBefore: new Date(needs.now().getTime() + (fault.retryAfterMs ?? 5_000)) });
      return 'try-later' as const;
    }
  }

  async function afterFault(row: OutboxRow, fault: PlatformFault): Promise<void> {
    needs.onSent(row, fault.kind, fault.code);
    if (fault.kind === 'gone' || fault.kind === 'denied' || fault.kind === 'broken')
      return finish(row, 'dead', undefined, fault.code);
    if (row.attempts + 1 >= MOST_ATTEMPTS) return finish(row, 'dead', undefined, fault.code);
    if (fault.kind === 'unknown-outcome') {
      const waitMs = (await postedAs(row.subject, addressOf(row))) ? backOffMs(row.attempts + 1) : 0;
      return release(row, { notBefore: new Date(needs.now().getTime() + waitMs) });
    }
    const wait = Math.min(900_000, Math.max(1_000, fault.retryAfterMs ?? backOffMs(row.attempts + 1)));
    const notBefore = new Date(needs.now().getTime() + wait);
    await release(row, { state: 'pending', intentAt: null, attempts: row.attempts + 1, notBefore });
  }

  /** Success may be written by anybody: it is a fact. */
  async function remember(row: OutboxRow, to: Address, messageId: string): Promise<void> {
    const now = needs.now();
    const { toKind, toId } = columnsOf(to);
    await needs.database.transaction(async (tx) => {
      await tx.$executeRaw`
        INSERT INTO "Posted" ("id", "subject", "platform", "tenant", "toKind", "toId", "messageId", "under", "notice",
          "payload", "at")
        VALUES (${newId()}, ${row.subject}, ${to.platform}, ${to.tenant}, ${toKind}, ${toId}, ${messageId},
          ${row.under}, ${row.notice}, ${JSON.stringify(row.payload)}, ${now})
        ON CONFLICT DO NOTHING`;
      await tx.outbox.updateMany({
        where: { seq: row.seq, state: { not: 'dead' } },
        data: { state: 'sent', messageId, doneAt: now },
      });
    });
    needs.onSent(row, 'sent');
  }

  async function finish(row: OutboxRow, state: string, messageId?: string, error?: string): Promise<void> {
    await db.outbox.updateMany({
      where: { seq: row.seq, leaseToken: row.leaseToken },
      data: { state, doneAt: needs.now(), ...(messageId && { messageId }), ...(error && { error }) },
    });
    needs.onSent(row, state, error);
  }

  async function release(row: OutboxRow, data: Partial<ReleaseData>): Promise<void> {
    await db.outbox.updateMany({
      where: { seq: row.seq, leaseToken: row.leaseToken },
      data: { ...data, leaseUntil: new Date(0) },
    });
  }

  async function postedAs(subject: string, to: Address): Promise<string | null> {
    const at = { subject, platform: to.platform, tenant: to.tenant, ...columnsOf(to) };
    const row = await db.posted.findUnique({ where: { subject_platform_tenant_toKind_toId: at } });
    return row?.messageId ?? null;
  }

  /** A newer edit of the same message is waiting, so this one would only be overwritten. */
  async function hasNewer(row: OutboxRow): Promise<boolean> {
    const { seq, subject, platform, tenant, toKind, toId } = row;
    const newer = await db.outbox.findFirst({
      where: { seq: { gt: seq }, subject, platform, tenant, toKind, toId, state: 'pending' },
      select: { seq: true },
    });
    return newer !== null;
  }
}

type ReleaseData = { state: string; intentAt: Date | null; attempts: number; notBefore: Date };
