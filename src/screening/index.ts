import { find } from './find.js';
import { why, type Confidence, type Kind } from './kinds.js';
import type { Found } from './shapes/found.js';
import { weights } from './tagger/weights.js';

export { isHard, label, type Confidence, type Kind } from './kinds.js';

/** A stretch of a text that could identify someone, in UTF-16 units of the text as typed. */
export type Finding = { kind: Kind; start: number; end: number; confidence: Confidence; why: string };

/**
 * Finds what could identify a person in a text, before anything is stored, queued or logged. Findings are sorted and
 * do not overlap. Never throws, whatever the text, and takes time in proportion to its length.
 */
export function screen(text: string): Finding[] {
  return find(text, weights)
    .filter((found) => found.confidence !== 'possible')
    .map(finding);
}

/** The softer list: words that may be names and do not stop a text. "Is this a name?" */
export function doubts(text: string): Finding[] {
  return find(text, weights)
    .filter((found) => found.confidence === 'possible' && found.kind === 'name')
    .map(finding);
}

const finding = ({ kind, start, end, confidence }: Found): Finding => ({ kind, start, end, confidence, why: why(kind) });
