import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { derive, keyringFrom, localKeyring } from '../src/database/keyring.js';
import { open, seal, SealBroken } from '../src/database/seal.js';

const keyText = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const ring = keyringFrom(`new:${keyText(1)},old:${keyText(2)}`);
const where = { partnership: 'p1', table: 'ReferralText', row: 'r1', field: 'sealed' };
const sealed = seal('She is expecting in May.', ring, where);

const text = fc.string({ unit: 'binary' });
const places = fc.record({ partnership: text, table: text, row: text, field: text });

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof SealBroken) return error.code;
    throw error;
  }
};

describe('sealing', () => {
  it('gives back every text in the place it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), places, (plain, place) => {
        expect(open(seal(plain, ring, place), ring, place)).toBe(plain);
      }),
    );
  });

  it('never seals a text the same way twice, and shows nothing of it', () => {
    expect(seal('private', ring, where)).not.toBe(seal('private', ring, where));
    expect(sealed).toMatch(/^v1\.new\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(sealed.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain(
      'expecting',
    );
  });

  it('refuses a value in which any one character is another', () => {
    const changes = fc.record({ at: fc.nat(sealed.length - 1), to: fc.constantFrom(...'ABab01_-.=+/ é') });
    fc.assert(
      fc.property(changes, ({ at, to }) => {
        fc.pre(sealed[at] !== to);
        const altered = sealed.slice(0, at) + to + sealed.slice(at + 1);
        expect(codeOf(() => open(altered, ring, where))).toBeDefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses a value of which any part is missing, or that has something added', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.string({ minLength: 1 }), (length, more) => {
        expect(codeOf(() => open(sealed.slice(0, length), ring, where))).toBeDefined();
        expect(codeOf(() => open(sealed + more, ring, where))).toBe('altered');
      }),
    );
  });

  it('refuses a shorter tag, which would be easier to forge', () => {
    const [version, kid, nonce, body = ''] = sealed.split('.');
    for (const length of [4, 8, 12, 15]) {
      const short = Buffer.from(body, 'base64url').subarray(-length).toString('base64url');
      expect(codeOf(() => open([version, kid, nonce, short].join('.'), ring, where))).toBe('altered');
    }
  });

  it('refuses a value that was moved to another partnership, table, row or field', () => {
    fc.assert(
      fc.property(places, places, (from, to) => {
        fc.pre(JSON.stringify(from) !== JSON.stringify(to));
        expect(codeOf(() => open(seal('text', ring, from), ring, to))).toBe('altered');
      }),
    );
    const swapped = { ...where, table: where.row, row: where.table };
    expect(codeOf(() => open(sealed, ring, swapped))).toBe('altered');
  });
});

describe('rotation of keys', () => {
  const before = keyringFrom(`old:${keyText(2)}`);
  const sealedBefore = seal('kept', before, where);

  it('opens what an older key sealed, and seals with the new one', () => {
    expect(open(sealedBefore, ring, where)).toBe('kept');
    expect(seal('kept', ring, where).split('.')[1]).toBe('new');
  });

  it('says that the key is gone once it has been retired', () => {
    expect(codeOf(() => open(sealedBefore, keyringFrom(`new:${keyText(1)}`), where))).toBe('unknown-key');
  });

  it('refuses another key under the same name', () => {
    expect(codeOf(() => open(sealedBefore, keyringFrom(`old:${keyText(9)}`), where))).toBe('altered');
  });

  it('leaves signed buttons working until the oldest key is retired', () => {
    expect(derive(ring, 'buttons')).toEqual(derive(before, 'buttons'));
    expect(derive(keyringFrom(`new:${keyText(1)}`), 'buttons')).not.toEqual(derive(before, 'buttons'));
  });

  it('gives each purpose a key of its own, none of them the sealing key', () => {
    const keys = [derive(ring, 'buttons'), derive(ring, 'links'), ring.get('new'), ring.get('old')];
    expect(new Set(keys.map((key) => key?.toString('hex'))).size).toBe(4);
    expect(derive(ring, 'buttons')).toHaveLength(32);
  });
});

describe('configured keys', () => {
  const bad = {
    'nothing at all': '',
    'a key without a name': keyText(7),
    'a name without a key': 'main:',
    'a key that is too short': `main:${Buffer.alloc(31, 7).toString('base64')}`,
    'a key that is too long': `main:${Buffer.alloc(33, 7).toString('base64')}`,
    'a name with a dot, which parts a sealed value': `ma.in:${keyText(7)}`,
    'two keys of one name': `main:${keyText(7)},main:${keyText(8)}`,
    'a comma too many': `main:${keyText(7)},`,
  };

  it.each(Object.entries(bad))('are refused without being repeated: %s', (_, configured) => {
    let said = '';
    try {
      keyringFrom(configured);
    } catch (error) {
      said = String(error);
    }
    expect(said).toMatch(/DatabaseRefused: Key \d/);
    for (const part of configured.split(/[:,]/).filter(Boolean)) expect(said).not.toContain(part);
  });

  it('may have spaces around the commas, and either kind of base64', () => {
    const base64url = Buffer.alloc(32, 255).toString('base64url');
    const keys = keyringFrom(` a:${keyText(255)} , b:${base64url} `);
    expect(keys).toMatchObject({ current: 'a', oldest: 'b' });
    expect(keys.get('a')).toEqual(keys.get('b'));
  });
});

describe('a start without configured keys', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'corridor-keys-'));
  const file = path.join(folder, 'corridor.keys');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes a key that only this account can read, and finds it again', async () => {
    const made = await localKeyring(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(open(seal('kept', made, where), await localKeyring(folder), where)).toBe('kept');
  });

  it('takes a file that somebody rotated by hand', async () => {
    const sealedBefore = seal('kept', await localKeyring(folder), where);
    writeFileSync(file, `fresh:${keyText(3)},${readFileSync(file, 'utf8')}`);
    const rotated = await localKeyring(folder);
    expect(rotated.current).toBe('fresh');
    expect(open(sealedBefore, rotated, where)).toBe('kept');
  });

  it('refuses to make a new key beside a database that was used with another', async () => {
    rmSync(file);
    writeFileSync(path.join(folder, 'corridor.db'), '');
    await expect(localKeyring(folder)).rejects.toThrow(/Put corridor.keys back/);
  });
});
