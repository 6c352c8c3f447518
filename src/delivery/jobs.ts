import type { Database, Db } from '../database/types.js';
import { newId } from '../shared/ids.js';
import { backOffMs, kindOf, MOST_ATTEMPTS } from './back-off.js';

/** Something due later. A payload carries ids, never case text. */
export type PlannedJob = {
  key: string;
  name: string;
  payload: Readonly<Record<string, string>>;
  dueAt: Date;
};

/**
 * What a job does when it is due. It reads the state again before it decides, and passes `key` to `once`, so that a
 * run which is repeated after a crash has one effect.
 */
export type RunJob = (payload: Readonly<Record<string, string>>, key: string) => Promise<void>;

/** Plans a job in the transaction that decided it. Planning the same key again changes nothing. */
export async function plan(tx: Db, job: PlannedJob, now: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Job" ("id", "key", "name", "payload", "state", "leaseUntil", "dueAt")
    VALUES (${newId()}, ${job.key}, ${job.name}, ${JSON.stringify(job.payload)}, 'pending', ${now}, ${job.dueAt})
    ON CONFLICT DO NOTHING`;
}

const LEASE_MS = 60_000;

type Needs = {
  database: Database;
  jobs: ReadonlyMap<string, RunJob>;
  onFault: (fault: unknown, job: string) => void;
};

/** Runs what is due. The database decides that; whoever calls `step` only wakes it. */
export function createJobRunner(needs: Needs) {
  const { db } = needs.database;

  return {
    /** Runs the job that has been due for longest. @returns 0 when none is. */
    async step(now: Date): Promise<number> {
      const job = await db.job.findFirst({
        where: { state: 'pending', dueAt: { lte: now }, leaseUntil: { lte: now } },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      });
      if (!job) return 0;
      const { id, leaseToken: token } = job;
      const attempts = job.attempts + 1; // counted first: a job that kills the process is set aside in the end
      const { count } = await db.job.updateMany({
        where: { id, state: 'pending', leaseToken: token },
        data: { leaseToken: token + 1, attempts, leaseUntil: new Date(now.getTime() + LEASE_MS) },
      });
      if (count === 0) return 1; // another process was quicker; there may be more
      const error = await attempt(needs, job, attempts);
      await db.job.updateMany({
        where: { id, leaseToken: token + 1, state: 'pending' },
        data:
          error === null
            ? { state: 'done', doneAt: now }
            : attempts >= MOST_ATTEMPTS
              ? { state: 'dead', doneAt: now, error }
              : { leaseUntil: new Date(now.getTime() + backOffMs(attempts)), error },
      });
      return 1;
    },

    /** When the next job is due, for a clock that can be moved forward. */
    async nextDue(): Promise<Date | null> {
      const next = await db.job.findFirst({ where: { state: 'pending' }, orderBy: { dueAt: 'asc' } });
      return next?.dueAt ?? null;
    },
  };
}

/** @returns null, or the kind of error: its message might quote what was typed. */
async function attempt(
  needs: Needs,
  job: { id: string; name: string; payload: unknown },
  attempts: number,
): Promise<string | null> {
  try {
    const run = needs.jobs.get(job.name);
    if (!run) throw new Error('no handler for this job');
    if (attempts > MOST_ATTEMPTS) throw new Error('a job that ends the process');
    await run(job.payload as Record<string, string>, `job:${job.id}`);
    return null;
  } catch (fault) {
    needs.onFault(fault, job.name);
    return kindOf(fault);
  }
}
