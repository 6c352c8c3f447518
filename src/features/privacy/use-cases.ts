import { createHash } from 'node:crypto';
import type { Clean } from '../../chat/clean.js';
import {
  inspect,
  isHard,
  label,
  rareCombination,
  redact,
  redactAll,
  screen,
  suggest,
  type Finding,
} from '../../screening/index.js';

/** What was typed, by the name of its box. */
export type Texts = Readonly<Record<string, string>>;

/**
 * Something found in a box, and what its kind is called. The same words found as the same kind have the same mark,
 * wherever they stand.
 */
export type Seen = Finding & { field: string; mark: string; called: string; words: string; instead: string };

/** What somebody decided: about a finding, by its mark (undefined: nothing yet), and which doubts are names after all. */
export type Decisions = {
  about(mark: string): 'replace' | 'keep' | undefined;
  isName(mark: string): boolean;
};

export type Settled =
  | { kind: 'settled'; texts: Texts; kept: readonly Seen[] }
  /** Something is still to be decided, or has not been seen. `doubts` are asked about and decide nothing. */
  | { kind: 'open'; findings: readonly Seen[]; doubts: readonly Seen[] };

/**
 * Settles what was typed before anything of it is stored, queued or logged: what was decided to be replaced is
 * replaced, and what could still pick somebody out keeps it open. Hard kinds are never kept.
 */
export function settle(texts: Texts, decided: Decisions): Settled {
  const all = look(texts);
  const findings = once(all.findings);
  const doubts = once(all.doubts);
  if (findings.some(({ mark }) => decided.about(mark) === undefined))
    return { kind: 'open', findings, doubts };
  const clean = findings.length === 0 && !doubts.some(({ mark }) => decided.isName(mark));
  return {
    kind: 'settled',
    texts: clean ? texts : replaced(texts, decided),
    kept: findings.filter((each) => mayKeep(each) && decided.about(each.mark) === 'keep'),
  };
}

/** Whether nothing is to be decided about what was typed, so that it may be kept as it is. */
export const isSettled = (texts: Texts): boolean =>
  settle(texts, UNDECIDED).kind === 'settled' && rareIn(texts) === null;

const UNDECIDED: Decisions = { about: () => undefined, isName: () => false };

/** Whether somebody may say that it identifies nobody. */
export const mayKeep = ({ kind }: Pick<Finding, 'kind'>): boolean => !isHard(kind);

/** The texts with everything replaced that was not kept, and looked at again until nothing is left to replace. */
export function replaced(texts: Texts, decided: Decisions): Texts {
  const still = (text: string) => {
    const { findings, doubts } = inspect(text);
    const kept = (each: Finding) => mayKeep(each) && decided.about(markOf(each, text)) === 'keep';
    const asked = doubts.filter((each) => decided.isName(markOf(each, text)));
    return [...findings.filter((each) => !kept(each)), ...asked].sort((a, b) => a.start - b.start);
  };
  const clean = (all: Texts) => mapped(all, (text) => redactAll(text, still));
  let now = clean(texts);
  // One identifier written across two boxes is cut out of both.
  for (let pieces = acrossBoxes(now); pieces.length > 0; pieces = acrossBoxes(now)) {
    const cut = pieces;
    now = clean(
      mapped(now, (text, field) =>
        redact(
          text,
          cut.filter((piece) => piece.field === field),
          () => '[removed]',
        ),
      ),
    );
  }
  return now;
}

/** What may be a name, each once. Nobody has to decide about it. */
export const doubtsIn = (texts: Texts): readonly Seen[] => once(look(texts).doubts);

/** A question to put before posting, for what no pattern sees; null when nothing stands out. */
export const rareIn = (texts: Texts): string | null => rareCombination(Object.values(texts).join('\n'));

/** A print of what was typed, to tell whether it is still the same. */
export const printOf = (texts: Texts): string => hashed(JSON.stringify(texts));

/**
 * What may be kept of what is written where no preview can stand before it. A reference of ours names nobody.
 * @param prefixes what references begin with, in every partnership
 */
export const cleanWith =
  (prefixes: () => readonly string[]): Clean =>
  (typed) => {
    const found = (text: string): Finding[] => screen(withoutReferences(text, prefixes()));
    const all = found(typed);
    if (all.length === 0) return { text: typed, removed: [] };
    return { text: redactAll(typed, found), removed: [...new Set(all.map(({ kind }) => label(kind)))] };
  };

/** The same text, as long as it was, with dashes where references of ours stand: `WIR-7KQ3`. */
function withoutReferences(text: string, prefixes: readonly string[]): string {
  if (prefixes.length === 0) return text;
  const shape = new RegExp(`\\b(?:${prefixes.join('|')})-[0-9A-Z]{4,6}\\b`, 'gi');
  return text.replace(shape, (reference) => '-'.repeat(reference.length));
}

function look(texts: Texts): { findings: Seen[]; doubts: Seen[] } {
  const each = Object.entries(texts).map(([field, text]) => {
    const { findings, doubts } = inspect(text);
    const seen = (finding: Finding) => seenIn(field, text, finding);
    return { findings: findings.map(seen), doubts: doubts.map(seen) };
  });
  return {
    findings: [...each.flatMap(({ findings }) => findings), ...acrossBoxes(texts)],
    doubts: each.flatMap(({ doubts }) => doubts),
  };
}

const JOINT = ' | ';

/** Pieces of a hard kind that shows only when what was typed in all boxes is read as one. */
function acrossBoxes(texts: Texts): Seen[] {
  const filled = Object.entries(texts).filter(([, text]) => text !== '');
  if (filled.length < 2) return [];
  const joined = filled.map(([, text]) => text).join(JOINT);
  const found = screen(joined).filter(({ kind }) => isHard(kind));
  let offset = 0;
  return filled.flatMap(([field, text]) => {
    const [from, until] = [offset, offset + text.length];
    offset = until + JOINT.length;
    return found
      .filter(({ start, end }) => start < until && end > from && (start < from || end > until))
      .map((finding) => ({
        ...seenIn(field, text, {
          ...finding,
          start: Math.max(0, finding.start - from),
          end: Math.min(text.length, finding.end - from),
        }),
        mark: markOf(finding, joined),
      }));
  });
}

const seenIn = (field: string, text: string, finding: Finding): Seen => ({
  ...finding,
  field,
  mark: markOf(finding, text),
  called: label(finding.kind),
  words: text.slice(finding.start, finding.end),
  instead: suggest(finding, text),
});

const markOf = ({ kind, start, end }: Finding, text: string): string =>
  hashed(`${kind}:${text.slice(start, end).normalize('NFKC').toLowerCase()}`);

const hashed = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8);

const once = (all: readonly Seen[]): Seen[] => [...new Map(all.map((each) => [each.mark, each])).values()];

const mapped = (texts: Texts, change: (text: string, field: string) => string): Texts =>
  Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, change(text, field)]));
