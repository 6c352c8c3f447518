import { featuresOf, MOST, PLACES, type Features } from './features.js';
import { realArea } from '../shapes/postcodes.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** How many places have weights for the rarer labels, and how many weights there are in all. */
const OTHERS = 1 << 14;
export const SIZE = PLACES + OTHERS * 4;

/** What a token can be. `none` needs no weights: the others are measured against it. */
const LABELS = ['none', 'name', 'organisation', 'address', 'postcode-area', 'age'] as const;
export const COUNT = LABELS.length;

/**
 * Learned numbers: for each place of the features one for names, then for each of the first places one for every other
 * label, which need fewer; `none` needs none. Then what may follow what.
 */
export type Weights = { values: Int8Array | Float64Array; scale: number; follows: readonly number[] };

const LISTED = BITS.given | BITS.family | BITS.people;
const GREAT = /^(?:9\d|1[01]\d)$/;
const OUTWARD = /^[a-z]{1,2}\d{1,2}[a-z]?$/;

/** How many words on either side of a street or a kind of organisation can be part of it. */
const NEAR = 4;

/** The tokens that may be something, in order, and as bits which labels each may have. */
export type Candidates = { at: readonly number[]; may: readonly number[] };

/**
 * The tokens worth a look. Ordinary small words are never names, and they are part of nothing else where no street
 * and no organisation is near: most words are nothing for sure, which keeps the tagger fast.
 */
export function candidates(tokens: readonly Token[]): Candidates {
  const at: number[] = [];
  const may: number[] = [];
  let near = -1; // up to here a word may be part of a street or an organisation
  let ahead = 0; // up to here it is known where those are
  for (let index = 0; index < tokens.length; index += 1) {
    for (; ahead < tokens.length && ahead <= index + NEAR; ahead += 1)
      if ((tokens[ahead] as Token).known & (BITS.streets | BITS.orgwords)) near = ahead + NEAR;
    const labels = possible(tokens[index] as Token);
    if (labels === PART_ONLY && index > near) continue;
    at.push(index);
    may.push(labels);
  }
  return { at, may };
}

/** Nothing, or a part of an organisation or an address. */
const PART_ONLY = 0b001101;

function possible(token: Token): number {
  if (token.shape === SHAPE.mark) return PART_ONLY;
  if (token.shape === SHAPE.digits) return GREAT.test(token.plain) ? 0b101101 : PART_ONLY;
  if (token.digits) return OUTWARD.test(token.plain) && realArea(token.plain) ? 0b011101 : PART_ONLY;
  if (token.known & BITS.closed || (token.shape === SHAPE.mixed && !(token.known & LISTED))) return PART_ONLY;
  const candidate = token.known & LISTED || (token.known & 7) === 0 || token.shape !== SHAPE.lower;
  return candidate ? 0b001111 : PART_ONLY;
}

/** Where the weight of a feature for a label stands. */
export const placeOf = (place: number, label: number): number =>
  label === 1 ? place : PLACES + (place & (OTHERS - 1)) * (COUNT - 2) + label - 2;

/** A half postcode or an age, which few candidates may be and is only reckoned for those. */
const RARE = 0b110000;

/** The score of each label that a candidate may have, before the neighbours are heard. */
export function scores({ places, counts }: Features, may: readonly number[], weights: Weights): Float64Array {
  const { values, scale } = weights;
  const out = new Float64Array(counts.length * COUNT);
  for (let at = 0; at < counts.length; at += 1) {
    const start = at * MOST;
    const end = start + (counts[at] as number);
    let one = 0;
    let two = 0;
    let three = 0;
    for (let each = start; each < end; each += 1) {
      const place = places[each] as number;
      const base = placeOf(place, 2);
      one += values[place] as number;
      two += values[base] as number;
      three += values[base + 1] as number;
    }
    const here = at * COUNT;
    out[here + 1] = one * scale;
    out[here + 2] = two * scale;
    out[here + 3] = three * scale;
    if (((may[at] as number) & RARE) === 0) continue;
    let four = 0;
    let five = 0;
    for (let each = start; each < end; each += 1) {
      const base = placeOf(places[each] as number, 4);
      four += values[base] as number;
      five += values[base + 1] as number;
    }
    out[here + 4] = four * scale;
    out[here + 5] = five * scale;
  }
  return out;
}

/**
 * How likely each label is at each candidate, given the whole text: forward and backward over a linear chain, scaled
 * at each step so that long texts stay within what a number can hold. What is no candidate is nothing for sure, and so
 * parts the chain. For training, also how likely each pair of labels is.
 */
export function likelihoods(
  emit: Float64Array,
  { at, may }: Candidates,
  follows: readonly number[],
  pairs?: Float64Array,
): Float64Array {
  const step = new Float64Array(follows.length);
  for (let pair = 0; pair < step.length; pair += 1) step[pair] = Math.exp(follows[pair] as number);
  const own = weighed(emit, may);
  const ahead = forward(step, own, at);
  const behind = backward(step, own, at);
  if (pairs) addPairs(pairs, step, own, ahead, behind, at);
  for (let here = 0; here < ahead.length; here += COUNT) {
    for (let label = here; label < here + COUNT; label += 1)
      ahead[label] = (ahead[label] as number) * (behind[label] as number);
    toOne(ahead, here);
  }
  return ahead;
}

/** Makes the numbers of one token add up to one. */
function toOne(values: Float64Array, here: number): void {
  let sum = 0;
  for (let label = here; label < here + COUNT; label += 1) sum += values[label] as number;
  for (let label = here; label < here + COUNT; label += 1) values[label] = (values[label] as number) / sum;
}

/** How well each label of each candidate goes with what comes before. */
function forward(step: Float64Array, own: Float64Array, at: readonly number[]): Float64Array {
  const ahead = new Float64Array(own.length);
  for (let index = 0; index < at.length; index += 1) {
    const here = index * COUNT;
    const joined = index > 0 && at[index - 1] === (at[index] as number) - 1;
    for (let to = 0; to < COUNT; to += 1) {
      if (own[here + to] === 0) continue;
      let come = step[to] as number; // after nothing
      if (joined) {
        come = 0;
        for (let from = 0; from < COUNT; from += 1)
          come += (ahead[here - COUNT + from] as number) * (step[from * COUNT + to] as number);
      }
      ahead[here + to] = come * (own[here + to] as number);
    }
    toOne(ahead, here);
  }
  return ahead;
}

/** How well what comes after goes with each label of each candidate. */
function backward(step: Float64Array, own: Float64Array, at: readonly number[]): Float64Array {
  const behind = new Float64Array(own.length);
  for (let index = at.length - 1; index >= 0; index -= 1) {
    const here = index * COUNT;
    const joined = at[index + 1] === (at[index] as number) + 1;
    for (let from = 0; from < COUNT; from += 1) {
      let go = step[from * COUNT] as number; // before nothing
      if (joined) {
        go = 0;
        for (let to = 0; to < COUNT; to += 1) {
          const next = here + COUNT + to;
          if (own[next] === 0) continue;
          go += (step[from * COUNT + to] as number) * (own[next] as number) * (behind[next] as number);
        }
      }
      behind[here + from] = go;
    }
    toOne(behind, here);
  }
  return behind;
}

/** The scores of a candidate as weights, the best of them one, and none for what it may not be. */
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

/** Adds how likely each pair of neighbouring labels is, also those with the nothing around the candidates. */
function addPairs(
  pairs: Float64Array,
  step: Float64Array,
  own: Float64Array,
  ahead: Float64Array,
  behind: Float64Array,
  at: readonly number[],
): void {
  const one = new Float64Array(pairs.length);
  const add = (before: number | null, after: number | null) => {
    let sum = 0;
    for (let pair = 0; pair < one.length; pair += 1) {
      const from = Math.floor(pair / COUNT);
      const to = pair % COUNT;
      const come = before === null ? Number(from === 0) : (ahead[before + from] as number);
      const go =
        after === null ? Number(to === 0) : (own[after + to] as number) * (behind[after + to] as number);
      sum += one[pair] = come * (step[pair] as number) * go;
    }
    for (let pair = 0; pair < one.length; pair += 1)
      pairs[pair] = (pairs[pair] as number) + (one[pair] as number) / sum;
  };
  for (let index = 0; index <= at.length; index += 1) {
    const here = index * COUNT;
    if (index > 0 && at[index] === (at[index - 1] as number) + 1) add(here - COUNT, here);
    else {
      if (index > 0) add(here - COUNT, null);
      if (index < at.length) add(null, here);
    }
  }
}

/** For each token, how likely each label is. */
export function read(tokens: readonly Token[], weights: Weights): Float64Array {
  const found = candidates(tokens);
  const emit = scores(featuresOf(tokens, found.at), found.may, weights);
  const each = likelihoods(emit, found, weights.follows);
  const likely = new Float64Array(tokens.length * COUNT);
  found.at.forEach((at, index) => {
    for (let label = 0; label < COUNT; label += 1)
      likely[at * COUNT + label] = each[index * COUNT + label] as number;
  });
  return likely;
}
