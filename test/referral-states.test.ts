import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMove,
  isOpen,
  standingOf,
  STATES,
  type Need,
  type Party,
  type Standing,
  type State,
} from '../src/features/referrals/rules/states.js';

// The table as the product describes it, written out a second time. On hold is two places: what was held before it
// was accepted (`held-early`), and after (`held-later`). Everything that is not here must be refused.
const ROWS = `
draft       > requested         by sender navigator                                       needs agreement
draft       > cancelled         by sender                                                 needs reason
requested   > accepted          by qualified-adviser                                      needs conflict-check
requested   > rejected          by adviser service-lead                                   needs reason
requested   > on-hold           by adviser service-lead                                   needs reason
requested   > cancelled         by sender navigator adviser service-lead privacy-lead     needs reason
requested   > entered-in-error  by sender privacy-lead                                    needs reason
held-early  > requested         by sender navigator                                       needs -
held-early  > accepted          by qualified-adviser                                      needs conflict-check
held-early  > rejected          by adviser service-lead                                   needs reason
held-early  > failed            by adviser service-lead                                   needs reason
held-early  > cancelled         by sender navigator adviser service-lead privacy-lead     needs reason
held-early  > entered-in-error  by sender privacy-lead                                    needs reason
accepted    > in-progress       by adviser service-lead                                   needs -
accepted    > on-hold           by adviser service-lead                                   needs reason
accepted    > failed            by adviser service-lead                                   needs reason
accepted    > completed         by adviser service-lead                                   needs outcome
accepted    > cancelled         by sender navigator adviser service-lead privacy-lead     needs reason
accepted    > entered-in-error  by privacy-lead                                           needs reason
in-progress > on-hold           by adviser service-lead                                   needs reason
in-progress > failed            by adviser service-lead                                   needs reason
in-progress > completed         by adviser service-lead                                   needs outcome
in-progress > cancelled         by sender navigator adviser service-lead privacy-lead     needs reason
in-progress > entered-in-error  by privacy-lead                                           needs reason
held-later  > accepted          by adviser service-lead                                   needs -
held-later  > in-progress       by adviser service-lead                                   needs -
held-later  > failed            by adviser service-lead                                   needs reason
held-later  > cancelled         by sender navigator adviser service-lead privacy-lead     needs reason
held-later  > entered-in-error  by privacy-lead                                           needs reason
completed   > entered-in-error  by privacy-lead                                           needs reason
rejected    > entered-in-error  by privacy-lead                                           needs reason
failed      > entered-in-error  by privacy-lead                                           needs reason
cancelled   > entered-in-error  by privacy-lead                                           needs reason`;

const EXPECTED = new Map(
  ROWS.trim()
    .split('\n')
    .map((row) => {
      const [, from, to, by = '', needs = ''] = /^(\S+) +> (\S+) +by (.+?) +needs (\S+)$/.exec(row) ?? [];
      return [`${from} > ${to}`, { by: by.split(' '), need: needs === '-' ? null : (needs as Need) }];
    }),
);

const STANDINGS: readonly Standing[] = [
  ...STATES.filter((state) => state !== 'on-hold'),
  'held-early',
  'held-later',
];
const PARTIES: readonly Party[] = [
  'sender',
  'navigator',
  'adviser',
  'qualified-adviser',
  'service-lead',
  'privacy-lead',
];
const NEEDS: readonly Need[] = ['agreement', 'reason', 'conflict-check', 'outcome'];
const ALL_NEEDS = new Set(NEEDS);

const PAIRS = STANDINGS.flatMap((from) => STATES.map((to) => [from, to] as const));

it('the table that is expected is whole', () => {
  expect(EXPECTED.size).toBe(33);
  expect(PAIRS).toHaveLength(110);
});

describe('a move', () => {
  it.each(PAIRS)('from %s to %s is made by whom it is for, with what it needs, and by nobody else', (from, to) => {
    const row = EXPECTED.get(`${from} > ${to}`);
    for (const party of PARTIES) {
      const decision = decideMove(from, to, new Set([party]), ALL_NEEDS);
      const refusals = row ? ['not-yours', 'needs-regulated'] : ['not-from-here'];
      expect(row?.by.includes(party) ? ['move'] : refusals, party).toContain(decision.kind);
    }
    expect(decideMove(from, to, new Set(), ALL_NEEDS).kind).toBe(row ? 'not-yours' : 'not-from-here');
  }); // prettier-ignore

  it.each(PAIRS)('from %s to %s without what it needs is not made', (from, to) => {
    const row = EXPECTED.get(`${from} > ${to}`);
    const without = new Set(NEEDS.filter((need) => need !== row?.need));
    const kind = !row ? 'not-from-here' : row.need === null ? 'move' : 'missing';
    expect(decideMove(from, to, new Set(PARTIES), without)).toMatchObject({ kind });
    expect(decideMove(from, to, new Set(PARTIES), new Set()).kind).toBe(kind);
  });

  it('by somebody who is several parties at once is made if it is for one of them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAIRS),
        fc.subarray([...PARTIES]),
        fc.subarray([...NEEDS]),
        ([from, to], parties, given) => {
          const row = EXPECTED.get(`${from} > ${to}`);
          const may = row !== undefined && row.by.some((party) => parties.includes(party as Party));
          const brings = row?.need === null || given.includes(row?.need as Need);
          const { kind } = decideMove(from, to, new Set(parties), new Set(given));
          expect(kind === 'move').toBe(may && brings);
          if (may && !brings) expect(kind).toBe('missing');
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('passes straight to its end, but for the one tap that records an outcome on what was just accepted', () => {
    for (const [from, to] of PAIRS) {
      const decision = decideMove(from, to, new Set(PARTIES), ALL_NEEDS);
      if (decision.kind !== 'move') continue;
      const through: State[] =
        from === 'accepted' && to === 'completed' ? ['in-progress', 'completed'] : [to];
      expect(decision.through).toEqual(through);
    }
  });

  it('tells an adviser who lacks the regulation so, and everybody else only that it is not theirs', () => {
    for (const from of ['requested', 'held-early'] as const) {
      expect(decideMove(from, 'accepted', new Set(['adviser']), ALL_NEEDS).kind).toBe('needs-regulated');
      expect(decideMove(from, 'accepted', new Set(['sender']), ALL_NEEDS).kind).toBe('not-yours');
    }
  });
});

describe('where a referral stands', () => {
  it('on hold depends on where it was held', () => {
    expect(standingOf({ state: 'on-hold', heldFrom: 'requested' })).toBe('held-early');
    expect(standingOf({ state: 'on-hold', heldFrom: 'accepted' })).toBe('held-later');
    expect(standingOf({ state: 'on-hold', heldFrom: 'in-progress' })).toBe('held-later');
    expect(standingOf({ state: 'accepted', heldFrom: null })).toBe('accepted');
  });

  it('is open in four states and closed in the others', () => {
    expect(STATES.filter(isOpen)).toEqual(['requested', 'on-hold', 'accepted', 'in-progress']);
  });
});
