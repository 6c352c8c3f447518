import { find } from './find.js';
import type { Finding } from './finding.js';
import { why } from './kinds.js';
import { redactWith } from './redact.js';
import type { Found } from './shapes/found.js';
import { weights } from './tagger/weights.js';

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
    findings: all.filter((found) => found.confidence !== 'possible').map(explained),
    doubts: all.filter((found) => found.confidence === 'possible' && found.kind === 'name').map(explained),
  };
}

/** The text with everything replaced that `look` finds (the screen, unless told otherwise), until nothing more is found. */
export const redactAll = (text: string, look: (text: string) => Finding[] = screen): string =>
  redactWith(text, look);

const explained = (found: Found): Finding => ({ ...found, why: why(found.kind) });
