import type { Kind } from './kinds.js';

export type Span = { start: number; end: number; type: string };
export type Note = {
  id: string;
  text: string;
  spans: Span[];
  opt?: { start: number; end: number }[];
  meta?: Record<string, string>;
};

/** The kinds as the notes' authors call them. */
export const TYPE: Record<Kind, string> = {
  name: 'NAME', 'nhs-number': 'NHS_NUMBER', 'ni-number': 'NINO', 'date-of-birth': 'DOB', date: 'DATE', age: 'AGE_OVER_89',
  postcode: 'POSTCODE', 'postcode-area': 'POSTCODE', address: 'ADDRESS', phone: 'PHONE', email: 'EMAIL', 'hospital-number': 'MRN',
  'case-reference': 'CASE_REF', organisation: 'ORG', vehicle: 'VEHICLE', bank: 'BANK', passport: 'PASSPORT', 'home-office': 'HO_REF',
  'universal-credit': 'UC_REF', 'web-address': 'URL', 'ip-address': 'IP', 'driving-licence': 'DRIVING_LICENCE', reference: 'CASE_REF',
}; // prettier-ignore

/** How much of a marked stretch must be covered to count as found; all of it unless it stands here. */
const NEEDED: Record<string, number> = { DATE: 0.5, DOB: 0.8, URL: 0.8, ADDRESS: 0.6, ORG: 0.6 };
const INDIRECT = new Set(['DATE', 'ORG', 'AGE_OVER_89']);
const LOOSE = new Set(['NAME', 'ORG', 'ADDRESS', 'DATE', 'AGE_OVER_89']);

export type Tally = { marked: number; found: number; flagged: number; right: number };
export type Miss = { id: string; type: string; text: string };
export type Score = {
  notes: number;
  recall: number;
  precision: number;
  structured: number;
  leak: number;
  leakDirect: number;
  silent: number;
  falseAlarm: number;
  types: Record<string, Tally>;
  misses: Miss[];
  alarms: Miss[];
};

/**
 * Scores predicted stretches against marked ones. Recall: marked stretches covered by any prediction, letters and
 * digits only. Precision: predictions at least half inside marked ones. Leak: notes where a marked stretch survives.
 * Silent: notes with identifiers in which nothing is flagged. False alarm: notes without in which something is.
 */
export function score(notes: readonly Note[], predict: (text: string) => Span[]): Score {
  const sums = { leak: 0, direct: 0, silent: 0, alarm: 0, withSpans: 0 };
  const types: Record<string, Tally> = {};
  const misses: Miss[] = [];
  const alarms: Miss[] = [];
  for (const note of notes) {
    const predicted = predict(note.text).filter((span) => span.end > span.start);
    const missed = missesOf(note, predicted, types);
    alarms.push(...alarmsOf(note, predicted, types));
    misses.push(...missed);
    if (note.spans.length === 0) {
      if (predicted.length > 0) sums.alarm += 1;
      continue;
    }
    sums.withSpans += 1;
    if (missed.length > 0) sums.leak += 1;
    if (
      missed.some((miss) => !INDIRECT.has(miss.type) && !(miss.type === 'POSTCODE' && miss.text.length < 5))
    )
      sums.direct += 1;
    if (predicted.length === 0) sums.silent += 1;
  }
  const all = total(Object.values(types));
  const shaped = total(Object.entries(types).flatMap(([type, tally]) => (LOOSE.has(type) ? [] : [tally])));
  const clear = notes.length - sums.withSpans;
  return {
    notes: notes.length,
    recall: all.found / all.marked,
    precision: all.right / all.flagged,
    structured: shaped.found / shaped.marked,
    leak: sums.leak / sums.withSpans,
    leakDirect: sums.direct / sums.withSpans,
    silent: sums.silent / sums.withSpans,
    falseAlarm: sums.alarm / clear,
    types,
    misses,
    alarms,
  };
}

const total = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, each) => ({
      marked: sum.marked + each.marked,
      found: sum.found + each.found,
      flagged: sum.flagged + each.flagged,
      right: sum.right + each.right,
    }),
    { marked: 0, found: 0, flagged: 0, right: 0 },
  );

const tallyOf = (types: Record<string, Tally>, type: string): Tally =>
  (types[type] ??= { marked: 0, found: 0, flagged: 0, right: 0 });
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** How many letters and digits of a stretch there are, and how many of them lie in the others. */
function inside(
  text: string,
  span: { start: number; end: number },
  others: readonly { start: number; end: number }[],
): { all: number; covered: number } {
  let all = 0;
  let covered = 0;
  for (let at = span.start; at < span.end; at += 1) {
    if (!isWord(text[at])) continue;
    all += 1;
    if (others.some((other) => other.start <= at && at < other.end)) covered += 1;
  }
  return { all, covered };
}

function missesOf(note: Note, predicted: readonly Span[], types: Record<string, Tally>): Miss[] {
  return note.spans.flatMap((span) => {
    const { all, covered } = inside(note.text, span, predicted);
    const tally = tallyOf(types, span.type);
    tally.marked += 1;
    if (covered / all >= (NEEDED[span.type] ?? 1) - 1e-9) {
      tally.found += 1;
      return [];
    }
    return [{ id: note.id, type: span.type, text: note.text.slice(span.start, span.end) }];
  });
}

function alarmsOf(note: Note, predicted: readonly Span[], types: Record<string, Tally>): Miss[] {
  return predicted.flatMap((span) => {
    const { all, covered } = inside(note.text, span, note.spans);
    if (all === 0 || inside(note.text, span, note.opt ?? []).covered / all >= 0.5) return [];
    const tally = tallyOf(types, span.type);
    tally.flagged += 1;
    if (covered / all >= 0.5) {
      tally.right += 1;
      return [];
    }
    return [{ id: note.id, type: span.type, text: note.text.slice(span.start, span.end) }];
  });
}

/** How many of the marked names of each origin were found. A name with words of two origins counts for both. */
export function byOrigin(
  notes: readonly Note[],
  misses: readonly Miss[],
  originsOf: (name: string) => readonly string[],
): Record<string, Pick<Tally, 'marked' | 'found'>> {
  const missed = new Map<string, number>();
  const key = ({ id, type, text }: Miss) => `${id} ${type} ${text}`;
  for (const miss of misses) missed.set(key(miss), (missed.get(key(miss)) ?? 0) + 1);
  const origins: Record<string, Pick<Tally, 'marked' | 'found'>> = {};
  for (const note of notes) {
    for (const { start, end, type } of note.spans.filter((span) => span.type === 'NAME')) {
      const text = note.text.slice(start, end);
      const left = missed.get(key({ id: note.id, type, text })) ?? 0;
      if (left > 0) missed.set(key({ id: note.id, type, text }), left - 1);
      for (const origin of originsOf(text)) {
        const tally = (origins[origin] ??= { marked: 0, found: 0 });
        tally.marked += 1;
        if (left === 0) tally.found += 1;
      }
    }
  }
  return origins;
}
