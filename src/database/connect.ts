import { insideTransaction, refuseInsideTransaction } from './guard.js';
import type { Opened } from './opened.js';
import type { Database, Provider } from './types.js';

export type ConnectOptions = {
  /** A PostgreSQL database. Without it, SQLite in `folder`. */
  url?: string | undefined;
  folder: string;
  /** Encrypts the SQLite file. PostgreSQL’s disk is for its operator to encrypt. */
  encryptionKey?: string | undefined;
  /** How many PostgreSQL connections this process may hold. */
  connections?: number;
};

const PATIENCE_MS = 10_000;

/**
 * Opens the database, with every migration applied.
 * @throws DatabaseRefused with a sentence for whoever runs Corridor
 */
export async function connect({
  url,
  folder,
  encryptionKey,
  connections = 10,
}: ConnectOptions): Promise<Database> {
  if (url) {
    const { openPostgresql } = await import('./postgresql.js'); // loaded only by those who use it
    return offer('postgresql', await openPostgresql(url, connections));
  }
  const { openSqlite } = await import('./sqlite.js');
  return offer('sqlite', await openSqlite(folder, encryptionKey));
}

function offer(provider: Provider, { client, backup, truncateLog, release }: Opened): Database {
  let closed: Promise<void> | undefined;
  return {
    provider,
    db: client,
    transaction: async (work, { timeoutMs = PATIENCE_MS, maxWaitMs = PATIENCE_MS } = {}) => {
      refuseInsideTransaction();
      return client.$transaction((tx) => insideTransaction(() => work(tx)), {
        timeout: timeoutMs,
        maxWait: maxWaitMs,
      });
    },
    backup,
    truncateLog,
    close: () => (closed ??= client.$disconnect().then(release)),
  };
}
