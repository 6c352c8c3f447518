import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseRefused } from './refused.js';
import type { Provider } from './types.js';

export type Migration = { name: string; sql: string; checksum: string };
export type Applied = { name: string; checksum: string };

/** The same place seen from src/ and from dist/. */
export const MIGRATIONS = new URL('../../prisma/migrations/', import.meta.url);

export const CREATE_RECORDS =
  'CREATE TABLE IF NOT EXISTS "_migration" ("name" TEXT NOT NULL PRIMARY KEY, "checksum" TEXT NOT NULL, "appliedAt" TEXT NOT NULL)';
export const READ_RECORDS = 'SELECT "name", "checksum" FROM "_migration" ORDER BY "name"';

/** The statement that remembers a migration: part of the transaction that carries it out. */
export const recordOf = ({ name, checksum }: Migration): string =>
  `INSERT INTO "_migration" ("name", "checksum", "appliedAt") VALUES ('${name}', '${checksum}', CURRENT_TIMESTAMP)`;

/** All migrations of one database, the oldest first. A file that only changed its kind of line ends did not change. */
export function loadMigrations(provider: Provider, root: URL): Migration[] {
  const folder = new URL(`${provider}/`, root);
  const names = readdirSync(folder).filter((name) => /^\d{14}_[a-z0-9_]+$/.test(name));
  return names.toSorted().map((name) => {
    const sql = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8').replaceAll('\r\n', '\n');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Which migrations are still to be carried out.
 * @throws DatabaseRefused if what was applied is unknown here, was changed since, or is newer than one that was not
 */
export function pendingMigrations(known: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const checksums = new Map(known.map(({ name, checksum }) => [name, checksum]));
  for (const { name, checksum } of applied) {
    if (!checksums.has(name)) {
      throw refused(
        `The database was used by a newer version: it has migration ${name}, which this one does not know. Start the newer version, or restore the copy made before it.`,
      );
    }
    if (checksums.get(name) !== checksum) {
      throw refused(
        `Migration ${name} was changed after it had been applied. Restore its file and write a new migration instead.`,
      );
    }
  }
  const newest = applied.at(-1)?.name ?? '';
  const pending = known.slice().filter(({ name }) => !applied.some((each) => each.name === name));
  const late = pending.find(({ name }) => name < newest);
  if (late)
    throw refused(
      `Migration ${late.name} is dated before ${newest}, which is applied already. Give it a newer date.`,
    );
  return pending;
}

/** What is said when the SQL of a migration fails. */
export const failed = (migration: Migration, error: unknown): DatabaseRefused =>
  refused(
    `Migration ${migration.name} failed and was undone: ${error instanceof Error ? error.message : String(error)}`,
  );

const refused = (sentence: string) => new DatabaseRefused('migration', sentence);
