import type { Applied, Migration } from './migrations.js';
import {
  CREATE_RECORDS,
  failed,
  loadMigrations,
  pendingMigrations,
  READ_RECORDS,
  recordOf,
} from './migrations.js';
import type { SqliteConnection } from './sqlite-file.js';
import { applySettings } from './sqlite-file.js';

/**
 * Applies what is missing, each migration in a transaction of its own. `beforeFirst` is awaited before anything
 * changes in a database that has been used, with the name of its newest migration: the moment to make a copy.
 * @throws DatabaseRefused when the database and the migrations do not fit, or one of them fails
 */
export async function migrateSqlite(
  connection: SqliteConnection,
  root: URL,
  beforeFirst: (newest: string) => Promise<void>,
): Promise<void> {
  connection.exec(CREATE_RECORDS);
  const applied = connection.prepare(READ_RECORDS).all() as Applied[];
  const pending = pendingMigrations(loadMigrations('sqlite', root), applied);
  const newest = applied.at(-1);
  if (pending.length > 0 && newest) await beforeFirst(newest.name);

  // Changing a table often means dropping and building it anew. With foreign keys on, the drop would delete the rows
  // that refer to it, and inside a transaction they cannot be switched.
  connection.exec('PRAGMA foreign_keys = OFF');
  try {
    for (const migration of pending) apply(connection, migration);
  } finally {
    applySettings(connection);
  }
}

function apply(connection: SqliteConnection, migration: Migration): void {
  try {
    connection.exec('BEGIN IMMEDIATE');
    connection.exec(migration.sql);
    // Prisma’s SQL switches foreign keys by itself, which has no effect inside a transaction; so this is our check.
    const orphans = connection.prepare('PRAGMA foreign_key_check').all().length;
    if (orphans > 0) throw new Error(`${orphans} rows would lose the row they refer to`);
    connection.exec(recordOf(migration));
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw failed(migration, error);
  }
}
