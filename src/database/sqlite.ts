import { existsSync } from 'node:fs';
import path from 'node:path';
import { createPrivateFolder, replacePrivateFile, SQLITE_FILE } from './files.js';
import { PrismaClient } from './generated/sqlite/client.js';
import { lockFolder } from './lock.js';
import { migrateSqlite } from './migrate-sqlite.js';
import { MIGRATIONS } from './migrations.js';
import type { Opened } from './opened.js';
import { clientOptions } from './opened.js';
import { openingFailed } from './opening-failed.js';
import { DatabaseRefused } from './refused.js';
import { OneConnectionAdapter } from './sqlite-adapter.js';
import type { SqliteConnection } from './sqlite-file.js';
import { openSqliteFile, single } from './sqlite-file.js';

/**
 * Opens the file in `folder` for this process alone. A copy is kept beside it before an upgrade changes it.
 * @throws DatabaseRefused with a sentence for whoever starts it
 */
export async function openSqlite(
  folder: string,
  encryptionKey: string | undefined,
  migrations: URL = MIGRATIONS,
): Promise<Opened> {
  try {
    return await openLocked(folder, encryptionKey, migrations);
  } catch (error) {
    throw openingFailed(folder, error);
  }
}

async function openLocked(
  folder: string,
  encryptionKey: string | undefined,
  migrations: URL,
): Promise<Opened> {
  createPrivateFolder(folder);
  const unlock = lockFolder(folder);
  let connection: SqliteConnection | undefined;
  try {
    const opened = openSqliteFile(path.join(folder, SQLITE_FILE), encryptionKey);
    connection = opened;
    await migrateSqlite(opened, migrations, (newest) => copyBeforeUpgrade(opened, folder, newest));
    return operate(opened, unlock);
  } catch (error) {
    connection?.close();
    unlock();
    throw error;
  }
}

/** Everything goes through the client, whose adapter makes it wait until an open transaction has ended. */
function operate(connection: SqliteConnection, unlock: () => void): Opened {
  const client = new PrismaClient(clientOptions(new OneConnectionAdapter(connection)));
  return {
    client,
    backup: async (file) => {
      if (existsSync(file))
        throw new DatabaseRefused('backup', `${file} exists already: name a new file for the backup.`);
      await replacePrivateFile(file, (partial) => client.$executeRaw`VACUUM INTO ${partial}`);
    },
    truncateLog: async () => {
      const [result] = await client.$queryRaw<{ busy: number }[]>`PRAGMA wal_checkpoint(TRUNCATE)`;
      if (result?.busy !== 0) throw new Error('SQLite could not empty its log');
    },
    release: async () => {
      try {
        single(connection, 'PRAGMA wal_checkpoint(TRUNCATE)'); // may fail on a full disk; the log is read at the next start
      } finally {
        connection.close();
        unlock();
      }
    },
  };
}

const copyBeforeUpgrade = (connection: SqliteConnection, folder: string, newest: string) =>
  replacePrivateFile(path.join(folder, `before-upgrade-from-${newest}.db`), (partial) => {
    connection.prepare('VACUUM INTO ?').run([partial]);
  });
