import { COUNT } from './tagger.js';
import { SHAPE, type Token } from './tokens.js';
import { BITS } from './words.js';

/** The words of a text and how likely each label is at each. */
export type Reading = { tokens: Token[]; likely: Float64Array };

/** The place of the label for names. */
export const NAME = 1;
/** Below this likelihood a word is not even asked about. */
export const DOUBT = 0.08;

/** In a list of names. */
export const LISTED = BITS.given | BITS.family | BITS.people;
/** In a list of what is no name. */
export const OTHER =
  BITS.places |
  BITS.peoples |
  BITS.months |
  BITS.medical |
  BITS.orgs |
  BITS.streets |
  BITS.orgwords |
  BITS.jobs |
  BITS.kin |
  BITS.titles;

/** How likely a label is at a token. */
export const at = ({ likely }: Reading, index: number, label: number): number =>
  likely[index * COUNT + label] ?? 0;
/** Makes a name at a token at least as likely as this. */
export const atLeast = ({ likely }: Reading, index: number, value: number): void => {
  likely[index * COUNT + NAME] = Math.max(likely[index * COUNT + NAME] ?? 0, value);
};

/** Whether a word begins with a capital. */
export const capital = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.shape === SHAPE.title || token.shape === SHAPE.upper || token.shape === SHAPE.letter);
