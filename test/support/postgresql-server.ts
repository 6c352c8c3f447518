import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A name that no other test run uses. */
export const newDatabaseName = (purpose: string): string =>
  `corridor_${purpose}_${randomBytes(8).toString('hex')}`;

/** The address of another database on the same server. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

const pools = new Map<string, pg.Pool>();

/** Carries out one statement on the server’s own database, over a connection that is kept for the next one. */
export async function onServer(server: string, statement: string): Promise<void> {
  const pool = pools.get(server) ?? new pg.Pool({ connectionString: server, max: 1, allowExitOnIdle: true });
  pools.set(server, pool);
  await pool.query(statement);
}
