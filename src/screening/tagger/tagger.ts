import { featuresOf } from './features.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** What a token can be. `none` needs no weights: the others are measured against it. */
export const LABELS = ['none', 'name', 'organisation', 'address', 'postcode-area', 'age'] as const;
export const COUNT = LABELS.length;

/** Learned numbers: for each place of the features, one for each label but `none`; then what may follow what. */
export type Weights = { values: Int8Array | Float64Array; scale: number; follows: readonly number[] };

const LISTED = BITS.given | BITS.family | BITS.people;
const OUTWARD = /^[a-z]{1,2}\d{1,2}[a-z]?$/;

/** Which labels a token may have, as bits. Ordinary small words are never names: this is what keeps the tagger fast. */
export function allowed(token: Token): number {
  if (token.shape === SHAPE.mark) return 0b001101;
  if (token.shape === SHAPE.digits) return /^(?:9\d|1[01]\d)$/.test(token.plain) ? 0b101101 : 0b001101;
  const candidate = token.known & LISTED || (token.known & 7) === 0 || token.shape !== SHAPE.lower;
  if (/\d/.test(token.plain)) return OUTWARD.test(token.plain) ? 0b011101 : 0b001101;
  return candidate ? 0b001111 : 0b001101;
}

/** The score of each label at each token, before the neighbours are heard. */
export function scores(features: readonly Int32Array[], weights: Weights): Float64Array {
  const { values, scale } = weights;
  const out = new Float64Array(features.length * COUNT);
  for (let at = 0; at < features.length; at += 1) {
    const places = features[at] as Int32Array;
    let one = 0;
    let two = 0;
    let three = 0;
    let four = 0;
    let five = 0;
    for (let each = 0; each < places.length; each += 1) {
      const base = (places[each] as number) * 5;
      one += values[base] as number;
      two += values[base + 1] as number;
      three += values[base + 2] as number;
      four += values[base + 3] as number;
      five += values[base + 4] as number;
    }
    out.set([0, one * scale, two * scale, three * scale, four * scale, five * scale], at * COUNT);
  }
  return out;
}

const LOW = -1e30;

/**
 * How likely each label is at each token, given the whole text (forward and backward over a linear chain).
 * Also the logarithm of the sum over all readings, and, for training, how likely each pair of neighbours is.
 */
export function likelihoods(
  emit: Float64Array,
  may: readonly number[],
  follows: readonly number[],
  pairs?: Float64Array,
): { each: Float64Array; total: number } {
  const n = may.length;
  const ahead = new Float64Array(n * COUNT).fill(LOW);
  const behind = new Float64Array(n * COUNT).fill(LOW);
  const each = new Float64Array(n * COUNT);
  if (n === 0) return { each, total: 0 };

  for (let at = 0; at < n; at += 1) {
    for (let to = 0; to < COUNT; to += 1) {
      if (!((may[at] as number) & (1 << to))) continue;
      const own = emit[at * COUNT + to] as number;
      ahead[at * COUNT + to] = own + (at === 0 ? (follows[to] as number) : gather(ahead, (at - 1) * COUNT, follows, to, 0));
    }
  }
  for (let from = 0; from < COUNT; from += 1) behind[(n - 1) * COUNT + from] = 0;
  for (let at = n - 2; at >= 0; at -= 1) {
    for (let from = 0; from < COUNT; from += 1) {
      let sum = LOW;
      for (let to = 0; to < COUNT; to += 1) {
        if (!((may[at + 1] as number) & (1 << to))) continue;
        const next = (at + 1) * COUNT + to;
        sum = add(sum, (follows[from * COUNT + to] as number) + (emit[next] as number) + (behind[next] as number));
      }
      behind[at * COUNT + from] = sum;
    }
  }
  let total = LOW;
  for (let label = 0; label < COUNT; label += 1) total = add(total, ahead[(n - 1) * COUNT + label] as number);
  for (let index = 0; index < n * COUNT; index += 1) each[index] = Math.exp((ahead[index] as number) + (behind[index] as number) - total);
  if (pairs) {
    for (let at = 1; at < n; at += 1) {
      for (let from = 0; from < COUNT; from += 1) {
        for (let to = 0; to < COUNT; to += 1) {
          if (!((may[at] as number) & (1 << to))) continue;
          const here = at * COUNT + to;
          const log = (ahead[(at - 1) * COUNT + from] as number) + (follows[from * COUNT + to] as number) + (emit[here] as number) + (behind[here] as number) - total;
          pairs[from * COUNT + to] = (pairs[from * COUNT + to] as number) + Math.exp(log);
        }
      }
    }
  }
  return { each, total };
}

function gather(ahead: Float64Array, base: number, follows: readonly number[], to: number, start: number): number {
  let sum = LOW + start;
  for (let from = 0; from < COUNT; from += 1) sum = add(sum, (ahead[base + from] as number) + (follows[from * COUNT + to] as number));
  return sum;
}

function add(a: number, b: number): number {
  if (a < b) return b + Math.log1p(Math.exp(a - b));
  return a <= LOW ? a : a + Math.log1p(Math.exp(b - a));
}

/** For each token, how likely each label is. */
export function read(tokens: readonly Token[], weights: Weights): Float64Array {
  return likelihoods(scores(featuresOf(tokens), weights), tokens.map(allowed), weights.follows).each;
}
