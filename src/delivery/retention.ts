import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/types.js';

const DAY_MS = 24 * 3_600_000;
/** Keys of what arrived, and what was said or done. Source: governance section 3, delivery ids and queue items. */
const KEPT_MS = 30 * DAY_MS;
/** How long the text of an event that was set aside can still be tried again. */
const TEXT_MS = 7 * DAY_MS;
/** So many rows at a time, so that nobody waits long for the database. */
const BATCH = 500;

/**
 * Erases what delivery has done with: rows that have been settled, and places that have been free, for 30 days. What is
 * still to be said or done stays, however old. The text of an event that was set aside goes after 7 days.
 */
export async function eraseDelivered({ db }: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  await db.inbox.updateMany({
    where: { state: 'dead', sealed: { not: null }, doneAt: { lt: new Date(now.getTime() - TEXT_MS) } },
    data: { sealed: null },
  });
  // The first moment of each is never later than `doneAt`, and has an index: so only what may go is looked at.
  await inBatches(
    () => db.$executeRaw`
      DELETE FROM "Inbox" WHERE "key" IN (SELECT "key" FROM "Inbox"
        WHERE "state" IN ('done', 'dead', 'dropped') AND "receivedAt" < ${before} AND "doneAt" < ${before}
        LIMIT ${BATCH})`,
  );
  await inBatches(
    () => db.$executeRaw`
      DELETE FROM "Outbox" WHERE "seq" IN (SELECT "seq" FROM "Outbox"
        WHERE "state" IN ('sent', 'superseded', 'unsaid', 'dead', 'dropped') AND "notBefore" < ${before}
        AND "doneAt" < ${before} LIMIT ${BATCH})`,
  );
  await inBatches(
    () => db.$executeRaw`
      DELETE FROM "Job" WHERE "id" IN (SELECT "id" FROM "Job"
        WHERE "state" IN ('done', 'dead', 'dropped') AND "dueAt" < ${before} AND "doneAt" < ${before}
        LIMIT ${BATCH})`,
  );
  await db.pace.deleteMany({ where: { freeAt: { lt: before } } });
  await db.readBack.deleteMany({ where: { lookedAt: { lt: before } } });
}

async function inBatches(erase: () => Promise<number>): Promise<void> {
  while ((await erase()) === BATCH) await setImmediate();
}
