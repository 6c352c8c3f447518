import type { Confidence, Kind } from '../kinds.js';
import type { Found } from '../shapes/found.js';
import { check, lower } from './lower.js';
import { echo, raise } from './raise.js';
import { at, capital, DOUBT, NAME, type Reading } from './reading.js';
import { read, type Weights } from './tagger.js';
import { SHAPE, tokensOf, type Token } from './tokens.js';

/**
 * From which likelihood on a reading is a finding; names between DOUBT and this are asked about instead. Where one thing
 * points to a person others usually do, so less is enough there than in a text that holds nothing else.
 */
const AMONG_OTHERS: Record<number, number> = { 1: 0.15, 2: 0.25, 3: 0.25, 4: 0.22, 5: 0.3 };
const ALONE: Record<number, number> = { 1: 0.6, 2: 0.6, 3: 0.6, 4: 0.6, 5: 0.6 };
const SURE = 0.85;
/** A small English word is part of a name only from here on ("mr olaniyan rang"). */
const JOINED = 0.25;
/** A name as likely as this points to a person by itself. */
const POINTS = 0.8;

/**
 * Names, organisations, addresses, half postcodes and great ages that only their context gives away.
 * @param pointed whether something else in the text points to a person
 */
export function contextual(text: string, weights: Weights, pointed: boolean): Found[] {
  const tokens = tokensOf(text);
  const reading = { tokens, likely: read(tokens, weights) };
  raise(reading);
  lower(reading);
  check(reading, text);
  echo(reading);
  const enough =
    pointed || tokens.some((_, index) => at(reading, index, NAME) >= POINTS) ? AMONG_OTHERS : ALONE;
  return [1, 2, 3, 4, 5].flatMap((label) => spansOf(reading, label, enough[label] ?? 1, text));
}

const KIND: readonly Kind[] = ['name', 'name', 'organisation', 'address', 'postcode-area', 'age'];
const JOIN: Record<number, RegExp> = {
  1: /^(?:[ .'’-]{0,2}| (?:de|da|di|du|van|von|der|den|la|le|al|el|bin|ibn|ap|ab|ferch|bint|dos|das|del|della|ter|st|ní|ó|ua|mac|o) )$/i,
  2: /^[ &'’.,-]{0,3}$/,
  3: /^[ ,'’./-]{0,3}$/,
  4: /^$/,
  5: /^$/,
};

function spansOf(reading: Reading, label: number, enough: number, text: string): Found[] {
  const { tokens } = reading;
  const spans: Found[] = [];
  const least = label === NAME ? DOUBT : enough;
  const best: number[] = [];
  tokens.forEach((token, index) => {
    const all = at(reading, index, label);
    const likely = label === NAME && all < JOINED && isSmall(token) ? Math.min(all, enough * 0.99) : all;
    if (likely < least || (token.shape === SHAPE.mark && label !== 2)) return;
    const last = spans.at(-1);
    const gap = last ? text.slice(last.end, token.start) : '';
    const wanted = likely >= enough;
    const neighbour =
      last &&
      (JOIN[label] as RegExp).test(gap) &&
      !(label === NAME && /[.]/.test(gap) && !initialBefore(tokens, index));
    const held = (best.at(-1) ?? 0) >= enough;
    if (last && neighbour && (wanted === held || (label === NAME && capital(token)))) {
      last.end = token.end;
      best[best.length - 1] = Math.max(best.at(-1) ?? 0, likely);
    } else {
      spans.push({ kind: KIND[label] as Kind, start: token.start, end: token.end, confidence: 'possible' });
      best.push(likely);
    }
  });
  const kept = spans.map((span, index) => ({ ...span, confidence: confidence(best[index] ?? 0, enough) }));
  return label === 2 || label === 3
    ? kept.filter(({ start, end }) => !NO_PLACE.test(text.slice(start, end)))
    : kept;
}

/** One or two small words by themselves are no street and no organisation, and a court is nobody's home. */
const NO_PLACE =
  /^[a-z'’-]{1,30}(?: [a-z'’-]{1,30})?$|^Social [A-Z]|^(?:the )?(?:Sheriff|Supreme|High|County|Crown|Family|Magistrates) Court$/;

const isSmall = ({ shape, known }: Token): boolean =>
  shape === SHAPE.lower && (known & 7) > 0 && (known & 7) < 4;

const initialBefore = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 2]?.shape === SHAPE.letter ||
  (tokens[index]?.shape === SHAPE.letter && tokens[index - 1]?.plain !== '.');

function confidence(likely: number, enough: number): Confidence {
  return likely >= SURE ? 'certain' : likely >= enough ? 'likely' : 'possible';
}
