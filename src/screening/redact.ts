import type { Finding, Place } from './finding.js';
import { suggest } from './suggest.js';

/** One pass: the text with each finding replaced. Findings must be sorted and disjoint, as the screen gives them. */
export function redact(
  text: string,
  findings: readonly Place[],
  instead: (finding: Place) => string = (finding) => suggest(finding, text),
): string {
  let out = '';
  let last = 0;
  for (const finding of findings) {
    out += text.slice(last, finding.start);
    const put = instead(finding);
    // "her son Kofi, 9": without the name the space before it goes as well.
    if (put === '' && out.endsWith(' ')) out = out.slice(0, -1);
    out += put;
    last = finding.end;
  }
  return out + text.slice(last);
}

const PASSES = 6;

/**
 * The text with everything replaced that the screen finds, and screened again until nothing is found, since a word
 * can become a name by what is left around it. What still stands after a few passes is cut without a suggestion.
 */
export function redactWith(text: string, screen: (text: string) => Finding[]): string {
  let out = text;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const findings = screen(out);
    if (findings.length === 0) return out;
    const now = out;
    out = redact(now, findings, (finding) =>
      pass < 2 ? suggest(finding, now) : pass < 4 ? '[removed]' : ' ',
    );
  }
  return screen(out).length === 0 ? out : '[removed]';
}
