import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Prisma as PostgresqlPrisma } from './generated/postgresql/client.js';
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client.js';
import type { Prisma, PrismaClient } from './generated/sqlite/client.js';
import type { Applied } from './migrations.js';
import {
  CREATE_RECORDS,
  failed,
  loadMigrations,
  MIGRATIONS,
  pendingMigrations,
  READ_RECORDS,
  recordOf,
} from './migrations.js';
import type { Opened } from './opened.js';
import { clientOptions } from './opened.js';
import { DatabaseRefused } from './refused.js';

/** Longer than any transaction of ours may last: who is silent within one for so long is frozen, and holds others up. */
const SILENCE_MS = 20_000;
const MIGRATION_LOCK = 4_172_026; // any number, as long as nothing else in the same database uses it

/**
 * Applies what is missing, each migration in a transaction of its own. Of several processes that start at once one
 * does it and the others wait.
 * @throws DatabaseRefused when the database and the migrations do not fit, or one of them fails
 */
export async function migratePostgresql(url: string, root: URL): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'corridor-migrations' });
  try {
    await client.connect();
  } catch (error) {
    throw unreached(url, error);
  }
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]); // dropped with the connection
    await client.query(CREATE_RECORDS);
    const { rows } = await client.query<Applied>(READ_RECORDS);
    for (const migration of pendingMigrations(loadMigrations('postgresql', root), rows)) {
      try {
        await client.query(`BEGIN;\n${migration.sql}\n;${recordOf(migration)};\nCOMMIT;`);
      } catch (error) {
        await client.query('ROLLBACK');
        throw failed(migration, error);
      }
    }
  } finally {
    await client.end();
  }
}

/** The address may hold a password: only the host and the database are named. */
function unreached(url: string, error: unknown): DatabaseRefused {
  const { host, pathname } = new URL(url);
  const { code = 'no code' } = error as { code?: string };
  return new DatabaseRefused(
    'away',
    `PostgreSQL at ${host}${pathname} cannot be reached or does not let Corridor in (${code}). See that it runs and that DATABASE_URL is right.`,
    { cause: error },
  );
}

/** Opens a pool of at most `connections`. */
export async function openPostgresql(url: string, connections: number): Promise<Opened> {
  await migratePostgresql(url, MIGRATIONS);
  const settings = { connectionString: url, max: connections, application_name: 'corridor' };
  // The adapter writes times without their zone, so in any other zone than this the hour of the clock change is lost.
  const adapter = new PrismaPg({
    ...settings,
    options: `-c TimeZone=UTC -c idle_in_transaction_session_timeout=${SILENCE_MS}`,
  });
  return {
    // The one place where this client is taken for the other, whose type all our code knows.
    client: new PostgresqlClient(clientOptions(adapter)) as unknown as IfAllAgree<PrismaClient>,
    backup: async () => {
      throw new DatabaseRefused('backup', 'Back PostgreSQL up with pg_dump.');
    },
    truncateLog: async () => undefined,
    release: async () => undefined,
  };
}

// One client can stand for the other only while all models agree. If one differs, whoever uses the client does not
// compile, and the compiler names the model. (Arguments cannot be compared: under exactOptionalPropertyTypes one of
// Prisma’s helper types differs from its own twin.)
type IfAllAgree<T> = [Differing] extends [never] ? T : { differing: Differing };

type Models = Prisma.TypeMap['model'];
type PostgresqlModels = PostgresqlPrisma.TypeMap['model'];
type Differing = keyof {
  [M in keyof (Models & PostgresqlModels) as Same<M> extends true ? never : M]: never;
};
type Same<M> = M extends keyof (Models | PostgresqlModels)
  ? Equal<Models[M]['payload']['scalars'], PostgresqlModels[M]['payload']['scalars']>
  : false;
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
