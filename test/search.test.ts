import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/database/connect.js';
import { keyringFrom } from '../src/database/keyring.js';
import { createSearch, type Query } from '../src/database/search.js';
import type { Database } from '../src/database/types.js';
import { createDatabase, providers, type TestDatabase } from './support/database.js';

const newKeyring = () => keyringFrom(`test:${randomBytes(32).toString('base64')}`);

const ROTA = 'Taken off the rota a week after announcing her pregnancy. Can her employer do that?';
const DAMP = 'Damp in the bedroom; the landlord won’t repair it, and the baby’s chest is bad.';
const NOTICE = 'The landlord has given notice after she asked for a repair.';

describe.each(providers)('finding a sealed text again, on %s', (provider) => {
  let place: TestDatabase;
  let database: Database;
  let search: ReturnType<typeof createSearch>;
  beforeEach(async () => {
    place = await createDatabase(provider);
    database = await connect({ url: place.url, folder: place.folder, connections: 4 });
    search = createSearch({ database, keyring: newKeyring() });
  });
  afterEach(async () => {
    await database.close();
    await place.remove();
  });

  const put = (subjectId: string, text: string, partnershipId = 'wirral', kind = 'consultation') =>
    database.transaction((tx) => search.index(tx, { partnershipId, kind, subjectId, text }));
  const forget = (subjectId: string, kind = 'consultation') =>
    database.transaction((tx) => search.forget(tx, kind, subjectId));
  const find = async (text: string, more: Partial<Query> = {}) => {
    const found = await search.similar({
      partnershipId: 'wirral',
      kinds: ['consultation'],
      text,
      limit: 10,
      ...more,
    });
    return found.map(({ subjectId }) => subjectId);
  };

  it('finds it by other forms of its words, in any case, with and without accents and apostrophes', async () => {
    await put('rota', ROTA);
    await put('damp', `${DAMP} It is near a café.`);
    expect(await find('two pregnancies were announced')).toEqual(['rota']);
    expect(await find('EMPLOYERS')).toEqual(['rota']);
    expect(await find('Employer’s')).toEqual(['rota']);
    expect(await find('cafe')).toEqual(['damp']);
    expect(await find('damp, repairing')).toEqual(['damp']);
  });

  it('puts what shares most of the rarest words first, and the newest first among equals', async () => {
    await put('damp', DAMP);
    await put('notice', NOTICE);
    await put('rota', ROTA);
    expect(await find('the landlord wants her out after a repair, she has notice')).toEqual([
      'notice',
      'damp',
    ]);
    expect(await find('landlord')).toEqual(['notice', 'damp']);
    expect(await find('landlord', { limit: 1 })).toEqual(['notice']);
    expect(await find('landlord', { except: 'notice' })).toEqual(['damp']);
  });

  it('finds nothing by words that say nothing, by none, or by ones that never occurred', async () => {
    await put('rota', ROTA);
    expect(await find('after what the her')).toEqual([]);
    expect(await find(' … ')).toEqual([]);
    expect(await find('immigration')).toEqual([]);
    expect(await find('rota', { kinds: [] })).toEqual([]);
  });

  it('looks only in the partnership and among the kinds that are asked for', async () => {
    await put('ours', ROTA);
    await put('theirs', ROTA, 'leeds');
    await put('card', ROTA, 'wirral', 'card');
    expect(await find('rota')).toEqual(['ours']);
    expect(await find('rota', { partnershipId: 'leeds' })).toEqual(['theirs']);
    const both = await search.similar({ partnershipId: 'wirral', kinds: ['card', 'consultation'], text: 'rota', limit: 9 });
    expect(both).toEqual([{ kind: 'card', subjectId: 'card' }, { kind: 'consultation', subjectId: 'ours' }]);
    const terms = (await database.db.searchDocument.findMany()).flatMap((each) => each.terms.split(' '));
    expect(new Set(terms).size).toBe(terms.length); // the same word looks another in each
  }); // prettier-ignore

  it('finds a changed text by its new words only', async () => {
    await put('one', ROTA);
    await put('one', DAMP);
    expect(await find('rota')).toEqual([]);
    expect(await find('damp')).toEqual(['one']);
    await put('one', '…');
    expect(await find('damp')).toEqual([]);
  });

  it('finds nothing with another key', async () => {
    await put('rota', ROTA);
    const other = createSearch({ database, keyring: newKeyring() });
    expect(
      await other.similar({ partnershipId: 'wirral', kinds: ['consultation'], text: ROTA, limit: 9 }),
    ).toEqual([]);
  });

  it('keeps no word while it can be found, and nothing of it once it is forgotten', async () => {
    await put('rota', ROTA);
    const row = await database.db.searchDocument.findFirstOrThrow();
    if (provider === 'sqlite') {
      expect(bytesOf(place.folder).includes(row.terms)).toBe(true);
      expect(/pregnan|announc/i.test(bytesOf(place.folder))).toBe(false);
    }
    await forget('rota');
    await forget('rota'); // and once more, which changes nothing
    expect(await find('rota')).toEqual([]);
    expect(await database.db.searchPosting.count()).toBe(0);
    expect(await database.db.searchTerm.findMany()).toEqual([{ partnershipId: 'wirral', term: '', documents: 0 }]);
    await database.truncateLog();
    const left = provider === 'sqlite' ? row.terms.split(' ').filter((term) => bytesOf(place.folder).includes(term)) : [];
    expect(left).toEqual([]);
  }); // prettier-ignore

  it('takes whatever is typed as words, never as a way of asking', async () => {
    await put('rota', ROTA);
    await put('damp', DAMP);
    const syntax = fc.constantFrom('"', "'", '*', '(', ')', '-', '^', ':', '&', '|', '!', '<->', '%', '\\', ';--', 'OR', 'NOT', 'AND', 'NEAR(', 'terms:', '{', '}', '\0', '$1', '${x}'); // prettier-ignore
    const noise = fc.array(fc.oneof(syntax, fc.string({ unit: 'grapheme' })), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(noise, noise, async (before, after) => {
        const found = await find([...before, 'rota', ...after].join(' '));
        expect(found).toContain('rota');
      }),
      { numRuns: 60 },
    );
  });

  it('keeps count whatever is indexed, changed and forgotten, in any order', async () => {
    const words = fc.uniqueArray(fc.constantFrom('rota', 'shift', 'damp', 'rent', 'debt'), { maxLength: 4 });
    const step = fc.record({ subject: fc.constantFrom('a', 'b', 'c'), words: fc.option(words) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        for (const { subject, words: typed } of steps)
          await (typed === null ? forget(subject) : put(subject, typed.join(' ')));
        const documents = await database.db.searchDocument.findMany();
        const held = documents.flatMap(({ seq, terms }) => terms.split(' ').map((term) => `${term} ${seq}`));
        const postings = await database.db.searchPosting.findMany();
        expect(postings.map(({ term, document }) => `${term} ${document}`).sort()).toEqual(held.sort());
        const counts = await database.db.searchTerm.findMany();
        for (const { term, documents: count } of counts) {
          const holding = postings.filter((each) => each.term === term).length;
          expect(count).toBe(term === '' ? documents.length : holding);
        }
        expect(new Set(postings.map(({ term }) => term)).size).toBe(counts.filter(({ term }) => term !== '').length);
      }),
      { numRuns: 25 },
    );
  }); // prettier-ignore

  it('lets many write at once without waiting for each other in a circle', async () => {
    const words = ['rota', 'shift', 'damp', 'rent', 'debt', 'notice'];
    const some = (n: number) => words.filter((_, at) => (n >> at) % 2 === 1 || at === n % 6).join(' ');
    for (const round of [5, 11, 23])
      await Promise.all(Array.from({ length: 24 }, (_, n) => put(`text-${n}`, some(n * round))));
    const [all] = await database.db.searchTerm.findMany({ where: { term: '' } });
    expect(all?.documents).toBe(24);
    expect((await find('rota')).length).toBeGreaterThan(0);
  });
});

/** Everything in a folder’s files, as text. */
const bytesOf = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(path.join(folder, name), 'latin1'))
    .join('\n');
