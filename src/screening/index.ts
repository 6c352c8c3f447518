import { find } from './find.js';
import { why, type Confidence, type Kind } from './kinds.js';
import { redactAll as redactWith } from './redact.js';
import type { Found } from './shapes/found.js';
import { weights } from './tagger/weights.js';

export { isHard, label, type Confidence, type Kind } from './kinds.js';
export { rareCombination } from './rare.js';
export { redact } from './redact.js';
export { suggest } from './suggest.js';

/** A stretch of a text that could identify someone, in UTF-16 units of the text as typed. */
export type Finding = { kind: Kind; start: number; end: number; confidence: Confidence; why: string };

/**
 * Finds what could identify a person in a text, before anything is stored, queued or logged. Findings are sorted and
 * do not overlap. Never throws, whatever the text, and takes time in proportion to its length.
 */
export function screen(text: string): Finding[] {
  return inspect(text).findings;
}

/** The findings, which stop a text, and the softer list, which only asks: "is this a name?" */
export function inspect(text: string): { findings: Finding[]; doubts: Finding[] } {
  const all = find(text, weights);
  return {
    findings: all.filter((found) => found.confidence !== 'possible').map(finding),
    doubts: all.filter((found) => found.confidence === 'possible' && found.kind === 'name').map(finding),
  };
}

/** The text with everything replaced that the screen finds, until nothing more is found. */
export const redactAll = (text: string): string => redactWith(text, screen);

const finding = ({ kind, start, end, confidence }: Found): Finding => ({
  kind,
  start,
  end,
  confidence,
  why: why(kind),
});
