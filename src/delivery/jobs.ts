import type { Database, Db } from '../database/types.js';
import { newId } from '../shared/ids.js';

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
const MOST_ATTEMPTS = 8;

/** Runs what is due. The database decides that; whoever calls `step` only wakes it. */
export function createJobRunner(needs: {
  database: Database;
  jobs: ReadonlyMap<string, RunJob>;
  onFault: (fault: unknown, job: string) => void;
}) {
  const { db } = needs.database;

  return {
    /** @returns how many jobs were run or set aside. */
    async step(now: Date): Promise<number> {
      const due = await db.job.findMany({
        where: { state: 'pending', dueAt: { lte: now }, leaseUntil: { lte: now } },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        take: 20,
      });
      let run = 0;
      for (const job of due) {
        const leaseToken = job.leaseToken + 1;
        const { count } = await db.job.updateMany({
          where: { id: job.id, state: 'pending', leaseToken: job.leaseToken },
          data: {
            leaseToken,
            attempts: job.attempts + 1,
            leaseUntil: new Date(now.getTime() + LEASE_MS),
          },
        });
        if (count === 0) continue;
        run += 1;
        await finish(job.id, leaseToken, job.attempts + 1, await attempt(job), now);
      }
      return run;
    },

    /** When the next job is due, for a clock that can be moved forward. */
    async nextDue(): Promise<Date | null> {
      const next = await db.job.findFirst({ where: { state: 'pending' }, orderBy: { dueAt: 'asc' } });
      return next?.dueAt ?? null;
    },
  };

  async function attempt(job: { id: string; name: string; payload: unknown }): Promise<boolean> {
    try {
      const run = needs.jobs.get(job.name);
      if (!run) throw new Error('no handler for this job');
      await run(job.payload as Record<string, string>, `job:${job.id}`);
      return true;
    } catch (fault) {
      needs.onFault(fault, job.name);
      return false;
    }
  }

  async function finish(id: string, leaseToken: number, attempts: number, done: boolean, now: Date) {
    const again = new Date(now.getTime() + backOffMs(attempts));
    const data = done
      ? { state: 'done', doneAt: now }
      : attempts >= MOST_ATTEMPTS
        ? { state: 'dead', doneAt: now }
        : { leaseUntil: again };
    await db.job.updateMany({ where: { id, leaseToken, state: 'pending' }, data });
  }
}

/** 1 s, 4 s, 16 s … at most a quarter of an hour. */
export const backOffMs = (attempts: number): number => Math.min(900_000, 1_000 * 4 ** (attempts - 1));
