import Libsql from 'libsql';
import { createPrivateFile } from './files.js';
import { DatabaseRefused } from './refused.js';

export type SqliteConnection = InstanceType<typeof Libsql>;

const SETTINGS: readonly { pragma: string; set: string; reads: string | number }[] = [
  { pragma: 'journal_mode', set: 'WAL', reads: 'wal' },
  { pragma: 'synchronous', set: 'FULL', reads: 2 }, // what was acknowledged survives a power cut
  { pragma: 'foreign_keys', set: 'ON', reads: 1 },
  { pragma: 'secure_delete', set: 'ON', reads: 1 }, // what is deleted is overwritten
  { pragma: 'temp_store', set: 'MEMORY', reads: 2 }, // nothing confidential in temporary files
  { pragma: 'trusted_schema', set: 'OFF', reads: 0 },
  { pragma: 'busy_timeout', set: '5000', reads: 5000 },
];

/**
 * Opens or creates a database file with our settings, each read back.
 * @throws DatabaseRefused if the file cannot be read with this key, or SQLite does not take a setting
 */
export function openSqliteFile(file: string, encryptionKey: string | undefined): SqliteConnection {
  createPrivateFile(file);
  // The package passes the key on; its types, made for another library, do not know the name.
  const options = { timeout: 5000, encryptionKey: encryptionKey ?? '' };
  const connection = new Libsql(file, options);
  try {
    readOnce(connection, file);
    applySettings(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** @throws DatabaseRefused if one of them reads back as something else */
export function applySettings(connection: SqliteConnection): void {
  for (const { pragma, set, reads } of SETTINGS) {
    connection.exec(`PRAGMA ${pragma} = ${set}`);
    const actual = single(connection, `PRAGMA ${pragma}`);
    if (actual === reads) continue;
    throw new DatabaseRefused(
      'setting',
      `SQLite keeps ${pragma} at ${String(actual)} where ${set} is needed.`,
    );
  }
}

/** The first column of the first row. */
export function single(connection: SqliteConnection, sql: string): unknown {
  const [row] = connection.prepare(sql).raw(true).all() as unknown[][];
  return row?.[0];
}

function readOnce(connection: SqliteConnection, file: string): void {
  try {
    single(connection, 'SELECT count(*) FROM sqlite_schema');
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    throw new DatabaseRefused(
      'unreadable',
      `${file} cannot be read: ENCRYPTION_KEY is missing or another one than the file was made with, or the file is damaged.`,
      { cause: error },
    );
  }
}
