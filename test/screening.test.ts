import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inspect,
  label,
  rareCombination,
  redact,
  redactAll,
  screen,
  suggest,
} from '../src/screening/index.js';

/** Any string at all, and strings made of the pieces identifiers are made of. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'Priya', ' Will', ' Mrs ', 'Young', ' 999 123 4560', '07700 900123', ' QQ123456C', 'a@b.example', ' at ', ' dot ', 'LS6 2AB', ' BS6', ', ', '. ', '\n',
        '\u200b', '\u202e', '１２', 'one two three four ', '&#49;', '%31', ' ref ', 'KX7729/0041', '14 March', '3/4/85', 'born ', ' 93', ' Lane', '14 Mill', '😀', '\ud800', '*', '<b>',
        '👩‍👩‍👧', '\u200f', 'a\u0301', '٠٧٧٠٠ ٩٠٠١٢٣', '’s ', ' nasreen', ' k, ', 'kyles dad', ' at bluebird nursery', ' J.',
      ), // prettier-ignore
      { maxLength: 24 },
    )
    .map((parts) => parts.join('')),
);

describe('the screen', () => {
  it('never throws, and its findings lie in the text, in order and apart', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { findings, doubts } = inspect(text);
        let last = 0;
        for (const { start, end } of findings) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(start, end)).not.toMatch(/^[ \n.,;:]|[ \n,:]$/);
          last = end;
        }
        for (const { start, end } of doubts)
          expect(start >= 0 && end > start && end <= text.length).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('leaves a possessive and the stop after a name outside', () => {
    const found = (text: string) => screen(text).map(({ start, end }) => text.slice(start, end));
    expect(found("Priya’s mum and Nasreen's landlord met Kofi.")).toEqual(['Priya', 'Nasreen', 'Kofi']);
    expect(found('seen agnieszka k, flat is damp. her husband is tomasz w.')).toEqual([
      'agnieszka k',
      'tomasz w',
    ]);
  });

  it('gives the same findings each time', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(screen(text)).toEqual(screen(text));
      }),
    );
  });

  it('says why without repeating what was found', () => {
    for (const finding of screen('Ring Priya Nair on 07700 900123, NHS 999 123 4560')) {
      expect(finding.why).toMatch(/\.$/);
      expect(finding.why).not.toMatch(/Priya|07700|999/);
      expect(label(finding.kind)).toMatch(/^[a-zA-Z -]+$/);
    }
  });

  it('takes an empty text and a blank one', () => {
    expect(screen('')).toEqual([]);
    expect(screen(' \n\t\u200b ')).toEqual([]);
  });
});

describe('one tap replaces everything', () => {
  it('leaves nothing that the screen would still find, and a second time changes nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = redactAll(text);
        expect(screen(once)).toEqual([]);
        expect(redactAll(once)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the sentence readable', () => {
    const text =
      'Priya Nair (DOB 14/03/1985) lives at 14 Orchard Close, LS6 2AB. Hearing on 9 March. Her son Kofi translates.';
    expect(redact(text, screen(text))).toBe(
      'The patient (DOB born in the 1980s) lives at their home, the LS postcode area. Hearing on a date in March. Her son translates.',
    );
  });
});

describe('a suggestion', () => {
  const offer = (text: string) => screen(text).map((finding) => suggest(finding, text));
  it('names a role for a name', () => {
    expect(offer('Spoke to Priya today')).toEqual(['the patient']);
    expect(offer('Mrs Lovelace fell')).toEqual(['X']);
    expect(offer('Her manager Colin said no')).toEqual(['']);
    expect(offer('No reply yet. Thanks, Bronwen')).toEqual(['a colleague']);
  });
  it('names the month for a date and a decade for a birth', () => {
    expect(offer('It ends on 9/3/26')).toEqual(['a date in March']);
    expect(offer('born 3 May 1979')).toEqual(['born in the 1970s']);
  });
  it('names an area for a postcode and a sort for a small organisation', () => {
    expect(offer('postcode sw1a 1aa')).toEqual(['the SW postcode area']);
    expect(offer('Her school is Ash Grove Primary')).toEqual(['a school']);
  });
  it('names what it was for a number', () =>
    expect(offer('mobile 07700 900123')).toEqual(['[phone number]']));
});

describe('a rare combination', () => {
  it('is asked about when no single word identifies anyone', () => {
    const prompt = rareCombination(
      'The only vicar in Totnes, 58, Nigerian, is losing her home; it was on the news.',
    );
    expect(prompt).toContain('could point to one person');
    expect(prompt).toContain('a place');
  });
  it('is not asked about for an ordinary question', () => {
    expect(
      rareCombination('Woman of 34, 28 weeks pregnant, has a section 21 notice. What can she do?'),
    ).toBeNull();
  });
});
