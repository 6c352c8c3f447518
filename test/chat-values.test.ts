import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { chosen, filled, issueKeys, typedText, typedTextIfAny } from '../src/chat/values.js';

const text = z.object({ text: typedText(20), note: typedTextIfAny(5, 'too-long-note'), picks: chosen });
const keysOf = (values: object) => {
  const read = text.safeParse(values);
  return read.success ? {} : issueKeys(read.error);
};

describe('what somebody typed', () => {
  it.each([
    ['as it is', 'Taken off the rota', 'Taken off the rota'],
    ['without spaces around it', '  a b \n', 'a b'],
    ['with its lines and tabs', 'a\nb\tc', 'a\nb\tc'],
    ['without controls', 'a\u0000b\u0007c\u001b[31m', 'abc[31m'],
    ['without direction overrides', 'a\u202eb\u2066c', 'abc'],
    ['with its accents and joined letters', 'Żółć e\u0301 👩‍👧', 'Żółć e\u0301 👩‍👧'],
    ['in any script', 'مرحبا', 'مرحبا'],
    ['with markup, as text', '<b>*@here*</b>', '<b>*@here*</b>'],
  ])('is kept %s', (_, typed, kept) => {
    expect(text.parse({ text: typed }).text).toBe(kept);
  });

  it.each([
    '',
    ' ',
    '\n\t',
    '\u200b',
    '\u200b\u200c\u200d\ufeff',
    '\u00ad',
    '\u2060',
    '\u0000',
    '\u202e',
    '\u3164',
    '\u2800',
    '\u0301',
    '\ufe0f',
  ])('is empty when nothing can be seen: %j', (typed) => {
    expect(keysOf({ text: typed })).toEqual({ text: 'empty' });
    expect(text.parse({ text: 'x', note: typed }).note).toBeNull();
  });

  it('is too long past its limit, once what is not kept is gone', () => {
    expect(keysOf({ text: 'x'.repeat(21) })).toEqual({ text: 'too-long' });
    expect(keysOf({ text: 'x', note: 'x'.repeat(6) })).toEqual({ note: 'too-long-note' });
    expect(text.parse({ text: `${' '.repeat(50)}${'x'.repeat(20)}\u0000` }).text).toHaveLength(20);
  });

  it('is missing when it is not there, or is no text', () => {
    for (const values of [{}, { text: undefined }, { text: 7 }, { text: null }, { text: ['a'] }])
      expect(keysOf(values)).toEqual({ text: 'empty' });
  });

  it('is never more than was typed, and reads the same a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (typed) => {
        const read = typedText(20).safeParse(typed);
        if (!read.success) return;
        expect(read.data).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
        expect(typedText(20).parse(read.data)).toBe(read.data);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what somebody chose', () => {
  it('is a list, each once, however it came', () => {
    for (const [given, list] of [[undefined, []], ['a', ['a']], [['a', 'b', 'a'], ['a', 'b']], [[], []]] as const)
      expect(chosen.parse(given)).toEqual(list);
  }); // prettier-ignore

  it('is left out where it was left empty', () => {
    expect(filled({ a: '', b: [], c: undefined, d: 'x', e: ['y'], f: ' ' })).toEqual({
      d: 'x',
      e: ['y'],
      f: ' ',
    });
  });

  it('cannot reach what every object has', () => {
    const values = JSON.parse('{"__proto__": ["x"], "constructor": "y"}') as Record<string, string>;
    const read = filled(values);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(text.safeParse({ ...read, text: 'x' }).success).toBe(true);
  });
});
