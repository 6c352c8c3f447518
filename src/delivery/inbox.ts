import type { Database, Db } from '../database/types.js';
import { open, seal, type Keyring } from '../database/seal.js';

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

/** An event that a platform delivers once and expects to be on disk when it is acknowledged. */
export type KeptEvent = { key: string; source: string; body: string };

const MOST_ATTEMPTS = 8;

/** Where such events wait, sealed, until they are processed. Their bodies are blanked at once afterwards. */
export function createInbox(needs: {
  database: Database;
  keyring: Keyring;
  process: (source: string, body: string) => Promise<void>;
  onFault: (fault: unknown, source: string) => void;
}) {
  const { db } = needs.database;
  const where = (key: string) => ({ partnership: '', table: 'Inbox', row: key, field: 'sealed' });

  return {
    /** @returns false when the event has been kept before. */
    async keep({ key, source, body }: KeptEvent, now: Date): Promise<boolean> {
      const kept = `kept:${key}`;
      const sealed = seal(body, needs.keyring, where(kept));
      const inserted = await db.$executeRaw`
        INSERT INTO "Inbox" ("key", "source", "sealed", "state", "receivedAt")
        VALUES (${kept}, ${source}, ${sealed}, 'pending', ${now}) ON CONFLICT DO NOTHING`;
      return inserted === 1;
    },

    /** Processes what waits, oldest first. @returns how many events are over and done with. */
    async step(now: Date): Promise<number> {
      const rows = await db.inbox.findMany({
        where: { state: 'pending' },
        orderBy: { receivedAt: 'asc' },
        take: 20,
      });
      let over = 0;
      for (const row of rows) {
        // Counted before the attempt, so that an event which kills the process is set aside in the end.
        const { count } = await db.inbox.updateMany({
          where: { key: row.key, state: 'pending', attempts: row.attempts },
          data: { attempts: row.attempts + 1 },
        });
        if (count === 0) continue;
        const done = await attempt(row.source, row.key, row.sealed);
        if (!done && row.attempts + 1 < MOST_ATTEMPTS) continue; // tried again at the next waking
        await settle(row.key, done ? 'done' : 'dead', now);
        over += 1;
      }
      return over;
    },
  };

  async function attempt(source: string, key: string, sealed: string | null): Promise<boolean> {
    try {
      await needs.process(source, open(sealed ?? '', needs.keyring, where(key)));
      return true;
    } catch (fault) {
      needs.onFault(fault, source);
      return false;
    }
  }

  async function settle(key: string, state: 'done' | 'dead', now: Date): Promise<void> {
    await db.inbox.updateMany({ where: { key }, data: { state, sealed: null, doneAt: now } });
  }
}
