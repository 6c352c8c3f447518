import { featuresOf, MOST, type Features } from './features.js';
import { realArea } from '../shapes/postcodes.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** What a token can be. `none` needs no weights: the others are measured against it. */
const LABELS = ['none', 'name', 'organisation', 'address', 'postcode-area', 'age'] as const;
export const COUNT = LABELS.length;

/** Learned numbers: for each place of the features, one for each label but `none`; then what may follow what. */
export type Weights = { values: Int8Array | Float64Array; scale: number; follows: readonly number[] };

const LISTED = BITS.given | BITS.family | BITS.people;
const HAS_DIGIT = /\d/;
const GREAT = /^(?:9\d|1[01]\d)$/;
const OUTWARD = /^[a-z]{1,2}\d{1,2}[a-z]?$/;

/** How many words on either side of a possible name, number or street are looked at. */
const NEAR = 4;

/**
 * Which labels each token may have, as bits. Ordinary small words are never names, and where nothing near could be
 * one, nothing is looked at: this is what keeps the tagger fast.
 */
export function allowed(tokens: readonly Token[]): number[] {
  const may = tokens.map(possible);
  let last = -NEAR - 1;
  const near = new Uint8Array(tokens.length);
  tokens.forEach((token, at) => {
    const reason = (may[at] as number) !== 0b001101 || (token.known & (BITS.streets | BITS.orgwords)) > 0;
    if (!reason) return;
    for (let each = Math.max(last + 1, at - NEAR); each <= Math.min(tokens.length - 1, at + NEAR); each += 1)
      near[each] = 1;
    last = at;
  });
  return may.map((labels, at) => (near[at] ? labels : 1));
}

function possible(token: Token): number {
  if (token.shape === SHAPE.mark) return 0b001101;
  if (token.shape === SHAPE.digits) return GREAT.test(token.plain) ? 0b101101 : 0b001101;
  if (HAS_DIGIT.test(token.plain))
    return OUTWARD.test(token.plain) && realArea(token.plain) ? 0b011101 : 0b001101;
  const candidate = token.known & LISTED || (token.known & 7) === 0 || token.shape !== SHAPE.lower;
  return candidate ? 0b001111 : 0b001101;
}

/** The score of each label at each token, before the neighbours are heard. */
export function scores({ places, counts }: Features, weights: Weights): Float64Array {
  const { values, scale } = weights;
  const out = new Float64Array(counts.length * COUNT);
  for (let at = 0; at < counts.length; at += 1) {
    const start = at * MOST;
    const end = start + (counts[at] as number);
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    let five = 0;
    for (let each = start; each < end; each += 1) {
      const base = (places[each] as number) * 5;
      one += values[base] as number;
      two += values[base + 1] as number;
      three += values[base + 2] as number;
      four += values[base + 3] as number;
      five += values[base + 4] as number;
    }
    const here = at * COUNT;
    out[here + 1] = one * scale;
    out[here + 2] = two * scale;
    out[here + 3] = three * scale;
    out[here + 4] = four * scale;
    out[here + 5] = five * scale;
  }
  return out;
}

/**
 * How likely each label is at each token, given the whole text: forward and backward over a linear chain, scaled at
 * each step so that long texts stay within what a number can hold. For training, also how likely each pair is.
 */
export function likelihoods(
  emit: Float64Array,
  may: readonly number[],
  follows: readonly number[],
  pairs?: Float64Array,
): Float64Array {
  const n = may.length;
  const step = Float64Array.from(follows, Math.exp);
  const own = weighed(emit, may);
  const ahead = new Float64Array(n * COUNT);
  const behind = new Float64Array(n * COUNT).fill(1);
  for (let at = 0; at < n; at += 1) {
    const here = at * COUNT;
    let sum = 0;
    if (may[at] === 1) {
      ahead[here] = 1;
      continue;
    }
    for (let to = 0; to < COUNT; to += 1) {
      let come = at === 0 ? (step[to] as number) : 0;
      if (at > 0)
        for (let from = 0; from < COUNT; from += 1)
          come += (ahead[here - COUNT + from] as number) * (step[from * COUNT + to] as number);
      sum += ahead[here + to] = come * (own[here + to] as number);
    }
    for (let to = 0; to < COUNT; to += 1) ahead[here + to] = (ahead[here + to] as number) / sum;
  }
  backward(behind, step, own, may);
  if (pairs) addPairs(pairs, step, own, ahead, behind);
  return normal(ahead, behind);
}

/** How well what comes after goes with each label of each token. */
function backward(behind: Float64Array, step: Float64Array, own: Float64Array, may: readonly number[]): void {
  for (let at = may.length - 2; at >= 0; at -= 1) {
    const here = at * COUNT;
    let sum = 0;
    if (may[at] === 1) continue; // behind stays one, whatever comes
    for (let from = 0; from < COUNT; from += 1) {
      let go = 0;
      for (let to = 0; to < COUNT; to += 1) {
        const next = here + COUNT + to;
        go += (step[from * COUNT + to] as number) * (own[next] as number) * (behind[next] as number);
      }
      sum += behind[here + from] = go;
    }
    for (let from = 0; from < COUNT; from += 1) behind[here + from] = (behind[here + from] as number) / sum;
  }
}

/** The scores of a token as weights, the best of them one, and none for what it may not be. */
function weighed(emit: Float64Array, may: readonly number[]): Float64Array {
  const own = new Float64Array(emit.length);
  for (let at = 0; at < may.length; at += 1) {
    const here = at * COUNT;
    let most = 0;
    for (let label = 1; label < COUNT; label += 1) most = Math.max(most, emit[here + label] as number);
    for (let label = 0; label < COUNT; label += 1) {
      if ((may[at] as number) & (1 << label))
        own[here + label] = Math.exp(Math.max(-300, (emit[here + label] as number) - most));
    }
  }
  return own;
}

function normal(ahead: Float64Array, behind: Float64Array): Float64Array {
  const each = new Float64Array(ahead.length);
  for (let here = 0; here < each.length; here += COUNT) {
    let sum = 0;
    for (let label = here; label < here + COUNT; label += 1)
      sum += each[label] = (ahead[label] as number) * (behind[label] as number);
    for (let label = here; label < here + COUNT; label += 1) each[label] = (each[label] as number) / sum;
  }
  return each;
}

function addPairs(
  pairs: Float64Array,
  step: Float64Array,
  own: Float64Array,
  ahead: Float64Array,
  behind: Float64Array,
): void {
  const one = new Float64Array(pairs.length);
  for (let here = COUNT; here < own.length; here += COUNT) {
    let sum = 0;
    for (let pair = 0; pair < one.length; pair += 1) {
      const to = here + (pair % COUNT);
      const from = here - COUNT + Math.floor(pair / COUNT);
      sum += one[pair] =
        (ahead[from] as number) * (step[pair] as number) * (own[to] as number) * (behind[to] as number);
    }
    for (let pair = 0; pair < one.length; pair += 1)
      pairs[pair] = (pairs[pair] as number) + (one[pair] as number) / sum;
  }
}

/** For each token, how likely each label is. */
export function read(tokens: readonly Token[], weights: Weights): Float64Array {
  const may = allowed(tokens);
  return likelihoods(scores(featuresOf(tokens, may), weights), may, weights.follows);
}
