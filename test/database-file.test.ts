import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/database/connect.js';
import type { Database } from '../src/database/types.js';
import { createGate } from './support/gate.js';

const CANARY = 'blue-canary-in-the-outlet';
const row = (key: string) => ({
  key,
  source: 'test',
  sealed: CANARY.repeat(40),
  state: 'new',
  receivedAt: new Date(0),
});

describe('the SQLite file', () => {
  let folder: string;
  const opened: Database[] = [];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'corridor-file-'));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((database) => database.close()));
    rmSync(folder, { recursive: true });
  });

  const start = async (encryptionKey?: string, at = folder) => {
    const database = await connect({ folder: at, encryptionKey });
    opened.push(database);
    return database;
  };
  const filesWith = (text: string) =>
    readdirSync(folder).filter(
      (name) =>
        statSync(path.join(folder, name)).isFile() && readFileSync(path.join(folder, name)).includes(text),
    );

  describe('belongs to one process', () => {
    it('refuses a second start and says who has it', async () => {
      await start();
      await expect(connect({ folder })).rejects.toThrow(`is already open in process ${process.pid} on `);
    });

    it('names the other process, and is free again however that one ended', async () => {
      const holder = path.join(import.meta.dirname, 'support/hold-database.ts');
      const child = spawn(process.execPath, ['--import', 'tsx', holder, folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      await expect(connect({ folder })).rejects.toThrow(`is already open in process ${child.pid} on `);
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(await (await start()).db.inbox.count()).toBe(0);
    });

    it('can be opened again once it is closed', async () => {
      const first = await start();
      await first.db.inbox.create({ data: row('k1') });
      await Promise.all([first.close(), first.close()]);
      expect(await (await start()).db.inbox.count()).toBe(1);
    });
  });

  it('is private to the account that runs Corridor', async () => {
    const inside = path.join(folder, 'data');
    await start(undefined, inside);
    expect(statSync(inside).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(inside))
      expect([name, statSync(path.join(inside, name)).mode & 0o777]).toEqual([name, 0o600]);
  });

  it('keeps its settings after transactions, failed ones included', async () => {
    const { db, transaction } = await start();
    await transaction(async (tx) => tx.inbox.count());
    await transaction(() => Promise.reject(new Error('undo'))).catch(() => undefined);
    expect(await db.$queryRaw`PRAGMA secure_delete`).toEqual([{ secure_delete: 1 }]);
    expect(await db.$queryRaw`PRAGMA foreign_keys`).toEqual([{ foreign_keys: 1 }]);
    expect(await db.$queryRaw`PRAGMA journal_mode`).toEqual([{ journal_mode: 'wal' }]);
    expect(await db.$queryRaw`PRAGMA synchronous`).toEqual([{ synchronous: 2 }]);
  });

  it('reads integers of 64 bits and bytes', async () => {
    const { db } = await start();
    const [values] = await db.$queryRaw<
      object[]
    >`SELECT ${9223372036854775807n} AS big, ${-5} AS small, x'00ff07' AS bytes, ${true} AS yes`;
    expect(values).toEqual({
      big: 9223372036854775807n,
      small: -5,
      bytes: new Uint8Array([0, 255, 7]),
      yes: 1,
    });
  });

  it('names unique constraints after their columns, which is what an error is told by', async () => {
    const { db } = await start();
    const indexes = await db.$queryRaw<{ name: string; wanted: string }[]>`
      SELECT i.name, i.tbl_name || '_' || group_concat(c.name, '_' ORDER BY c.seqno) || '_key' AS wanted
      FROM sqlite_schema AS i, pragma_index_info(i.name) AS c
      WHERE i.sql LIKE 'CREATE UNIQUE INDEX%' GROUP BY i.name`;
    expect(indexes.length).toBeGreaterThan(5);
    expect(indexes.map(({ name }) => name)).toEqual(indexes.map(({ wanted }) => wanted));
    expect(indexes.filter(({ name }) => name.length > 63)).toEqual([]); // where PostgreSQL would cut it
  });

  it('holds no byte of what was deleted once the log is emptied', async () => {
    const { db, truncateLog } = await start();
    await db.inbox.createMany({ data: Array.from({ length: 50 }, (_, index) => row(`k${index}`)) });
    await truncateLog();
    expect(filesWith(CANARY)).toEqual(['corridor.db']);
    await db.inbox.deleteMany();
    expect(filesWith(CANARY)).not.toEqual([]);
    await truncateLog();
    expect(filesWith(CANARY)).toEqual([]);
  });

  it('waits for an open transaction before it empties the log or is copied', async () => {
    const { db, transaction, truncateLog, backup } = await start();
    const finish = createGate();
    const started = createGate();
    const open = transaction(async (tx) => {
      await tx.inbox.create({ data: row('k1') });
      started.open();
      await finish.passed;
    });
    await started.passed;
    const waiting = Promise.all([truncateLog(), backup(path.join(folder, 'copy.db'))]);
    finish.open();
    await Promise.all([open, waiting]);
    expect(await db.inbox.count()).toBe(1);
  });

  describe.each([undefined, 'correct horse battery staple'])('with encryption key %s', (key) => {
    it('is backed up while in use, into a database that opens', async () => {
      const { db, backup } = await start(key);
      await db.inbox.create({ data: row('before') });
      const copy = path.join(folder, 'copy.db');
      await backup(copy);
      await db.inbox.create({ data: row('after') });
      expect(statSync(copy).mode & 0o777).toBe(0o600);

      const restored = mkdtempSync(path.join(folder, 'restored-'));
      copyFileSync(copy, path.join(restored, 'corridor.db'));
      const again = await start(key, restored);
      expect(await again.db.inbox.findMany({ select: { key: true } })).toEqual([{ key: 'before' }]);
      await expect(backup(copy)).rejects.toThrow(/copy.db exists already/);
    });
  });

  describe('that is encrypted', () => {
    it('shows nothing of its content, in its log and copies either', async () => {
      const { db, backup } = await start('the right key');
      await db.inbox.create({ data: row('k1') });
      await backup(path.join(folder, 'copy.db'));
      expect(filesWith(CANARY)).toEqual([]);
      expect(filesWith('CREATE TABLE')).toEqual([]);
    });

    it.each([undefined, 'another key'])('refuses %s as a key, without repeating it', async (key) => {
      await (await start('the right key')).close();
      const refusal = await start(key).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ name: 'DatabaseRefused', code: 'unreadable' });
      expect(String(refusal)).not.toContain('another key');
      expect(await (await start('the right key')).db.inbox.count()).toBe(0);
    });
  });

  it('refuses a key for a file that is not encrypted', async () => {
    await (await start()).close();
    await expect(start('a key')).rejects.toMatchObject({ code: 'unreadable' });
  });
});
