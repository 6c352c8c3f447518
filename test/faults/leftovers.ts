import { connect } from '../../src/database/connect.js';
import type { Database } from '../../src/database/types.js';
import type { Fact } from './check.js';

const SAID = ['sent', 'superseded', 'unsaid'];

/** Messages that wait for a person, who alone can see whether they were said, and those that wait behind them. */
export type Held = { held: number; behind: number };

/**
 * What is left in the database once everybody has stopped: everything decided must have been carried out, each thing
 * that was to be done at some time stands once in the timetable, and nothing ran twice. Only in a one-to-one chat in
 * Teams, which nobody else can read, may something be held for a person.
 * @param now the time by which all that was due should be over
 */
export async function leftovers(where: { url: string | undefined; folder: string }, now: Date): Promise<{ facts: Fact[]; held: Held }> {
  const database = await connect(where);
  try {
    const { db } = database;
    const unsaid = await db.outbox.findMany({ where: { state: { notIn: SAID }, notBefore: { lte: now } } });
    const held = unsaid.filter(({ state, platform, toKind }) => state === 'held' && platform === 'teams' && toKind === 'person');
    const isBehind = ({ threadKey, seq }: { threadKey: string; seq: number }) =>
      held.some((each) => each.threadKey === threadKey && each.seq < seq);
    const behind = unsaid.filter((each) => !held.includes(each) && isBehind(each));
    const wrong = unsaid.filter((each) => !held.includes(each) && !behind.includes(each));
    const unread = await db.inbox.findMany({ where: { state: { not: 'done' } } });
    const jobs = await db.job.findMany();
    const runs = await db.auditEvent.findMany({ where: { action: 'retention.run' } });
    const facts: Fact[] = [
      ...wrong.map(({ seq, notice, state }) => owed(`notice ${seq}, ${notice}, is said, not ${state}`)),
      ...unread.map(({ key, state }) => owed(`${key} is taken in, not ${state}`)),
      ...jobs
        .filter(({ state, dueAt }) => state !== 'done' && dueAt <= now)
        .map(({ key, state }) => owed(`job ${key} is done, not ${state}`)),
      ...jobs.map(({ name, payload, dueAt }) =>
        once(`${name} ${JSON.stringify(payload)} at ${dueAt.toISOString()}`, 'the timetable'),
      ),
      ...runs.map(({ partnershipId, at }) => once(`${partnershipId} at ${at.toISOString().slice(0, 10)}`, 'retention')),
      owed(WHOLE),
      ...((await isWhole(database)) ? [{ kind: 'stands', what: WHOLE } as const] : []),
    ];
    return { facts, held: { held: held.length, behind: behind.length } };
  } finally {
    await database.close();
  }
} // prettier-ignore

const WHOLE = 'the database is whole';

async function isWhole({ db, provider }: Database): Promise<boolean> {
  if (provider === 'postgresql') return true; // it checks its own pages
  const rows = await db.$queryRawUnsafe<Record<string, unknown>[]>('PRAGMA integrity_check');
  return rows.length === 1 && Object.values(rows[0] ?? {})[0] === 'ok';
}

const owed = (what: string): Fact => ({ kind: 'owed', what });
const once = (what: string, at: string): Fact => ({ kind: 'landed', what, at });
