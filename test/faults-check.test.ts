import { describe, expect, it } from 'vitest';
import { check, type Fact } from './faults/check.js';

const begun = (what: string, ...at: string[]): Fact => ({ kind: 'begun', what, at });
const promised = (what: string): Fact => ({ kind: 'promised', what });
const landed = (what: string, at: string, thread?: string): Fact => ({ kind: 'landed', what, at, thread });
const judged = (...history: Fact[]) => {
  const { lost, duplicated, outOfOrder } = check(history);
  return { lost, duplicated, outOfOrder };
};
const NOTHING = { lost: [], duplicated: [], outOfOrder: [] };

describe('the judge of a run with faults', () => {
  it('finds nothing wrong where all that was promised is there once', () => {
    expect(judged(begun('a', 'x', 'y'), landed('a', 'x'), promised('a'), landed('a', 'y'))).toEqual(NOTHING);
  });

  it('calls lost what was promised and is missing somewhere, and what stands in one place only', () => {
    expect(judged(begun('a', 'x', 'y'), promised('a'), landed('a', 'x')).lost).toEqual(['a is not at y']);
    expect(judged(begun('a', 'x', 'y'), landed('a', 'y')).lost).toEqual(['a is not at x']);
  });

  it('asks nothing of what nobody was promised and nobody saw', () => {
    expect(judged(begun('a', 'x'))).toEqual(NOTHING);
  });

  it('calls duplicated whatever is there once too often, promised or not', () => {
    expect(judged(landed('a', 'x'), landed('a', 'y'), landed('a', 'x'), landed('a', 'x')).duplicated).toHaveLength(2);
  });

  it('calls out of order what comes after something that began only when it had been promised', () => {
    const both = [begun('a', 'x'), promised('a'), begun('b', 'x'), promised('b')];
    const wrong = judged(...both, landed('b', 'x', 't'), landed('a', 'x', 't'));
    expect(wrong).toEqual({ ...NOTHING, outOfOrder: ['a is at x after b'] });
    expect(judged(...both, landed('a', 'x', 't'), landed('b', 'x', 't'))).toEqual(NOTHING);
    expect(judged(...both, landed('b', 'x', 't'), landed('a', 'x', 'u'))).toEqual(NOTHING);
  });

  it('leaves the order open where two were under way at once', () => {
    const both = [begun('a', 'x'), begun('b', 'x'), promised('a'), promised('b')];
    expect(judged(...both, landed('b', 'x', 't'), landed('a', 'x', 't'))).toEqual(NOTHING);
  });

  it('calls lost what is owed at the end and does not stand', () => {
    const owed: Fact = { kind: 'owed', what: 'a is taken' };
    expect(judged(owed).lost).toEqual(['a is taken']);
    expect(judged(owed, { kind: 'stands', what: 'a is taken' })).toEqual(NOTHING);
  });
}); // prettier-ignore
