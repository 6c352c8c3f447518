import type { Source } from './consultation.js';

type LogSource = Exclude<Source, 'thread'>;
type Issue = { key: string; label: string };

/** One line about a consultation that happened elsewhere; what is missing is what a form must still ask for. */
export type LogLine = {
  source: LogSource;
  issues: readonly string[];
  what: string;
  missing: 'nothing' | 'issue' | 'what';
};

const SOURCE_WORDS: Readonly<Record<string, LogSource>> = {
  phone: 'phone',
  call: 'phone',
  email: 'email',
  'e-mail': 'email',
  corridor: 'corridor',
};

/**
 * Reads `phone housing, debt: what was asked and said`. How it happened may be left out: then it was in the corridor.
 * Issues are the partnership's own, by their label, the start of a word of it, or their key; one that could be two is
 * none.
 */
export function readLogLine(line: string, issues: readonly Issue[]): LogLine {
  const [, before, after] = /^([^:\n]{1,120}):\s*([\s\S]*)$/.exec(line) ?? [];
  const { source, rest } = sourceIn(before ?? line);
  if (before === undefined || after === undefined)
    return { source, issues: [], what: rest, missing: 'issue' };
  const named = rest.split(/,|\band\b|\+/).map((each) => issueNamed(each.trim().toLowerCase(), issues));
  const known = named.filter((key) => key !== null);
  if (known.length < named.length) return { source, issues: known, what: line, missing: 'issue' };
  return { source, issues: [...new Set(known)], what: after, missing: after === '' ? 'what' : 'nothing' };
}

function sourceIn(words: string): { source: LogSource; rest: string } {
  const [, first = '', rest = ''] = /^\s*(?:by\s+)?(\S*)\s*([\s\S]*)$/i.exec(words) ?? [];
  const source = SOURCE_WORDS[first.toLowerCase()];
  return source ? { source, rest } : { source: 'corridor', rest: words };
}

function issueNamed(typed: string, issues: readonly Issue[]): string | null {
  if (typed === '') return null;
  const exact = issues.find(({ key, label }) => key === typed || label.toLowerCase() === typed);
  if (exact) return exact.key;
  const alike = issues.filter(({ label }) => ` ${label.toLowerCase()}`.includes(` ${typed}`));
  return alike.length === 1 ? (alike[0]?.key ?? null) : null;
}
