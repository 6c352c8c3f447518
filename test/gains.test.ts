import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annualPence, MONEY_KINDS, moneyTotals } from '../src/features/gains/rules/annual.js';
import { OUTCOME_KINDS, outcomeCode, type Period } from '../src/features/gains/rules/codes.js';
import { plainOutcome, revise, type KeptOutcome, type Outcome } from '../src/features/gains/rules/outcome.js';
import { poundsInWords, readPounds } from '../src/features/gains/rules/pounds.js';

const money = (code: string, amountPence: number, period: Period, more: Partial<Outcome> = {}): Outcome => ({
  ...plainOutcome(code, '2026-11-24'),
  ...{ amountPence, period, ...more },
});

// The worked examples of the product, and the other sentences of its definition.
const WORKED = [
  ['£25.00 a week ongoing', money('BEN-NEW', 25_00, 'week'), 1_300_00],
  ['£100.00 four-weekly', money('BEN-UP', 100_00, 'four-week'), 1_300_00],
  ['£108.33 a month', money('PAY-OTHER', 108_33, 'month'), 1_299_96],
  ['£180.00 a week of Maternity Allowance, for its 39 weeks', money('MA', 180_00, 'week'), 7_020_00],
  ['£180.00 a week of Statutory Maternity Pay, for its 39 weeks', money('SMP', 180_00, 'week'), 7_020_00],
  ['£100.00 a week of Statutory Sick Pay, for its 28 weeks', money('SSP', 100_00, 'week'), 2_800_00],
  ['£1,000.00 a year', money('CTR', 1_000_00, 'year'), 1_000_00],
  ['£500.00 grant', money('GRANT', 500_00, 'once'), 500_00],
  ['£3,210.99 of arrears', money('ARREARS', 3_210_99, 'once'), 3_210_99],
  ['£25.00 a week for the ten weeks that it is payable', money('BEN-NEW', 25_00, 'week', { weeks: 10 }), 250_00],
  ['£25.00 a week for more weeks than a year has', money('BEN-NEW', 25_00, 'week', { weeks: 99 }), 1_300_00],
  ['£180.00 a week of Maternity Allowance, of which 20 weeks are left', money('MA', 180_00, 'week', { weeks: 20 }), 3_600_00],
  ['nobody knows how much', plainOutcome('BEN-NEW', '2026-11-24'), 0],
] as const; // prettier-ignore

const anyMoney = fc
  .record({
    code: fc.constantFrom(
      ...OUTCOME_KINDS.filter((each) => each.money).flatMap(({ codes }) => codes.map(({ key }) => key)),
    ),
    amountPence: fc.integer({ min: 1, max: 999_999_999 }),
    period: fc.constantFrom<Period>('week', 'four-week', 'month', 'year', 'once'),
    weeks: fc.option(fc.integer({ min: 1, max: 60 })),
    certainty: fc.constantFrom<Outcome['certainty']>('expected', 'confirmed'),
  })
  .map(({ code, amountPence, period, ...more }) => money(code, amountPence, period, more));

describe('what an outcome comes to in its year', () => {
  it.each(WORKED)('%s', (_, outcome, pence) => {
    expect(annualPence(outcome)).toBe(pence);
  });

  it('is whole pence, never more than a whole year of it, and once for what comes once', () => {
    const most = { week: 52, 'four-week': 13, month: 12, year: 1, once: 1 };
    fc.assert(
      fc.property(anyMoney, (outcome) => {
        const { amountPence, period } = outcome;
        const pence = annualPence(outcome);
        expect(Number.isSafeInteger(pence)).toBe(true);
        expect(pence).toBeLessThanOrEqual((amountPence ?? 0) * most[period ?? 'once']);
        if (period === 'once') expect(pence).toBe(amountPence);
        if (period === 'week') expect(pence % (amountPence ?? 1)).toBe(0);
      }),
    );
  });

  it('does not fall when there are more weeks or more pence', () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 1, max: 51 }), (outcome, weeks) => {
        const fewer = annualPence({ ...outcome, weeks });
        expect(annualPence({ ...outcome, weeks: weeks + 1 })).toBeGreaterThanOrEqual(fewer);
        const more = { ...outcome, weeks, amountPence: (outcome.amountPence ?? 0) + 1 };
        expect(annualPence(more)).toBeGreaterThanOrEqual(fewer);
      }),
    );
  });

  it('goes into the total of its kind and certainty, and into no other', () => {
    fc.assert(
      fc.property(fc.array(anyMoney, { maxLength: 12 }), anyMoney, (outcomes, one) => {
        const before = moneyTotals(outcomes);
        const after = moneyTotals([...outcomes, one]);
        for (const kind of MONEY_KINDS)
          for (const certainty of ['expected', 'confirmed'] as const) {
            const mine = kind === one.kind && certainty === one.certainty;
            expect(after[kind][certainty] - before[kind][certainty]).toBe(mine ? annualPence(one) : 0);
          }
      }),
    );
    expect(moneyTotals([money('REPAIR-DONE', 5_00, 'once')])).toEqual(moneyTotals([]));
  });
});

describe('an amount as it is typed', () => {
  it.each([
    ['£1,234.50', 1_234_50],
    ['25', 25_00],
    ['25.5', 25_50],
    [' £ 25.05 ', 25_05],
    ['0.01', 1],
    ['1,000,000', 1_000_000_00],
    ['0.29', 29], // 0.29 × 100 is not 29 in floating point
    ['9,999,999.99', 999_999_999],
  ])('%s is read', (typed, pence) => {
    expect(readPounds(typed)).toEqual({ kind: 'pence', pence });
  });

  it.each([
    ['', 'not-an-amount'],
    ['about 25', 'not-an-amount'],
    ['25 a week', 'not-an-amount'],
    ['-25', 'not-an-amount'],
    ['1,5', 'not-an-amount'],
    ['1.234,50', 'not-an-amount'],
    ['12,34', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['25.', 'not-an-amount'],
    ['$25', 'not-an-amount'],
    ['٢٥', 'not-an-amount'],
    ['25.505', 'half-pence'],
    ['0', 'nothing'],
    ['0.00', 'nothing'],
    ['10,000,000', 'too-much'],
    ['999999999999999999999', 'too-much'],
  ])('%s is refused', (typed, why) => {
    expect(readPounds(typed)).toEqual({ kind: 'wrong', why });
  });

  it('in words reads back as the same, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (pence) => {
        expect(readPounds(poundsInWords(pence))).toEqual({ kind: 'pence', pence });
      }),
    );
    expect(poundsInWords(1_234_567_05)).toBe('£1,234,567.05');
  });

  it('is an amount or a reason, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readPounds(typed);
        if (read.kind === 'pence') expect(Number.isSafeInteger(read.pence) && read.pence > 0).toBe(true);
      }),
    );
  });
});

describe('a correction', () => {
  const kept = (outcomes: readonly Outcome[]): KeptOutcome[] =>
    outcomes.map((each, index) => ({ ...each, id: `id-${index}`, version: 1 }));
  const distinct = fc.uniqueArray(anyMoney, { selector: ({ code }) => code, maxLength: 6 });

  it('replaces an expected amount by the confirmed one', () => {
    const [expected] = kept([money('BEN-NEW', 20_00, 'week', { certainty: 'expected' })]);
    const confirmed = money('BEN-NEW', 25_00, 'week');
    expect(revise([expected!], [confirmed])).toEqual({
      end: ['id-0'],
      add: [{ ...confirmed, version: 2, replacesId: 'id-0' }],
    });
  });

  it('leaves exactly what is wanted in force, each code once, and ends nothing that has not changed', () => {
    fc.assert(
      fc.property(distinct, distinct, (before, wanted) => {
        const inForce = kept(before);
        const { end, add } = revise(inForce, wanted);
        const after = [...inForce.filter(({ id }) => !end.includes(id)), ...add];
        const plain = (all: readonly Outcome[]) => new Set(all.map(({ code, amountPence, period, weeks, certainty }) => JSON.stringify([code, amountPence, period, weeks, certainty])));
        expect(plain(after)).toEqual(plain(wanted));
        expect(after).toHaveLength(wanted.length);
        expect(revise(inForce, before)).toEqual({ end: [], add: [] });
      }),
    );
  }); // prettier-ignore
});

it('every code is on the list once, and knows its kind', () => {
  const keys = OUTCOME_KINDS.flatMap(({ codes }) => codes.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  expect(outcomeCode('MA')).toMatchObject({ kind: 'income-ongoing', money: 'week', weeks: 39 });
  expect(outcomeCode('REPAIR-DONE')).toMatchObject({ kind: 'housing', money: null });
  expect(outcomeCode('CARROTS')).toBeUndefined();
});
