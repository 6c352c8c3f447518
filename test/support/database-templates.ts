import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/database/connect.js';
import { newDatabaseName, onServer, urlOf } from './postgresql-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with a migrated SQLite database, and the name of a migrated PostgreSQL one if a server is at hand. */
    templates: { sqlite: string; postgresql: string | null };
  }
}

/** Migrates one database of each kind before any test. `openDatabase` copies it, which is much quicker. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const sqlite = await mkdtemp(path.join(tmpdir(), 'corridor-template-'));
  await (await connect({ folder: sqlite })).close();
  const server = process.env['TEST_DATABASE_URL'];
  if (!server)
    console.warn('PostgreSQL is skipped: TEST_DATABASE_URL is not set (.ci/postgres start prints one).');
  const postgresql = server ? newDatabaseName('template') : null;
  if (server && postgresql) {
    await onServer(server, `CREATE DATABASE "${postgresql}"`);
    await (await connect({ url: urlOf(server, postgresql), folder: sqlite })).close();
  }

  project.provide('templates', { sqlite, postgresql });
  return async () => {
    if (server && postgresql) await onServer(server, `DROP DATABASE "${postgresql}" WITH (FORCE)`);
    await rm(sqlite, { recursive: true });
  };
}
