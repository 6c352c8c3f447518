import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  STATES,
  type Doing,
  type Party,
  type State,
} from '../src/features/consultations/rules/states.js';
import { isBareThanks } from '../src/features/consultations/rules/talk.js';

const PARTIES: readonly Party[] = [
  'asker',
  'adviser',
  'qualified-adviser',
  'service-lead',
  'privacy-lead',
  'clock',
];
const DOINGS: readonly Doing[] = [
  'take', 'reply', 'hand-back', 'ask-for-more', 'give-more', 'answer', 'that-answered-it', 'need-more', 'both-results',
  'quiet', 'no-reply', 'withdraw',
]; // prettier-ignore

/** The product's table, written out: from, what is done, by whom, and where it leads. */
const EXPECTED: readonly [from: State, doing: Doing, by: readonly Party[], to: State][] = [
  ['open', 'take', ['qualified-adviser'], 'answering'],
  ['open', 'reply', ['qualified-adviser'], 'answering'],
  ['open', 'ask-for-more', ['qualified-adviser'], 'needs-info'],
  ['open', 'answer', ['qualified-adviser'], 'answered'],
  ['open', 'withdraw', ['asker', 'privacy-lead'], 'withdrawn'],
  ['answering', 'hand-back', ['adviser', 'service-lead'], 'open'],
  ['answering', 'ask-for-more', ['qualified-adviser'], 'needs-info'],
  ['answering', 'answer', ['qualified-adviser'], 'answered'],
  ['answering', 'that-answered-it', ['asker'], 'answered'],
  ['answering', 'withdraw', ['asker', 'privacy-lead'], 'withdrawn'],
  ['needs-info', 'give-more', ['asker'], 'answering'],
  ['needs-info', 'no-reply', ['clock'], 'closed'],
  ['needs-info', 'withdraw', ['asker', 'privacy-lead'], 'withdrawn'],
  ['answered', 'need-more', ['asker'], 'answering'],
  ['answered', 'both-results', ['asker', 'adviser', 'clock'], 'closed'],
  ['answered', 'quiet', ['asker', 'adviser', 'clock'], 'closed'],
  ['answered', 'withdraw', ['asker', 'privacy-lead'], 'withdrawn'],
  ['closed', 'need-more', ['asker'], 'answering'],
  ['closed', 'withdraw', ['asker', 'privacy-lead'], 'withdrawn'],
];

describe('a consultation', () => {
  it.each(
    STATES.flatMap((from) =>
      DOINGS.flatMap((doing) => PARTIES.map((party) => [from, doing, party] as const)),
    ),
  )('that is %s lets “%s” by the %s as the table says', (from, doing, party) => {
    const row = EXPECTED.find(([state, done, by]) => state === from && done === doing && by.includes(party));
    const decision = decide(from, doing, new Set([party]));
    if (row) expect(decision).toMatchObject({ kind: 'move' });
    else expect(decision.kind).not.toBe('move');
    if (decision.kind === 'move') expect(decision.through.at(-1)).toBe(row?.[3]);
  });

  it('tells an adviser who is not qualified that only a regulated one may answer', () => {
    expect(decide('open', 'take', new Set(['adviser']))).toEqual({ kind: 'needs-regulated' });
    expect(decide('answering', 'answer', new Set(['adviser']))).toEqual({ kind: 'needs-regulated' });
  });
});

describe('what somebody writes', () => {
  it.each([
    'thanks', 'Thank you so much!', 'ta', '👍', ':+1:', '✅', 'Brilliant, thank you', 'OK great', 'that’s very helpful, thanks',
    'Got it, cheers x', 'Perfect.',
  ])('is only thanks: %s', (text) => expect(isBareThanks(text)).toBe(true)); // prettier-ignore

  it.each([
    'thanks, but does that apply in Wales?', 'ok and what about her pay?', 'She was dismissed today', 'thanks. It is worse now',
    'ok?', 'yes she did get a letter', 'can I refer her', 'thank you, one more thing: the hearing is Friday',
  ])('is more than thanks: %s', (text) => expect(isBareThanks(text)).toBe(false)); // prettier-ignore

  it('with a question mark is never only thanks', () => {
    fc.assert(fc.property(fc.string(), (text) => !isBareThanks(`${text}?`)));
  });
});
