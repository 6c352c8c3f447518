import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { connect } from '../../src/database/connect.js';
import { SQLITE_FILE } from '../../src/database/files.js';
import type { Database, Provider } from '../../src/database/types.js';
import { newDatabaseName, onServer, urlOf } from './postgresql-server.js';

const templates = inject('templates');
const server = process.env['TEST_DATABASE_URL'] ?? '';

/** The databases at hand: SQLite always, PostgreSQL if TEST_DATABASE_URL names a server. */
export const providers: readonly Provider[] = templates.postgresql ? ['sqlite', 'postgresql'] : ['sqlite'];

/** Where a test’s database is, for a test that opens it itself, or once more. */
export type TestDatabase = { url: string | undefined; folder: string; remove(): Promise<void> };

/** A database that is opened already. `drop` closes it and leaves nothing behind. */
export type OpenTestDatabase = Database & { drop(): Promise<void> };

/** A fresh database that nobody has opened: migrated and without rows, or with nothing in it at all. */
export async function createDatabase(
  provider: Provider,
  content: 'migrated' | 'nothing' = 'migrated',
): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'corridor-test-'));
  const removeFolder = () => rm(folder, { recursive: true });
  if (provider === 'sqlite') {
    if (content === 'migrated') {
      await copyFile(path.join(templates.sqlite, SQLITE_FILE), path.join(folder, SQLITE_FILE));
    }
    return { url: undefined, folder, remove: removeFolder };
  }
  if (!templates.postgresql) throw new Error('No PostgreSQL is at hand: ask `providers` first');
  const name = newDatabaseName('test');
  const template = content === 'migrated' ? templates.postgresql : 'template0';
  await onServer(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const remove = async () => {
    await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
    await removeFolder();
  };
  return { url: urlOf(server, name), folder, remove };
}

/** A fresh database, migrated and without rows. Call `drop` when the test is done. */
export async function openDatabase(provider: Provider): Promise<OpenTestDatabase> {
  const { url, folder, remove } = await createDatabase(provider);
  const database = await connect({ url, folder, connections: 4 });
  return { ...database, drop: () => database.close().then(remove) };
}
