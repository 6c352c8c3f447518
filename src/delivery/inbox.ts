import type { Database, Db } from '../database/types.js';
import { open, seal, type Keyring } from '../database/seal.js';
import { backOffMs, kindOf, MOST_ATTEMPTS } from './back-off.js';

/**
 * The first statement of every decision. The same event twice decides once.
 * @returns false when this key has been here before: then decide nothing.
 */
export async function once(tx: Db, key: string, now: Date): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO "Inbox" ("key", "source", "state", "receivedAt", "doneAt")
    VALUES (${key}, 'call', 'done', ${now}, ${now}) ON CONFLICT DO NOTHING`;
  return inserted === 1;
}

/**
 * An event that a platform delivers once and expects to be on disk when it is acknowledged. Those of one `thread` are
 * processed in the order in which they came; null for one that stands alone. `message` is the platform's own name for
 * what was written, edited or deleted, if it is about that.
 */
export type KeptEvent = {
  key: string;
  source: string;
  body: string;
  thread: string | null;
  message: string | null;
};

/**
 * Takes the words of a message out of every event about it that waits or was set aside: none is going to be processed.
 * @returns how many there were
 */
export async function dropKept(tx: Db, message: string, now: Date): Promise<number> {
  const { count } = await tx.inbox.updateMany({
    where: { message, sealed: { not: null } },
    data: { sealed: null, state: 'dropped', doneAt: now },
  });
  return count;
}

const LEASE_MS = 60_000;

type Needs = {
  database: Database;
  keyring: Keyring;
  process: (source: string, body: string) => Promise<void>;
  onFault: (fault: unknown, source: string) => void;
};

/**
 * Where such events wait, sealed, until they are processed. Their bodies are blanked at once afterwards; only one that
 * was set aside keeps its own a while, so that it can be tried again by hand (`dead-letters.ts`, `retention.ts`).
 */
export function createInbox(needs: Needs) {
  return {
    /** @returns false when the event has been kept before. */
    async keep({ key, source, body, thread, message }: KeptEvent, now: Date): Promise<boolean> {
      const kept = `kept:${key}`;
      const sealed = seal(body, needs.keyring, placeOf(kept));
      const receivedAt = await afterTheLast(needs, thread, now);
      const inserted = await needs.database.db.$executeRaw`
        INSERT INTO "Inbox" ("key", "source", "thread", "message", "sealed", "state", "leaseUntil", "receivedAt")
        VALUES (${kept}, ${source}, ${thread}, ${message}, ${sealed}, 'pending', ${now}, ${receivedAt})
        ON CONFLICT DO NOTHING`;
      return inserted === 1;
    },

    /** Processes the oldest event that is due. @returns 0 when none is. */
    step: (now: Date): Promise<number> => processOldest(needs, now),

    /** When the next event may be tried again. */
    async nextDue(now: Date): Promise<Date | null> {
      const next = await needs.database.db.inbox.findFirst({
        where: { state: 'pending', leaseUntil: { gt: now } },
        orderBy: { leaseUntil: 'asc' },
      });
      return next?.leaseUntil ?? null;
    },
  };
}

/** What came before is before, even if it came to another process, whose clock is ahead. */
async function afterTheLast({ database }: Needs, thread: string | null, now: Date): Promise<Date> {
  if (thread === null) return now;
  const last = await database.db.inbox.findFirst({
    where: { thread },
    orderBy: { receivedAt: 'desc' },
    select: { receivedAt: true },
  });
  return new Date(Math.max(now.getTime(), (last?.receivedAt.getTime() ?? 0) + 1));
}

async function processOldest(needs: Needs, now: Date): Promise<number> {
  const { inbox } = needs.database.db;
  const row = await oldestDue(needs, now);
  if (!row) return 0;
  const { key } = row;
  const attempts = row.attempts + 1; // counted first: an event that kills the process is set aside in the end
  const { count } = await inbox.updateMany({
    where: { key, state: 'pending', attempts: row.attempts },
    data: { attempts, leaseUntil: new Date(now.getTime() + LEASE_MS) },
  });
  if (count === 0) return 1; // another process was quicker; there may be more

  const error = await attempt(needs, row, attempts);
  await inbox.updateMany({
    where: { key, state: 'pending', attempts }, // the count is the fence as well: a late comer changes nothing
    data:
      error === null
        ? { state: 'done', sealed: null, doneAt: now }
        : attempts >= MOST_ATTEMPTS
          ? { state: 'dead', doneAt: now, error }
          : { leaseUntil: new Date(now.getTime() + backOffMs(attempts)) },
  });
  return 1;
}

/** The oldest that is due and has no earlier one of its thread before it. */
async function oldestDue({ database: { db } }: Needs, now: Date) {
  const [head] = await db.$queryRaw<{ key: string }[]>`
    SELECT i."key" FROM "Inbox" i WHERE i."state" = 'pending' AND i."leaseUntil" <= ${now}
      AND NOT EXISTS (SELECT 1 FROM "Inbox" e WHERE e."thread" = i."thread" AND e."state" = 'pending'
        AND (e."receivedAt" < i."receivedAt" OR (e."receivedAt" = i."receivedAt" AND e."key" < i."key")))
    ORDER BY i."receivedAt", i."key" LIMIT 1`;
  return head ? await db.inbox.findFirst({ where: { key: head.key } }) : null;
}

type Waiting = { key: string; source: string; sealed: string | null };

/** @returns null, or the kind of error: its message might quote what was typed. */
async function attempt(
  needs: Needs,
  { key, source, sealed }: Waiting,
  attempts: number,
): Promise<string | null> {
  try {
    if (attempts > MOST_ATTEMPTS) throw new Error('an event that ends the process');
    await needs.process(source, open(sealed ?? '', needs.keyring, placeOf(key)));
    return null;
  } catch (fault) {
    needs.onFault(fault, source);
    return kindOf(fault);
  }
}

const placeOf = (key: string) => ({ partnership: '', table: 'Inbox', row: key, field: 'sealed' });
