import type { Confidence, Kind } from '../kinds.js';
import type { Found } from '../shapes/found.js';
import { at, capital, check, DOUBT, echo, lower, NAME, raise, type Reading } from './rules.js';
import { read, type Weights } from './tagger.js';
import { SHAPE, tokensOf, type Token } from './tokens.js';

/** From which likelihood on a reading is a finding; names between `doubt` and this are asked about instead. */
const ENOUGH: Record<number, number> = { 1: 0.22, 2: 0.25, 3: 0.25, 4: 0.22, 5: 0.3 };
const SURE = 0.85;

/** Names, organisations, addresses, half postcodes and great ages that only their context gives away. */
export function contextual(text: string, weights: Weights): Found[] {
  const tokens = tokensOf(text);
  const reading = { tokens, likely: read(tokens, weights) };
  raise(reading);
  lower(reading);
  check(reading, text);
  echo(reading);
  return [1, 2, 3, 4, 5].flatMap((label) => spansOf(reading, label, text));
}

const KIND: readonly Kind[] = ['name', 'name', 'organisation', 'address', 'postcode-area', 'age'];
const JOIN: Record<number, RegExp> = {
  1: /^(?:[ .'’-]{0,2}| (?:de|da|di|du|van|von|der|den|la|le|al|el|bin|ibn|ap|ab|ferch|bint|dos|das|del|della|ter|st|ní|ó|ua|mac|o) )$/i,
  2: /^[ &'’.,-]{0,3}$/,
  3: /^[ ,'’./-]{0,3}$/,
  4: /^$/,
  5: /^$/,
};

function spansOf(reading: Reading, label: number, text: string): Found[] {
  const { tokens } = reading;
  const spans: Found[] = [];
  const enough = ENOUGH[label] ?? 0.5;
  const least = label === NAME ? DOUBT : enough;
  const best: number[] = [];
  tokens.forEach((token, index) => {
    const likely = at(reading, index, label);
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
  return spans.map((span, index) => ({ ...span, confidence: confidence(best[index] ?? 0, enough) }));
}

const initialBefore = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 2]?.shape === SHAPE.letter ||
  (tokens[index]?.shape === SHAPE.letter && tokens[index - 1]?.plain !== '.');

function confidence(likely: number, enough: number): Confidence {
  return likely >= SURE ? 'certain' : likely >= enough ? 'likely' : 'possible';
}
