import { join, type Sql, sqltag as sql } from '@prisma/client/runtime/client';
import { derive } from './keyring.js';
import { termsOf } from './search-terms.js';
import type { Keyring } from './seal.js';
import type { Database, Db } from './types.js';

/** What is found: which text, never its words. */
export type Found = { kind: string; subjectId: string };

/** A question in somebody's own words; nothing in `text` is ever query syntax. `except` is a subject to leave out. */
export type Query = {
  partnershipId: string;
  kinds: readonly string[];
  text: string;
  limit: number;
  except?: string;
};

export type Search = ReturnType<typeof createSearch>;

/** Of a question only its rarest words are looked up, and of each only the newest texts: so it never takes long. */
const RAREST = 8;
const NEWEST = 500;

/** The term of no word: its row counts all documents of a partnership. */
const ALL = '';

/**
 * Finds sealed texts again by their words, which are kept as keyed hashes (see `termsOf`). The key changes when the
 * oldest key is retired: index everything anew then, for until that is done nothing from before is found.
 */
export function createSearch({ database, keyring }: { database: Database; keyring: Keyring }) {
  const key = derive(keyring, 'search');
  return {
    /** Makes a text findable, in place of what was there for the same subject. A text without words is forgotten. */
    async index(tx: Db, text: { partnershipId: string; text: string } & Found): Promise<void> {
      const before = await remove(tx, text);
      const after = termsOf(text.text, text, key);
      if (after.length > 0) await add(tx, text, after);
      await recount(tx, text.partnershipId, before?.terms ?? [], after);
    },

    /**
     * Makes a text unfindable. Call `truncateLog` once the transaction has ended, so that no byte is left of which
     * words it shared with others.
     */
    async forget(tx: Db, kind: string, subjectId: string): Promise<void> {
      const gone = await remove(tx, { kind, subjectId });
      if (gone) await recount(tx, gone.partnershipId, gone.terms, []);
    },

    /** The texts that share most of the question's rarest words, the newest first among equals. */
    async similar({ partnershipId, kinds, text, limit, except = '' }: Query): Promise<Found[]> {
      const { db } = database;
      const terms = kinds.map((kind) => termsOf(text, { partnershipId, kind }, key));
      const rarest = await Promise.all(terms.map((each) => rarestOf(db, partnershipId, each)));
      const lists = rarest.flat().map(newestWith);
      if (lists.length === 0) return [];
      return db.$queryRaw<Found[]>`
        SELECT d."kind", d."subjectId" FROM (
          SELECT "document", count(*) AS "shared" FROM (${join(lists, ' UNION ALL ')}) AS "holding"
          GROUP BY "document" ORDER BY "shared" DESC, "document" DESC LIMIT ${limit + 1}) AS "best"
        JOIN "SearchDocument" d ON d."seq" = "best"."document"
        WHERE d."partnershipId" = ${partnershipId} AND d."subjectId" <> ${except}
        ORDER BY "best"."shared" DESC, d."seq" DESC LIMIT ${limit}`;
    },
  };
}

/** Those of the terms that occur at all, the rarest first. */
async function rarestOf(db: Db, partnershipId: string, terms: readonly string[]): Promise<string[]> {
  if (terms.length === 0) return [];
  const rows = await db.$queryRaw<{ term: string }[]>`
    SELECT "term" FROM "SearchTerm" WHERE "partnershipId" = ${partnershipId} AND "term" IN (${join(terms)})
    ORDER BY "documents", "term" LIMIT ${RAREST}`;
  return rows.map(({ term }) => term);
}

const newestWith = (term: string): Sql => sql`
  SELECT "document" FROM (SELECT "document" FROM "SearchPosting" WHERE "term" = ${term}
    ORDER BY "document" DESC LIMIT ${NEWEST}) AS "newest"`;

async function add(
  tx: Db,
  { partnershipId, kind, subjectId }: { partnershipId: string } & Found,
  terms: readonly string[],
) {
  const { seq } = await tx.searchDocument.create({
    data: { partnershipId, kind, subjectId, terms: terms.join(' ') },
    select: { seq: true },
  });
  const rows = terms.map((term) => sql`(${term}, ${seq})`);
  await tx.$executeRaw`INSERT INTO "SearchPosting" ("term", "document") VALUES ${join(rows)}`;
}

/** @returns whose it was and its terms, or null when there was none */
async function remove(tx: Db, { kind, subjectId }: Found) {
  const document = await tx.searchDocument.findFirst({ where: { kind, subjectId } });
  if (!document) return null;
  const { seq, partnershipId } = document;
  const terms = document.terms.split(' ');
  await tx.$executeRaw`DELETE FROM "SearchPosting" WHERE "document" = ${seq} AND "term" IN (${join(terms)})`;
  await tx.searchDocument.delete({ where: { seq } });
  return { partnershipId, terms };
}

/**
 * Keeps the counts. Every writer of a partnership takes its first row before the others, so that on PostgreSQL no two
 * of them wait for each other in a circle.
 */
async function recount(tx: Db, partnershipId: string, before: readonly string[], after: readonly string[]) {
  const gone = without(before, after);
  const changes = [
    [ALL, Number(after.length > 0) - Number(before.length > 0)] as const,
    ...gone.map((term) => [term, -1] as const),
    ...without(after, before).map((term) => [term, 1] as const),
  ];
  const rows = changes.map(([term, change]) => sql`(${partnershipId}, ${term}, ${change})`);
  await tx.$executeRaw`
    INSERT INTO "SearchTerm" ("partnershipId", "term", "documents") VALUES ${join(rows)}
    ON CONFLICT ("partnershipId", "term") DO UPDATE SET "documents" = "SearchTerm"."documents" + excluded."documents"`;
  if (gone.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM "SearchTerm" WHERE "partnershipId" = ${partnershipId} AND "documents" <= 0
      AND "term" IN (${join(gone)})`;
}

function without(terms: readonly string[], others: readonly string[]): string[] {
  const left = new Set(others);
  return terms.filter((term) => !left.has(term));
}
