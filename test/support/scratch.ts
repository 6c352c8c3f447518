import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.js';
import type { OpenTestDatabase } from './database.js';

/** An embedded database of its own for what is run by hand, outside the tests. `drop` leaves nothing behind. */
export async function openScratchDatabase(): Promise<OpenTestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'corridor-scratch-'));
  const database = await connect({ folder });
  return { ...database, drop: () => database.close().then(() => rm(folder, { recursive: true })) };
}
