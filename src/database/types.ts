import type { Prisma } from './generated/sqlite/client.js';

/**
 * What features read and write with. Inside a transaction only the client it was given may be used.
 * The type is the SQLite client’s, the narrower of the two, so what compiles runs on both databases.
 */
export type Db = Prisma.TransactionClient;

/** What a Json column takes. */
export type Json = Prisma.InputJsonValue;

export type Provider = 'sqlite' | 'postgresql';

export type Database = {
  readonly provider: Provider;
  /** For reading, and for writes of one statement. Refused inside a transaction, where it would wait for itself. */
  readonly db: Db;
  /**
   * Everything `work` writes is kept, or, if it throws or takes longer than `timeoutMs` (10 s), nothing is.
   * Never wait for the network inside: with SQLite everybody else waits too. Work that is started inside without
   * being awaited, such as waking a worker, counts as inside until the end.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Writes a consistent copy to a file that must not exist yet, encrypted if the database is. */
  backup(file: string): Promise<void>;
  /** Leaves no byte of deleted rows in SQLite’s files. For PostgreSQL, where that is VACUUM’s work, it does nothing. */
  truncateLog(): Promise<void>;
  close(): Promise<void>;
};

export type TransactionOptions = { timeoutMs?: number; maxWaitMs?: number };
