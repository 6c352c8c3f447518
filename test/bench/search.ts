// How long it takes to find similar texts among 100,000, on SQLite and, if TEST_DATABASE_URL names a server, PostgreSQL.
// By itself: npx tsx test/bench/search.ts
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../src/database/connect.js';
import { derive, keyringFrom } from '../../src/database/keyring.js';
import { createSearch } from '../../src/database/search.js';
import { termsOf } from '../../src/database/search-terms.js';
import type { Database } from '../../src/database/types.js';
import { newDatabaseName, onServer, urlOf } from '../support/postgresql-server.js';

type Print = (line: string) => void;

const TEXTS = 100_000;
const WORDS = 20_000;
const SCOPE = { partnershipId: 'bench', kind: 'consultation' };
const ROUNDS = 400;

const keyring = keyringFrom(`bench:${randomBytes(32).toString('base64')}`);

/** The same numbers in every run. */
function dice(seed: number) {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const letters = (n: number) => String(n).replaceAll(/\d/g, (digit) => 'bcdfghklmp'[Number(digit)] ?? '');
const vocabulary = Array.from({ length: WORDS }, (_, n) => `w${letters(n)}`);

/** The few common words often, the many rare ones seldom, as in any language: the n-th is n times as rare. */
function speaker(seed: number) {
  const next = dice(seed);
  return (count: number): string[] =>
    Array.from({ length: count }, () => vocabulary[Math.floor(WORDS ** next()) - 1] ?? 'w');
}

/** Fills the tables as `index` would, only in bulk. */
async function fill(database: Database): Promise<void> {
  const key = derive(keyring, 'search');
  const termOf = new Map(vocabulary.map((word) => [word, termsOf(word, SCOPE, key)[0] ?? '']));
  const next = dice(1);
  const say = speaker(2);
  await database.transaction(
    async (tx) => {
      for (let from = 0; from < TEXTS; from += 1_000) {
        const data = Array.from({ length: 1_000 }, (_, n) => {
          const terms = new Set(say(20 + Math.floor(next() * 100)).map((word) => termOf.get(word) ?? ''));
          return { ...SCOPE, subjectId: `text-${from + n}`, terms: [...terms].join(' ') };
        });
        await tx.searchDocument.createMany({ data });
      }
      await tx.$executeRawUnsafe(
        database.provider === 'sqlite'
          ? `INSERT INTO "SearchPosting" SELECT value, "seq" FROM "SearchDocument",
               json_each('["' || replace("terms", ' ', '","') || '"]') ORDER BY 1, 2`
          : `INSERT INTO "SearchPosting" SELECT term, "seq" FROM "SearchDocument",
               unnest(string_to_array("terms", ' ')) term ORDER BY 1, 2`,
      );
      await tx.$executeRaw`INSERT INTO "SearchTerm" SELECT ${SCOPE.partnershipId}, "term", count(*)
        FROM "SearchPosting" GROUP BY "term"`;
    },
    { timeoutMs: 900_000 },
  );
  // What autovacuum does by itself in time.
  await database.db.$executeRawUnsafe(database.provider === 'sqlite' ? 'ANALYZE' : 'VACUUM ANALYZE');
}

const QUESTIONS: readonly (readonly [name: string, words: (say: ReturnType<typeof speaker>, n: number) => string[]])[] = [
  ['a situation of 60 words', (say) => say(60)],
  ['three words', (say) => say(3)],
  ['one rare word', (_say, n) => vocabulary.slice(-1 - n, WORDS - n)],
  ['the two commonest words', () => vocabulary.slice(0, 2)],
  ['the twelve commonest words', () => vocabulary.slice(0, 12)],
]; // prettier-ignore

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function shown(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1).padStart(6);
  return `p50 ${at(0.5)} ms   p99 ${at(0.99)} ms`;
}

async function measure(database: Database, print: Print): Promise<void> {
  const search = createSearch({ database, keyring });
  const filledMs = await time(() => fill(database));
  const postings = await database.db.searchPosting.count();
  print(`${database.provider}: ${TEXTS} texts, ${postings} postings, filled in ${(filledMs / 1_000).toFixed(0)} s`);
  for (const [name, words] of QUESTIONS) {
    const say = speaker(3);
    const times: number[] = [];
    for (let n = 0; n < ROUNDS; n += 1) {
      const text = words(say, n).join(' ');
      times.push(await time(() => search.similar({ ...SCOPE, kinds: [SCOPE.kind], text, limit: 5 })));
    }
    print(`  find, ${name.padEnd(28)} ${shown(times)}`);
  }
  const say = speaker(4);
  const index = (n: number) => {
    const text = { ...SCOPE, subjectId: `text-${n}`, text: say(120).join(' ') };
    return time(() => database.transaction((tx) => search.index(tx, text)));
  };
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) times.push(await index(n));
  print(`  index anew, ${'120 words'.padEnd(22)} ${shown(times)}`);
} // prettier-ignore

/** Prints the times of SQLite and, if the address of a server is given, of PostgreSQL. Filling takes minutes. */
export async function benchSearch(print: Print, server: string | undefined): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'corridor-bench-'));
  const name = newDatabaseName('bench');
  if (server) await onServer(server, `CREATE DATABASE "${name}"`);
  try {
    for (const url of server ? [undefined, urlOf(server, name)] : [undefined]) {
      const database = await connect({ url, folder });
      await measure(database, print);
      await database.close();
    }
  } finally {
    if (server) await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
    await rm(folder, { recursive: true });
  }
}

if (import.meta.filename === process.argv[1])
  await benchSearch((line) => void process.stdout.write(`${line}\n`), process.env['TEST_DATABASE_URL']);
