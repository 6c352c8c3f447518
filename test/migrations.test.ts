import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/database/connect.js';
import { SQLITE_FILE } from '../src/database/files.js';
import { migrateSqlite } from '../src/database/migrate-sqlite.js';
import { migratePostgresql } from '../src/database/postgresql.js';
import type { Opened } from '../src/database/opened.js';
import { openSqlite } from '../src/database/sqlite.js';
import { openSqliteFile } from '../src/database/sqlite-file.js';
import type { Provider } from '../src/database/types.js';
import { createDatabase, providers, type TestDatabase } from './support/database.js';

const PETS = 'CREATE TABLE pet (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);';
const TOYS =
  'CREATE TABLE toy (id TEXT NOT NULL PRIMARY KEY, pet TEXT NOT NULL REFERENCES pet (id) ON DELETE CASCADE);';

const REBUILD = `
  PRAGMA foreign_keys=OFF;
  CREATE TABLE new_pet (id TEXT NOT NULL PRIMARY KEY, nickname TEXT NOT NULL);
  INSERT INTO new_pet SELECT id, name FROM pet;
  DROP TABLE pet;
  ALTER TABLE new_pet RENAME TO pet;
  PRAGMA foreign_keys=ON;`;

const addMigration = (root: string, provider: Provider, name: string, sql: string) => {
  const folder = path.join(root, provider, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'migration.sql'), sql);
};

describe.each(providers)('migrations on %s', (provider) => {
  let at: TestDatabase;
  let root: string;
  beforeEach(async () => {
    at = await createDatabase(provider, 'nothing');
    root = mkdtempSync(path.join(tmpdir(), 'corridor-migrations-'));
  });
  afterEach(async () => {
    rmSync(root, { recursive: true });
    await at.remove();
  });

  const add = (name: string, sql: string) => addMigration(root, provider, name, sql);
  const remove = (name: string) => rmSync(path.join(root, provider, name), { recursive: true });

  const migrate = () => {
    const url = pathToFileURL(`${root}/`);
    if (at.url) return migratePostgresql(at.url, url);
    return onFile((connection) => migrateSqlite(connection, url, async () => undefined));
  };
  const onFile = async <T>(
    act: (connection: ReturnType<typeof openSqliteFile>) => Promise<T>,
  ): Promise<T> => {
    const connection = openSqliteFile(path.join(at.folder, SQLITE_FILE), undefined);
    return act(connection).finally(() => connection.close());
  };
  const query = async (sql: string): Promise<unknown[]> => {
    if (!at.url) return onFile(async (connection) => connection.prepare(sql).all());
    const client = new pg.Client({ connectionString: at.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  };

  it('are carried out once each, in their order', async () => {
    add('20260102000000_toys', TOYS);
    add('20260101000000_pets', PETS);
    await migrate();
    await migrate();
    expect(await query('SELECT name FROM _migration ORDER BY "appliedAt", name')).toEqual([
      { name: '20260101000000_pets' },
      { name: '20260102000000_toys' },
    ]);
    expect(await query('SELECT * FROM toy')).toEqual([]);
  });

  it('are undone whole when a later statement fails, and work once that is put right', async () => {
    add('20260101000000_pets', PETS);
    add('20260102000000_toys', `${TOYS}\nINSERT INTO nowhere VALUES (1);`);
    await expect(migrate()).rejects.toThrow(
      /^Migration 20260102000000_toys failed and was undone: .*nowhere/,
    );
    await expect(query('SELECT * FROM toy')).rejects.toThrow(/toy/);
    expect(await query('SELECT name FROM _migration')).toEqual([{ name: '20260101000000_pets' }]);
    add('20260102000000_toys', TOYS);
    await migrate();
    expect(await query('SELECT * FROM toy')).toEqual([]);
  });

  it('are refused when one was changed after it had been applied, but not for its line ends', async () => {
    add('20260101000000_pets', `${PETS}\n${TOYS}\n`);
    await migrate();
    add('20260101000000_pets', `${PETS}\r\n${TOYS}\r\n`);
    await migrate();
    add('20260101000000_pets', `${PETS}\n-- ${TOYS}\n`);
    await expect(migrate()).rejects.toThrow(/20260101000000_pets was changed after it had been applied/);
  });

  it('are refused when the database was used by a newer version', async () => {
    add('20260101000000_pets', PETS);
    add('20260102000000_toys', TOYS);
    await migrate();
    remove('20260102000000_toys');
    await expect(migrate()).rejects.toThrow(/used by a newer version: it has migration 20260102000000_toys/);
  });

  it('are refused when one is dated before those already applied', async () => {
    add('20260101000000_pets', PETS);
    await migrate();
    add('20251231000000_early', 'CREATE TABLE early (id TEXT);');
    await expect(migrate()).rejects.toThrow(/20251231000000_early is dated before 20260101000000_pets/);
    await expect(query('SELECT * FROM early')).rejects.toThrow(/early/);
  });

  it('are carried out by one of several processes that start together', async () => {
    add('20260101000000_pets', PETS);
    await Promise.all([migrate(), migrate(), migrate(), migrate()]);
    expect(await query('SELECT name FROM _migration')).toHaveLength(1);
  });

  it('brings the database of a fresh start to the present schema', async () => {
    const database = await connect(at);
    expect(await database.db.referral.count()).toBe(0);
    await database.close();
  });
});

describe('an upgrade of an SQLite file that is in use', () => {
  let folder: string;
  let root: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'corridor-upgrade-'));
    root = path.join(folder, 'migrations');
    addMigration(root, 'sqlite', '20260101000000_pets', PETS + TOYS);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = () => openSqlite(folder, undefined, pathToFileURL(`${root}/`));
  const stop = ({ client, release }: Opened) => client.$disconnect().then(release);
  const fill = async () => {
    const first = await start();
    await first.client.$executeRaw`INSERT INTO pet VALUES ('p1', 'Rex')`;
    await first.client.$executeRaw`INSERT INTO toy VALUES ('t1', 'p1')`;
    await stop(first);
  };

  it('leaves a copy from before it, which is a whole database', async () => {
    await fill();
    addMigration(root, 'sqlite', '20260102000000_away', 'DROP TABLE toy; DROP TABLE pet;');
    await stop(await start());
    const copy = openSqliteFile(path.join(folder, 'before-upgrade-from-20260101000000_pets.db'), undefined);
    expect(copy.prepare('SELECT name FROM pet').all()).toEqual([{ name: 'Rex' }]);
    copy.close();
  });

  it('keeps the rows that refer to a table which is built anew', async () => {
    await fill();
    addMigration(root, 'sqlite', '20260102000000_rename', REBUILD);
    const after = await start();
    expect(
      await after.client.$queryRaw`SELECT toy.id, nickname FROM toy JOIN pet ON pet.id = toy.pet`,
    ).toEqual([{ id: 't1', nickname: 'Rex' }]);
    await expect(after.client.$executeRaw`INSERT INTO toy VALUES ('t2', 'nobody')`).rejects.toThrow(
      /FOREIGN KEY/,
    );
    await stop(after);
  });

  it('is refused and undone when rows would lose the row they refer to', async () => {
    await fill();
    addMigration(root, 'sqlite', '20260102000000_lose', 'DELETE FROM pet;');
    await expect(start()).rejects.toThrow(/1 rows would lose the row they refer to/);
    rmSync(path.join(root, 'sqlite', '20260102000000_lose'), { recursive: true });
    const after = await start();
    expect(await after.client.$queryRaw`SELECT name FROM pet`).toEqual([{ name: 'Rex' }]);
    await stop(after);
  });
});
