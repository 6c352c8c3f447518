import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../src/database/types.js';
import { violatedUnique } from '../src/database/violated-unique.js';
import { newId } from '../src/shared/ids.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { createGate } from './support/gate.js';

const job = (over: { key?: string; payload?: object; dueAt?: Date } = {}) => {
  const at = new Date('2026-03-29T01:59:59.987Z');
  const id = newId();
  return { id, key: id, name: 'test', payload: {}, state: 'waiting', leaseUntil: at, dueAt: at, ...over };
};
const partnership = (id: string) => ({
  id,
  key: id,
  name: 'Whitechapel',
  prefix: id,
  nation: 'E',
  timeZone: 'Europe/London',
  dutyLine: '020 7946 0000',
  settings: { promise: { hours: 24 } },
  updatedAt: new Date(0),
});

describe.each(providers)('the database on %s', (provider) => {
  let database: OpenTestDatabase;
  let db: Db;
  beforeEach(async () => {
    database = await openDatabase(provider);
    db = database.db;
  });
  afterEach(() => database.drop());

  const keysOfJobs = async () => (await db.job.findMany({ orderBy: { key: 'asc' } })).map(({ key }) => key);

  describe('values', () => {
    it('come back as they went in', async () => {
      const payload = {
        list: [1, { deep: 'ü 🙂' }],
        big: 9007199254740991,
        small: 0.1,
        none: null,
        yes: true,
        no: '',
      };
      const row = job({ payload });
      await db.job.create({ data: row });
      const back = await db.job.findUniqueOrThrow({ where: { id: row.id } });
      expect(back).toEqual({ ...row, attempts: 0, leaseToken: 0, error: null, doneAt: null });
    });

    it('are found by an instant to the millisecond', async () => {
      const { dueAt } = await db.job.create({ data: job() });
      expect(await db.job.count({ where: { dueAt: { gte: dueAt, lte: dueAt } } })).toBe(1);
      expect(await db.job.count({ where: { dueAt: { gt: dueAt } } })).toBe(0);
      expect(await db.job.count({ where: { dueAt: { gt: new Date(dueAt.getTime() - 1) } } })).toBe(1);
    });

    it('are numbered in the order they were written', async () => {
      const line = { at: new Date(), action: 'test', result: 'done' };
      const first = await db.auditEvent.create({ data: line });
      const second = await db.auditEvent.create({ data: line });
      expect(second.seq).toBeGreaterThan(first.seq);
    });
  });

  describe('constraints', () => {
    it('name the unique constraint that a write breaks', async () => {
      const first = job({ key: 'one' });
      await db.job.create({ data: first });
      const error = (write: Promise<unknown>) => write.catch((reason: unknown) => reason);
      expect(violatedUnique(await error(db.job.create({ data: job({ key: 'one' }) })))).toBe('Job_key_key');
      expect(violatedUnique(await error(db.job.create({ data: { ...first, key: 'two' } })))).toBe('Job_pkey');
      const raw = db.$executeRaw`UPDATE "Job" SET "id" = "id", "key" = ${'one'} WHERE "key" = ${'none'}`;
      expect(await raw).toBe(0);
      await db.job.create({ data: job({ key: 'two' }) });
      const clash = await error(db.$executeRaw`UPDATE "Job" SET "key" = ${'one'} WHERE "key" = ${'two'}`);
      expect(violatedUnique(clash)).toBe('Job_key_key');
    });

    it('name a unique constraint of several columns', async () => {
      await db.partnership.create({ data: partnership('p') });
      const organisation = { partnershipId: 'p', key: 'o', name: 'Org', kind: 'health', details: {} };
      await db.organisation.create({ data: { id: newId(), ...organisation } });
      const again = await db.organisation
        .create({ data: { id: newId(), ...organisation } })
        .catch((e: unknown) => e);
      expect(violatedUnique(again)).toBe('Organisation_partnershipId_key_key');
    });

    it('refuse a row that refers to nothing, which is no unique constraint', async () => {
      const text = {
        id: newId(),
        referralId: 'none',
        kind: 'summary',
        sealed: 'x',
        byId: 'm',
        at: new Date(),
      };
      const error = await db.referralText.create({ data: text }).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'P2003' });
      expect(violatedUnique(error)).toBeUndefined();
      expect(violatedUnique(new Error('another'))).toBeUndefined();
    });

    it('let a repeat be passed over without an error', async () => {
      const insert = () => db.$executeRaw`
        INSERT INTO "Inbox" ("key", "source", "state", "receivedAt")
        VALUES (${'k1'}, ${'test'}, ${'new'}, ${new Date('2026-05-01T00:00:00.123Z')}) ON CONFLICT DO NOTHING`;
      expect([await insert(), await insert()]).toEqual([1, 0]);
      const [row] = await db.inbox.findMany();
      expect(row?.receivedAt).toEqual(new Date('2026-05-01T00:00:00.123Z'));
    });
  });

  describe('a transaction', () => {
    it('leaves nothing of itself when it fails, and nobody else’s write is lost with it', async () => {
      const started = createGate();
      const fail = createGate();
      const failing = database.transaction(async (tx) => {
        await tx.job.create({ data: job({ key: 'inside' }) });
        started.open();
        await fail.passed;
        throw new Error('undo');
      });
      await started.passed;
      const beside = db.job.create({ data: job({ key: 'beside' }) });
      fail.open();
      await expect(failing).rejects.toThrow('undo');
      await beside;
      expect(await keysOfJobs()).toEqual(['beside']);
    });

    it('refuses the outer client at once, and is undone', async () => {
      const mixing = database.transaction(async (tx) => {
        await tx.job.create({ data: job() });
        await db.job.count();
      });
      await expect(mixing).rejects.toThrow(/not the outer one/);
      expect(await keysOfJobs()).toEqual([]);
    });

    it('refuses another transaction inside it', async () => {
      const nested = database.transaction(() => database.transaction(async () => 1));
      await expect(nested).rejects.toThrow(/open no other transaction/);
      expect(await database.transaction(async () => 1)).toBe(1);
    });

    it('refuses to make a copy inside it; on PostgreSQL that is pg_dump’s work anyway', async () => {
      const copying = database.transaction(() => database.backup(path.join(tmpdir(), `${newId()}.db`)));
      await expect(copying).rejects.toThrow(provider === 'sqlite' ? /not the outer one/ : /pg_dump/);
    });

    it('is undone when it takes too long, and the database goes on', async () => {
      const slow = database.transaction(
        async (tx) => {
          await tx.job.create({ data: job() });
          await sleep(400);
          await tx.job.count();
        },
        { timeoutMs: 200 },
      );
      await expect(slow).rejects.toMatchObject({ code: 'P2028' });
      expect(await keysOfJobs()).toEqual([]);
    });

    it('that never ends does not hold up the others for ever', async () => {
      const started = createGate();
      const stuck = () => {
        started.open();
        return new Promise<never>(() => undefined);
      };
      void database.transaction(stuck, { timeoutMs: 100 });
      await started.passed;
      await db.job.create({ data: job({ key: 'after' }) });
      expect(await database.transaction((tx) => tx.job.count())).toBe(1);
    });

    it('keeps exactly what was acknowledged when there are many at once', async () => {
      const keys = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, '0'));
      const outcomes = await Promise.allSettled(
        keys.map((key, index) =>
          database.transaction(async (tx) => {
            await tx.job.create({ data: job({ key }) });
            if (index % 3 === 0) throw new Error('undo');
          }),
        ),
      );
      const kept = keys.filter((_, index) => outcomes[index]?.status === 'fulfilled');
      expect(kept).toHaveLength(40);
      expect(await keysOfJobs()).toEqual(kept);
    });

    it('gives a row to one of many who change it under the same condition', async () => {
      const { id } = await db.job.create({ data: job() });
      const claim = (leaseToken: number) =>
        database.transaction((tx) =>
          tx.job.updateMany({ where: { id, state: 'waiting' }, data: { state: 'running', leaseToken } }),
        );
      const claims = await Promise.all([1, 2, 3, 4, 5].map(claim));
      expect(claims.filter(({ count }) => count === 1)).toHaveLength(1);
    });
  });
});
