import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { PrismaClient } from './generated/sqlite/client.js';
import { guarded } from './guard.js';

/** What each of the two databases gives to `connect`; `release` is called last, when the client has let go. */
export type Opened = {
  client: PrismaClient;
  backup(file: string): Promise<void>;
  truncateLog(): Promise<void>;
  release(): Promise<void>;
};

/** Prisma’s settings, the same for both. */
export const clientOptions = (adapter: SqlDriverAdapterFactory) => ({
  adapter: guarded(adapter),
  errorFormat: 'minimal' as const,
});
