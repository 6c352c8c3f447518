import { createHash } from 'node:crypto';
import { audit, type AuditLine } from '../database/audit.js';
import type { Database, Db } from '../database/types.js';
import { once } from './inbox.js';
import { tellAgain } from './failure-watch.js';

/**
 * Something that was set aside, told by ids and kinds alone: what was typed, whom it was for and where it was to go are
 * not in it. `held` waits for a person because nobody can see whether it was said. `partnershipId` is null when it is
 * nobody's in particular.
 */
export type DeadLetter = {
  id: string;
  kind: 'message' | 'event' | 'job';
  held: boolean;
  /** The notice, the job, or the platform that the event came from. */
  name: string;
  platform: string | null;
  to: 'channel' | 'person' | null;
  /** A code or a kind of error, never its words. */
  reason: string;
  attempts: number;
  since: Date;
  partnershipId: string | null;
  /** False for an event whose text has been erased since. */
  mayRetry: boolean;
};

export type Decision = 'retry' | 'drop';

/** Who decides it, under which key: the same key decides once. */
export type Decided = { key: string; line: Pick<AuditLine, 'at'> & Partial<AuditLine> };

const MOST_LISTED = 100;
const ASIDE = { in: ['dead', 'held'] };
const NEVER = new Date(0);

/** What could not be delivered or taken in, for an administrator: listed, tried again or let go, one by one. */
export function createDeadLetters({ database }: { database: Database }) {
  const { db } = database;
  return {
    /** The oldest of each kind first. */
    async list(): Promise<DeadLetter[]> {
      return [...(await messages(db)), ...(await events(db)), ...(await jobs(db))];
    },

    /**
     * Carries a decision out, with its line in the audit trail.
     * @returns `gone` when it is not set aside any more: somebody was quicker, or it is not there
     */
    decide: (letter: DeadLetter, decision: Decision, { key, line }: Decided): Promise<'done' | 'gone'> =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, line.at))) return 'done';
        if (!(await carryOut(tx, letter, decision, line.at))) return 'gone';
        await audit(tx, { ...line, action: `delivery.${decision}`, result: 'done', reason: letter.id });
        return 'done';
      }),
  };
}

async function messages(db: Db): Promise<DeadLetter[]> {
  const rows = await db.outbox.findMany({
    where: { state: ASIDE },
    orderBy: { seq: 'asc' },
    take: MOST_LISTED,
  });
  return rows.map((row) => ({
    id: `message:${row.id}`,
    kind: 'message',
    held: row.state === 'held',
    name: row.notice,
    platform: row.platform,
    to: row.toKind === 'channel' ? 'channel' : 'person',
    reason: row.error ?? 'unknown',
    attempts: row.attempts,
    since: row.doneAt ?? row.createdAt,
    partnershipId: partnershipIn(row.payload),
    mayRetry: true,
  }));
}

/** An event belongs to the partnership whose message stands at the root of its thread. */
async function events(db: Db): Promise<DeadLetter[]> {
  const rows = await db.inbox.findMany({
    where: { state: 'dead' },
    orderBy: { receivedAt: 'asc' },
    take: MOST_LISTED,
  });
  const threads = rows.flatMap(({ thread }) => thread ?? []);
  const roots = await db.posted.findMany({
    where: { messageId: { in: threads } },
    select: { platform: true, messageId: true, payload: true },
  });
  return rows.map((row) => {
    const root = roots.find((each) => each.messageId === row.thread && each.platform === row.source);
    return {
      ...{ id: `event:${nameOf(row.key)}`, kind: 'event', held: false, name: row.source },
      ...{ platform: row.source, to: null, reason: row.error ?? 'unknown', attempts: row.attempts },
      since: row.doneAt ?? row.receivedAt,
      partnershipId: root ? partnershipIn(root.payload) : null,
      mayRetry: row.sealed !== null,
    };
  });
}

async function jobs(db: Db): Promise<DeadLetter[]> {
  const rows = await db.job.findMany({
    where: { state: 'dead' },
    orderBy: { dueAt: 'asc' },
    take: MOST_LISTED,
  });
  return rows.map((row) => ({
    ...{ id: `job:${row.id}`, kind: 'job', held: false, name: row.name, platform: null, to: null },
    ...{ reason: row.error ?? 'unknown', attempts: row.attempts, since: row.doneAt ?? row.dueAt },
    partnershipId: partnershipIn(row.payload),
    mayRetry: true,
  })); // prettier-ignore
}

const partnershipIn = (payload: unknown): string | null =>
  (payload as { partnership?: string } | null)?.partnership ?? null;

/** A platform's key of an event may say in whose direct messages it happened: a hash of it says nothing. */
const nameOf = (key: string) => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** @returns false when there is nothing (any more) to decide */
async function carryOut(tx: Db, { id, kind }: DeadLetter, decision: Decision, now: Date): Promise<boolean> {
  const name = id.slice(kind.length + 1);
  switch (kind) {
    case 'message':
      return decision === 'retry' ? retryMessage(tx, name, now) : dropMessage(tx, name, now);
    case 'event':
      return decideEvent(tx, name, decision, now);
    case 'job': {
      const again = { state: 'pending', attempts: 0, leaseUntil: NEVER, doneAt: null };
      const data = decision === 'retry' ? again : { state: 'dropped', doneAt: now };
      return (await tx.job.updateMany({ where: { id: name, state: 'dead' }, data })).count === 1;
    }
  }
}

/**
 * Only one whose fate nobody knows is looked for before it is said again: one that was refused was not said, and for
 * one that was held a person has looked. Its words are made anew, so it says what is true now.
 */
async function retryMessage(tx: Db, id: string, now: Date): Promise<boolean> {
  const row = await tx.outbox.findFirst({ where: { id, state: ASIDE } });
  if (!row) return false;
  const unknown = row.state === 'dead' && row.error === 'unknown-outcome';
  const { count } = await tx.outbox.updateMany({
    where: { id, state: row.state, leaseToken: row.leaseToken },
    data: {
      ...{ state: 'pending', attempts: 0, leaseUntil: NEVER, notBefore: now, doneAt: null, error: null },
      intentAt: unknown ? row.intentAt : null,
    },
  });
  if (count === 1) await tellAgain(tx, row, now);
  return count === 1;
}

const dropMessage = async (tx: Db, id: string, now: Date): Promise<boolean> =>
  (await tx.outbox.updateMany({ where: { id, state: ASIDE }, data: { state: 'dropped', doneAt: now } }))
    .count === 1;

async function decideEvent(tx: Db, name: string, decision: Decision, now: Date): Promise<boolean> {
  const rows = await tx.inbox.findMany({ where: { state: 'dead' }, select: { key: true } });
  const key = rows.find((row) => nameOf(row.key) === name)?.key;
  if (key === undefined) return false;
  const { count } = await tx.inbox.updateMany({
    where: { key, state: 'dead', ...(decision === 'retry' && { sealed: { not: null } }) },
    data:
      decision === 'retry'
        ? { state: 'pending', attempts: 0, leaseUntil: now, doneAt: null, error: null }
        : { state: 'dropped', sealed: null, doneAt: now },
  });
  return count === 1;
}
