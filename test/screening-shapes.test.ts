import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHard, label, screen, type Kind } from '../src/screening/index.js';
import { FOR_ALL, FOR_NUMBERS } from './screening/disguises.js';

const kinds = (text: string): Kind[] => screen(text).map(({ kind }) => kind);
const found = (text: string): string[] => screen(text).map(({ start, end }) => text.slice(start, end));

/** Each hard kind in a sentence, with the ways of hiding it that leave it readable. Numbers are from invented ranges. */
const HARD: readonly {
  kind: Kind;
  value: string;
  before: string;
  ways: readonly (typeof FOR_ALL)[number][];
  not?: readonly string[];
}[] = [
  {
    kind: 'nhs-number',
    value: '999 123 4560',
    before: 'Her NHS number is ',
    ways: [...FOR_ALL, ...FOR_NUMBERS],
  },
  { kind: 'ni-number', value: 'QQ 12 34 56 C', before: 'His NI number is ', ways: FOR_ALL },
  { kind: 'phone', value: '07700 900 123', before: 'Her mobile is ', ways: [...FOR_ALL, ...FOR_NUMBERS] },
  {
    kind: 'email',
    value: 'jo.lee7@mail.example',
    before: 'Write to ',
    ways: FOR_ALL,
    not: ['percent encoding'],
  },
  { kind: 'date-of-birth', value: '14/03/1985', before: 'DOB ', ways: FOR_ALL },
  { kind: 'postcode', value: 'LS6 2AB', before: 'The postcode is ', ways: FOR_ALL },
];

describe('what can never be kept', () => {
  for (const { kind, value, before, ways, not = [] } of HARD) {
    describe(`a hard kind, ${label(kind)}`, () => {
      for (const { name, hide } of ways) {
        if (not.includes(name)) continue;
        it(`is stopped ${name}`, () => {
          const text = `${before}${hide(value)} thanks`;
          expect(kinds(text).filter(isHard)).toContain(kind);
        });
      }
    });
  }

  it('is told apart from what may be kept after a look', () => {
    expect(
      ['nhs-number', 'ni-number', 'phone', 'email', 'date-of-birth', 'postcode'].every((kind) =>
        isHard(kind as Kind),
      ),
    ).toBe(true);
    expect(
      ['name', 'date', 'address', 'case-reference', 'postcode-area'].some((kind) => isHard(kind as Kind)),
    ).toBe(false);
  });

  it('is found with an invisible character anywhere in it', () => {
    const hidden = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u2060',
      '\u00ad',
      '\ufeff',
      '\u200e',
      '\u202e',
      '\u0301',
      '\ufe0f',
    );
    fc.assert(
      fc.property(fc.constantFrom(...HARD), fc.nat(40), hidden, ({ kind, value, before }, place, mark) => {
        const at = place % (value.length + 1);
        expect(kinds(`${before}${value.slice(0, at)}${mark}${value.slice(at)} thanks`)).toContain(kind);
      }),
    );
  });
});

describe('numbers with a check digit', () => {
  it('stops an NHS number without any cue', () =>
    expect(kinds('she is 999 123 4560 on the list')).toEqual(['nhs-number']));
  it('stops a mistyped NHS number after its cue', () =>
    expect(kinds('NHS 9991234561')).toEqual(['nhs-number']));
  it('stops a CHI and an H&C number', () => {
    expect(kinds('CHI 010190 1234')).toEqual(['nhs-number']);
    expect(kinds('H&C no 775 245 1568')).toEqual(['nhs-number']);
  });
  it('stops a card number that passes its check', () =>
    expect(kinds('card 4111 1111 1111 1111')).toContain('bank'));
});

describe('each structured kind', () => {
  const CASES: readonly (readonly [Kind, string, string])[] = [
    ['phone', 'call +44 7700 900123 after six', '+44 7700 900123'],
    ['phone', 'landline (0121) 496 0123', '0121) 496 0123'],
    ['email', 'jo dot lee at mail dot org', 'jo dot lee at mail dot org'],
    ['email', 'jlee (at) clinic (dot) co (dot) uk', 'jlee (at) clinic (dot) co (dot) uk'],
    ['date-of-birth', 'born 3rd of May 1979', '3rd of May 1979'],
    ['date-of-birth', 'd.o.b. 7/2/51', '7/2/51'],
    ['date', 'the hearing is on 14 October', '14 October'],
    ['date', 'evicted on the ninth of May', 'ninth of May'],
    ['date', 'decision dated 2026-03-04', '2026-03-04'],
    ['age', 'her aunt is 94 and frail', '94'],
    ['age', 'a 97 year old man', '97'],
    ['postcode', 'lives at sw1a 1aa', 'sw1a 1aa'],
    ['postcode-area', 'she fled from LE4 to her sister', 'LE4'],
    ['address', 'moved to 14 Orchard Close last week', '14 Orchard Close'],
    ['address', 'at flat 3, 22 Station Road', 'flat 3, 22 Station Road'],
    ['address', 'lives 33 tollgate rd with mum', '33 tollgate rd'],
    ['hospital-number', 'hosp no RXK2271845', 'RXK2271845'],
    ['case-reference', 'tribunal ref SC124/25/01877', 'SC124/25/01877'],
    ['case-reference', 'police log 0331 of 16/08', '0331 of 16/08'],
    ['vehicle', 'a blue van, MF63 KTL', 'MF63 KTL'],
    ['passport', 'passport 533108274 is lost', '533108274'],
    ['home-office', 'HO ref 1212-0001-4419-3087', '1212-0001-4419-3087'],
    ['universal-credit', 'her UC journal is 0385-2290-4471', '0385-2290-4471'],
    ['driving-licence', 'licence MORGA753116SM9IJ', 'MORGA753116SM9IJ'],
    ['web-address', 'see https://social.example/leanne.p for it', 'https://social.example/leanne.p'],
    ['web-address', 'he posts as @smith_in_leeds', '@smith_in_leeds'],
    ['ip-address', 'the login came from 203.0.113.141', '203.0.113.141'],
    ['ip-address', 'logged at 2001:db8:44::19 twice', '2001:db8:44::19'],
    ['organisation', 'she works at Moor Lane Bakery', 'Moor Lane Bakery'],
  ];
  for (const [kind, text, value] of CASES) {
    it(`finds a ${label(kind)}: ${value}`, () => {
      expect(kinds(text)).toContain(kind);
      expect(found(text).some((each) => each.includes(value))).toBe(true);
    });
  }

  it('finds a sort code and an account number together', () => {
    expect(found('sort 20-44-18 a/c 73310946')).toEqual(['20-44-18', '73310946']);
  });
  it('catches an opaque reference that is nothing known', () =>
    expect(found('they quoted KX7729-0041/B at her')).toEqual(['KX7729-0041/B']));
});

describe('what only looks like an identifier', () => {
  const PASS = [
    'BP 120/80, sats 94, HR 96, temp 37.4',
    'She is 34+5 weeks, baby 4.02kg on the 50th centile',
    'He owes £1,418.22 and pays £94.15 a week',
    'PIP refused in March 2025, the appeal is next Tuesday',
    'section 21, regulation 9(4) and Housing Act 1988 s.8',
    'SI 2013/376 and UKUT [2015] 572',
    'sertraline 100 mg, review in 6/52, Hx 3/12',
    'form SSCS5 and form C100, then ET1',
    'the policy is version 2.0.4.11',
    'ring 111 or the helpline on 0800 028 8887',
    'L4/5 disc, S1 nerve root, B12 is low',
    'open 24/7, score 9/10, 50/50 between them',
    'see https://www.gov.uk/benefits for it',
    'SNOMED 370143000',
  ];
  for (const text of PASS) it(`passes: ${text}`, () => expect(found(text)).toEqual([]));
});
