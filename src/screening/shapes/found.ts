import type { Confidence, Kind } from '../kinds.js';

/** A stretch of one view of the text, before it is placed back in the text as typed. */
export type Found = { kind: Kind; start: number; end: number; confidence: Confidence };

type Decision = Confidence | { kind?: Kind; confidence?: Confidence; start?: number; end?: number } | null;

/** Runs a pattern over the text and keeps what `decide` does not turn down. */
export function each(
  text: string,
  pattern: RegExp,
  kind: Kind,
  decide: (match: RegExpExecArray, before: string, after: string) => Decision = () => 'certain',
): Found[] {
  const all: Found[] = [];
  pattern.lastIndex = 0; // matchAll would make a copy of the pattern each time
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 48), match.index);
    const decision = decide(match, before, text.slice(end, end + 32));
    if (decision === null) continue;
    const base: Found = { kind, start: match.index, end, confidence: 'certain' };
    all.push(typeof decision === 'string' ? { ...base, confidence: decision } : { ...base, ...decision });
  }
  return all;
}

/** The digits of a text and nothing else. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Which part of the match the first group took: for patterns that begin with a cue word. */
export function group(match: RegExpExecArray, part: string | undefined): { start: number; end: number } {
  const start = match.index + match[0].lastIndexOf(part ?? '');
  return { start, end: start + (part ?? '').length };
}
