import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALPHABET,
  makeReference,
  readReference,
  REFERENCE_BYTES,
} from '../src/features/referrals/rules/reference.js';
import { createFeatures } from '../src/features/index.js';
import { keyringFrom } from '../src/database/keyring.js';
import { formOf, filledIn, messageOf } from './support/corridor.js';
import { openDatabase, providers } from './support/database.js';
import { samplePartnership } from './support/partnership.js';

const reference = fc
  .tuple(
    fc.constantFrom('WIR', 'REN', 'AB', 'WXYZ'),
    fc.uint8Array({ minLength: REFERENCE_BYTES, maxLength: REFERENCE_BYTES }),
    fc.nat({ max: 2 }),
  )
  .map(([prefix, bytes, attempt]) => makeReference(prefix, bytes, attempt));
const codeOf = (whole: string) => whole.slice(whole.indexOf('-') + 1);

describe('a reference', () => {
  it('is four to six characters after the prefix, none of which is read for another', () => {
    fc.assert(
      fc.property(reference, (whole) => {
        expect(whole).toMatch(/^[A-Z]{2,4}-[2346789A-HJKMNP-RT-Z]{4,6}$/);
      }),
    );
    expect(ALPHABET).toHaveLength(29);
    expect(ALPHABET).not.toMatch(/[015ILOS]/);
  });

  it('is read however people write it', () => {
    fc.assert(
      fc.property(
        reference,
        fc.constantFrom('-', '', ' ', ' - '),
        fc.constantFrom('', ' '),
        (whole, gap, edge) => {
          const typed = `${edge}${whole.replace('-', gap).toLowerCase()}${edge}`;
          // Without a gap a prefix and its code can be told apart only if the code begins with a digit or fits.
          if (gap !== '') expect(readReference(typed)).toBe(whole);
          expect(readReference(whole)).toBe(whole);
        },
      ),
    );
  });

  it('with any one character wrong is refused', () => {
    fc.assert(
      fc.property(reference, fc.nat(), fc.constantFrom(...ALPHABET), (whole, at, other) => {
        const code = codeOf(whole);
        const place = at % code.length;
        fc.pre(code[place] !== other);
        const wrong = code.slice(0, place) + other + code.slice(place + 1);
        expect(readReference(whole.replace(code, wrong))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('with any two neighbours swapped is refused', () => {
    fc.assert(
      fc.property(reference, fc.nat(), (whole, at) => {
        const code = codeOf(whole);
        const place = at % (code.length - 1);
        const [a = '', b = ''] = code.slice(place);
        fc.pre(a !== b);
        const wrong = code.slice(0, place) + b + a + code.slice(place + 2);
        expect(readReference(whole.replace(code, wrong))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '',
    'WIR',
    'WIR-',
    'WIR-7K',
    'WIR-7KQ3ABCD',
    'Jade Smith',
    'WIR-7KO0',
    'WIR--------7KQ3',
    '\u0000',
    'W-7KQ3',
  ])('is not found in %j', (typed) => {
    expect(readReference(typed)).toBeNull();
  });

  it('in any words of any length is nothing or one of ours, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const read = readReference(typed);
        if (read !== null) expect(readReference(read)).toBe(read);
      }),
    );
    expect(readReference(`WIR${' '.repeat(100_000)}`)).toBeNull();
  });
});

describe.each(providers)('a reference that is taken, on %s', (provider) => {
  it('is drawn again, longer, so that everybody gets one of their own', async () => {
    const database = await openDatabase(provider);
    const { directory, member, partnership, service } = await samplePartnership(database);
    const { features } = createFeatures({
      ...{ database, directory, platforms: new Set(['web'] as const), now: () => new Date('2026-11-24T10:00:00Z') },
      keyring: keyringFrom(`test:${randomBytes(32).toString('base64')}`),
      randomBytes: (count) => new Uint8Array(count).fill(7), // a die that always falls on the same side
    });
    const who = { member: member('nadia'), partnership };
    const call = (key: string) => ({ key, person: { platform: 'web', tenant: 'local', user: 'nadia' }, place: null }) as const;
    const find = <K extends 'commands' | 'forms'>(kind: K) => features.map((feature) => feature[kind]);
    const refer = find('commands').flat().find(({ word }) => word === 'refer')!;
    const send = find('forms').find((forms) => 'referrals.send' in forms)!['referrals.send']!;
    const sent: string[] = [];
    for (let turn = 1; turn <= 3; turn += 1) {
      const form = formOf(await refer.run({ ...call('open'), kind: 'command', word: 'refer', text: '' }, who));
      const values = { ...filledIn(form), service: service('harbour-maternity').id, issues: ['maternity'], what: 'x', agreed: 'spoken' };
      const context = JSON.stringify({ seenDuplicate: true });
      const reply = await send({ ...call(`send:${turn}`), kind: 'submit', action: form.action, context, values }, who);
      sent.push(messageOf(reply).summary.replace(': sent', ''));
    }
    expect(sent.map((each) => codeOf(each).length)).toEqual([4, 5, 6]);
    expect(new Set(sent).size).toBe(3);
    await database.drop();
  }); // prettier-ignore
});
