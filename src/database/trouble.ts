/** What is the matter with the database itself, where it is not the fault of what was asked. */
export type Trouble = 'disk-full' | 'read-only' | 'damaged' | 'away';

/** By SQLite's primary result code. */
const OF_SQLITE: Readonly<Record<number, Trouble>> = {
  13: 'disk-full',
  8: 'read-only',
  11: 'damaged',
  26: 'damaged',
  10: 'damaged', // an error of the disk itself, which says no more
  14: 'away',
};

/** By PostgreSQL's error code or, where it is longer than the key, the class of it. */
const OF_POSTGRESQL: readonly (readonly [start: string, trouble: Trouble])[] = [
  ['53100', 'disk-full'],
  ['25006', 'read-only'],
  ['XX00', 'damaged'],
  ['08', 'away'],
  ['57P', 'away'],
  ['55000', 'away'],
  ['53300', 'away'],
];

const UNREACHED = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

type Cause = { kind?: string; originalCode?: string };

/** Reads it off an error of the client. Null for any other error: the database is well, as far as that one tells. */
export function troubleOf(error: unknown): Trouble | null {
  const meta = (error as { meta?: { driverAdapterError?: { cause?: Cause } } } | null)?.meta;
  const { kind, originalCode = '' } = meta?.driverAdapterError?.cause ?? {};
  if (kind === undefined) return null;
  if (UNREACHED.has(kind)) return 'away';
  if (kind === 'sqlite') return OF_SQLITE[Number(originalCode) % 256] ?? null;
  if (kind !== 'postgres') return null;
  return OF_POSTGRESQL.find(([start]) => originalCode.startsWith(start))?.[1] ?? null;
}
