import { derive } from '../../src/database/keyring.js';
import { termsOf } from '../../src/database/search-terms.js';
import { open, type Keyring } from '../../src/database/seal.js';
import type { Database } from '../../src/database/types.js';
import { tablesOf } from './rows.js';

/** Nobody’s details: one of each kind that is never to stand anywhere. */
export const TYPED =
  'Mrs Oyelaran, NHS 943 476 5919, was told on 07700 900123 and oyelaran@example.org, at CH41 5EU, to stay away.';
export const SHORT = '07700 900123';
const PIECES = ['oyelaran', '9434765919', '07700900123', 'ch415eu'];

/** Which of it stands in a text, however it is spaced, escaped or dressed up. */
export function leaked(text: string): string[] {
  const squeezed = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return PIECES.filter((piece) => squeezed.includes(piece));
}

type Row = Readonly<Record<string, unknown>>;
const SEALED = /^v\d+\.[^.]+\.[^.]+\.[^.]+$/;

/**
 * Where something of it is stored: every column of every table, with what is sealed opened by its key, and the terms by
 * which texts are found.
 * @throws for a sealed value that does not open: a new one is to say here whose row it is bound to
 */
export async function leakedRows(database: Database, keyring: Keyring): Promise<string[]> {
  const { db } = database;
  const partnerships = ['', ...(await db.partnership.findMany({ select: { id: true } })).map(({ id }) => id)];
  const terms = new Set(
    partnerships.flatMap((partnershipId) =>
      ['consultation', 'card'].flatMap((kind) => termsOf('Oyelaran 943 476 5919 9434765919 07700 900123', { partnershipId, kind }, derive(keyring, 'search'))),
    ),
  );
  const faults: string[] = [];
  for (const table of await tablesOf(database)) {
    for (const row of await db.$queryRawUnsafe<Row[]>(`SELECT * FROM "${table}"`)) {
      for (const [field, value] of Object.entries(row)) {
        if (value === null) continue;
        const text = typeof value === 'string' ? value : JSON.stringify(value, plain);
        const read = SEALED.test(text) ? opened(keyring, text, partnerships, table, row, field) : text;
        faults.push(...leaked(read).map((piece) => `${table}.${field}: ${piece}`));
        if (terms.has(text) || text.split(' ').some((each) => terms.has(each))) faults.push(`${table}.${field}: a term`);
      }
    }
  }
  return [...new Set(faults)];
} // prettier-ignore

const plain = (_key: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

function opened(
  keyring: Keyring,
  sealed: string,
  partnerships: string[],
  table: string,
  row: Row,
  field: string,
) {
  const id = String(row['id'] ?? row['key']);
  for (const partnership of partnerships) {
    try {
      return open(sealed, keyring, { partnership, table, row: id, field });
    } catch {
      continue;
    }
  }
  throw new Error(`${table}.${field} is sealed in a way that is not known here`);
}
