import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../src/chat/signing.js';

const signer = createSigner(randomBytes(32));
const scope = ['slack', 'T0CORRIDOR', 'channel', 'C0TRIAGE', 'referrals.take'];

describe('a signed value', () => {
  it('comes back whole where it was signed for, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (value, where) => {
        expect(signer.verify(where, signer.sign(where, value))).toBe(value);
      }),
    );
  });

  it('is short, and shows its value, so that it fits where a platform has little room', () => {
    const signed = signer.sign(scope, 'x'.repeat(36));
    expect(signed).toHaveLength(36 + 23);
    expect(signed).toMatch(/^[\w-]{22}\.x{36}$/);
  });

  it('is good nowhere else: another channel, action, person or order of them', () => {
    const signed = signer.sign(scope, 'value');
    for (let place = 0; place < scope.length; place += 1) {
      expect(signer.verify(scope.with(place, `${scope[place]}x`), signed)).toBeNull();
      expect(signer.verify(scope.toSpliced(place, 1), signed)).toBeNull();
    }
    expect(signer.verify([...scope].reverse(), signed)).toBeNull();
    expect(signer.verify([...scope, ''], signed)).toBeNull();
    expect(signer.verify([scope.join(',')], signed)).toBeNull();
  });

  it('does not fit a scope and value that only read the same when run together', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (a, b) => {
        expect(signer.verify([a], signer.sign([a + b], ''))).toBeNull();
        expect(signer.verify([a, b], signer.sign([a + b], b))).toBeNull();
        const [, mac = ''] = /^(.{23})/s.exec(signer.sign([a], b)) ?? [];
        expect(signer.verify([], `${mac}${b}`)).toBeNull();
      }),
    );
  });

  it('with any character altered, added or lost is refused', () => {
    const signed = signer.sign(scope, 'WIR-7KQ3');
    for (let place = 0; place < signed.length; place += 1) {
      const other = signed[place] === 'A' ? 'B' : 'A';
      expect(signer.verify(scope, signed.slice(0, place) + other + signed.slice(place + 1))).toBeNull();
      expect(signer.verify(scope, signed.slice(0, place) + signed.slice(place + 1))).toBeNull();
      expect(signer.verify(scope, `${signed.slice(0, place)}A${signed.slice(place)}`)).toBeNull();
    }
    expect(signer.verify(scope, `${signed} `)).toBeNull();
  });

  it('made of anything else is refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(signer.verify(scope, typed)).toBeNull();
      }),
    );
    for (const odd of ['', '.', 'é'.repeat(23), '\ud800'.repeat(23), 'x'.repeat(100_000)])
      expect(signer.verify(scope, odd)).toBeNull();
  });

  it('of another key is refused', () => {
    expect(createSigner(randomBytes(32)).verify(scope, signer.sign(scope, 'value'))).toBeNull();
  });
});
