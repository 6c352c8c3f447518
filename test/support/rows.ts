import type { Database } from '../../src/database/types.js';

/** Every row of every table as text, by table. What was written down, compared with what should have been. */
export type Rows = Readonly<Record<string, readonly string[]>>;

const TABLES = {
  sqlite: `SELECT "name" FROM sqlite_master WHERE "type" = 'table' AND "sql" NOT LIKE 'CREATE VIRTUAL%'`,
  postgresql: `SELECT "tablename" AS "name" FROM pg_tables WHERE "schemaname" = 'public'`,
} as const;
const OURS = /^[A-Z][A-Za-z]+$/;

/** The tables that are ours. */
export async function tablesOf({ db, provider }: Database): Promise<string[]> {
  const tables = await db.$queryRawUnsafe<{ name: string }[]>(TABLES[provider]);
  return tables.map(({ name }) => name).filter((name) => OURS.test(name));
}

/** How many rows each table has, in one query: for the tests that ask after every one of very many calls. */
export async function createCounter(
  database: Database,
): Promise<() => Promise<Readonly<Record<string, number>>>> {
  const counts = (await tablesOf(database)).map((name) => `(SELECT COUNT(*) FROM "${name}") AS "${name}"`);
  return async () => {
    const [row = {}] = await database.db.$queryRawUnsafe<Record<string, number | bigint>[]>(
      `SELECT ${counts.join(', ')}`,
    );
    return Object.fromEntries(Object.entries(row).map(([name, count]) => [name, Number(count)]));
  };
}

/** Reads everything that is stored now. */
export async function rowsOf(database: Database): Promise<Rows> {
  const { db } = database;
  const entries = (await tablesOf(database)).map(async (name) => {
    const rows = await db.$queryRawUnsafe<unknown[]>(`SELECT * FROM "${name}"`);
    return [name, rows.map((row) => JSON.stringify(row, plain)).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
