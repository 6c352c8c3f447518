import learned from '../data/weights.json' with { type: 'json' };
import type { Weights } from './tagger.js';

/** What tools/train.mjs learned from the notes: a signed byte for each place and label. */
export const weights: Weights = {
  values: new Int8Array(Buffer.from(learned.values, 'base64')),
  scale: learned.scale,
  follows: learned.follows,
};
