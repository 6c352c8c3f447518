import type { Database, Db } from '../database/types.js';
import { plan, type RunJob } from './jobs.js';
import { SHOWN_AGAIN } from './outbox.js';

type Row = { id: string; leaseToken: number };

/** Names one failure: a message that is tried again by hand and fails again has failed anew. */
const keyOf = ({ id, leaseToken }: Row) => `undelivered:${id}:${leaseToken}`;

/** So long after it was tried again by hand, a message has gone out unless something keeps it. */
const AGAIN_MS = 60_000;

/**
 * Plans that whoever a case came from is told, when something about it could not be said in a channel: once for each
 * time it was set aside. The job is the own one of the notice's feature, such as `referrals.undelivered`; where there is
 * none, the list for administrators is all. `step` is the worker's: it looks at the start, and then after each `look`.
 */
export function createFailureWatch(needs: { database: Database; jobs: ReadonlyMap<string, RunJob> }) {
  const { db } = needs.database;
  let due = true;
  const mended: Failed[] = [];
  const jobsFor = (rows: readonly Failed[], keyFor: (row: Row) => string) =>
    rows.flatMap(({ notice, payload, ...row }) => {
      const name = `${notice.split('.')[0]}.undelivered`;
      return needs.jobs.has(name) ? [{ key: keyFor(row), name, payload: payload as Payload }] : [];
    });
  return {
    look: () => void (due = true),
    /** Something stands where it could not be said before: whoever was told of that is told again. */
    mended: (row: Failed) => void mended.push(row),
    /** @returns how many there are to tell of, the first time it looks. */
    async step(now: Date): Promise<number> {
      const healed = jobsFor(mended.splice(0), (row) => `${keyOf(row)}:mended`);
      const failed = due ? jobsFor(await failedIn(db), keyOf) : [];
      for (const job of [...failed, ...healed]) await plan(db, { ...job, dueAt: now }, now);
      due = false;
      return failed.length + healed.length;
    },
  };
}

type Failed = Row & { notice: string; payload: unknown };

const failedIn = (db: Db): Promise<Failed[]> =>
  db.outbox.findMany({
    where: {
      state: { in: ['dead', 'held'] },
      toKind: 'channel',
      key: { not: { startsWith: SHOWN_AGAIN } }, // two silent places would never rest
    },
    select: { id: true, leaseToken: true, notice: true, payload: true },
  });

type Payload = Readonly<Record<string, string>>;

/** Plans that whoever was told of a failure hears that it was tried again, when that has had its time. */
export async function tellAgain(tx: Db, row: Row, now: Date): Promise<void> {
  const told = await tx.job.findFirst({ where: { key: keyOf(row) } });
  if (!told) return;
  const { name, payload } = told;
  const dueAt = new Date(now.getTime() + AGAIN_MS);
  await plan(tx, { key: `${keyOf(row)}:again`, name, payload: payload as Payload, dueAt }, now);
}
