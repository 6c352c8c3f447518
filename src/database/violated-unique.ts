import { PrismaClientKnownRequestError } from '@prisma/client/runtime/client';

type Cause = {
  kind?: string;
  originalCode?: string;
  table?: string;
  constraint?: { index?: string; fields?: string[] };
};

const UNIQUE = 'P2002';
const RAW_SQL = 'P2010';
const SQLITE_PRIMARY_KEY = '1555';

/**
 * The unique constraint that a write broke, such as `Referral_reference_key` or `Referral_pkey`; undefined for any
 * other error. PostgreSQL reports that name; SQLite reports table and columns, and the name is made from them as
 * Prisma makes it. So unique constraints get no name of their own in the schema, and no write should break two at once.
 */
export function violatedUnique(error: unknown): string | undefined {
  if (!(error instanceof PrismaClientKnownRequestError)) return undefined;
  if (error.code !== UNIQUE && error.code !== RAW_SQL) return undefined;
  const { cause } = (error.meta?.['driverAdapterError'] ?? {}) as { cause?: Cause };
  if (cause?.kind !== 'UniqueConstraintViolation') return undefined;

  const { index, fields = [] } = cause.constraint ?? {};
  if (index) return index;
  return cause.originalCode === SQLITE_PRIMARY_KEY
    ? `${cause.table}_pkey`
    : [cause.table, ...fields, 'key'].join('_');
}
