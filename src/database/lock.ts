import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import Libsql from 'libsql';
import { createPrivateFile } from './files.js';
import { DatabaseRefused } from './refused.js';

/**
 * Makes this process the only one that may open the database in `folder`, until it calls what is returned or ends:
 * the system drops the lock however a process dies. SQLite’s own lock on a file of its own is used because it also
 * holds between containers that share the folder. (Not on a network file system: keep the folder on a local disk.)
 * @throws DatabaseRefused naming the holder
 */
export function lockFolder(folder: string): () => void {
  const lockFile = path.join(folder, 'lock.db');
  const holderFile = path.join(folder, 'lock-holder.txt');
  createPrivateFile(lockFile);
  const lock = new Libsql(lockFile);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new DatabaseRefused(
      'in-use',
      `The database in ${folder} is already open in ${readHolder(holderFile)}. Stop that one first, or set ` +
        'DATABASE_URL to let several processes share a PostgreSQL database.',
      { cause: error },
    );
  }
  writeFileSync(holderFile, `process ${process.pid} on ${hostname()}`, { mode: 0o600 });
  return () => {
    writeFileSync(holderFile, '');
    lock.exec('ROLLBACK');
    lock.close();
  };
}

function readHolder(holderFile: string): string {
  try {
    return readFileSync(holderFile, 'utf8') || 'another process';
  } catch {
    return 'another process';
  }
}
