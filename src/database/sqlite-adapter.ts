import type { Client, InStatement, InValue, ResultSet, Row, Transaction, Value } from '@libsql/client';
import { LibsqlError } from '@libsql/client';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import Libsql from 'libsql';
import type { SqliteConnection } from './sqlite-file.js';

/**
 * Prisma’s own libSQL adapter over one connection of ours. The client it would make itself opens another connection
 * for every transaction, without our settings, and cannot read integers above 2^53. The adapter lets statements wait
 * until a transaction has ended, which makes one connection enough and safe.
 */
export class OneConnectionAdapter extends PrismaLibSql {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    super({ url: 'file:unused' });
    this.#connection = connection;
  }

  override createClient(): Client {
    // Only the part of the interface that the adapter uses.
    return oneConnectionClient(this.#connection) as unknown as Client;
  }
}

function oneConnectionClient(connection: SqliteConnection) {
  const prepare = keepStatements(connection);
  const run = (statement: InStatement) => runStatement(prepare, statement);
  return {
    execute: async (statement: InStatement) => run(statement),
    executeMultiple: async (sql: string) => void connection.exec(sql),
    transaction: async () => beginTransaction(connection, run),
    close: () => undefined, // whoever opened the connection closes it
  };
}

/** Other than the default, the transaction takes the write lock at once, so it cannot fail half-way for want of it. */
function beginTransaction(connection: SqliteConnection, run: (statement: InStatement) => ResultSet) {
  run('BEGIN IMMEDIATE');
  const end = (sql: 'COMMIT' | 'ROLLBACK') => {
    try {
      if (connection.inTransaction) run(sql);
      else if (sql === 'COMMIT') throw new LibsqlError('SQLite has undone this transaction', 'SQLITE_ABORT');
    } finally {
      if (connection.inTransaction) run('ROLLBACK'); // a COMMIT that failed, say on a full disk, leaves it open
    }
  };
  return {
    execute: async (statement: InStatement) => {
      if (connection.inTransaction) return run(statement);
      throw new LibsqlError('The transaction is closed', 'TRANSACTION_CLOSED');
    },
    commit: async () => end('COMMIT'),
    rollback: async () => end('ROLLBACK'),
  } satisfies Pick<Transaction, 'commit' | 'rollback'> & {
    execute(statement: InStatement): Promise<ResultSet>;
  };
}

type Prepared = {
  statement: ReturnType<SqliteConnection['prepare']>;
  columns: string[];
  columnTypes: string[];
};

const KEPT_STATEMENTS = 200;

/** Prepares each text once, and forgets the one that was not used for longest. */
function keepStatements(connection: SqliteConnection): (sql: string) => Prepared {
  const kept = new Map<string, Prepared>();
  return (sql) => {
    const known = kept.get(sql) ?? prepareStatement(connection, sql);
    kept.delete(sql);
    kept.set(sql, known); // a Map remembers the order of insertion: the last one is the freshest
    const [oldest] = kept.keys();
    if (kept.size > KEPT_STATEMENTS && oldest !== undefined) kept.delete(oldest);
    return known;
  };
}

function prepareStatement(connection: SqliteConnection, sql: string): Prepared {
  const statement = connection.prepare(sql).safeIntegers(true);
  const columns = statement.reader ? statement.raw(true).columns() : [];
  return {
    statement,
    columns: columns.map(({ name }) => name),
    columnTypes: columns.map(({ type }) => type ?? ''),
  };
}

function runStatement(prepare: (sql: string) => Prepared, input: InStatement): ResultSet {
  const { sql, args = [] } = typeof input === 'string' ? { sql: input } : input;
  try {
    const { statement, columns, columnTypes } = prepare(sql);
    const values = Object.values(args).map(toSqlite);
    const reads = columns.length > 0;
    const rows = reads ? (statement.all(values) as unknown[][]).map(toRow) : [];
    const rowsAffected = reads ? 0 : statement.run(values).changes;
    return { columns, columnTypes, rows, rowsAffected, lastInsertRowid: undefined, toJSON: () => null };
  } catch (error) {
    throw error instanceof Libsql.SqliteError ? asClientError(error) : error;
  }
}

// The adapter reads a row by position only.
const toRow = (values: unknown[]): Row => values.map(fromSqlite) as unknown as Row;

function toSqlite(value: InValue): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  return value;
}

function fromSqlite(value: unknown): Value {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (value instanceof Uint8Array) return Uint8Array.from(value).buffer;
  return value as Value;
}

/** The adapter knows the class of its usual client only. */
function asClientError(error: InstanceType<typeof Libsql.SqliteError>): LibsqlError {
  return new LibsqlError(error.message, error.code, undefined, error.rawCode, error);
}
