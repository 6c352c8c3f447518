import { gapIn, type Folded } from './fold.js';

/** Slack and HTML marks between the digits of a number: bold, code, strike-through, tags. */
const MARK = /<[^<>]{0,200}>|[*_~`]/g;

const WORD = 'zero|oh|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine';
const TIMES = '(?:double|triple|treble)[ -]';
/** What shows that a stretch may hide a number: marks beside a digit, number words in a row, letters that look like digits. */
const SIGNS: readonly RegExp[] = [
  /\d[^\n]{0,4}[*_~`<]|[*_~`>][^\n]{0,4}\d/g,
  new RegExp(`\\b(?:${TIMES})?(?:${WORD})\\b[ ,.-]{1,3}(?:${TIMES})?(?:${WORD}|o)\\b`, 'gi'),
  /\d[ .-]{0,2}[oOlI|SBZ]|[oOlI|SBZ][ .-]{0,2}\d/g,
];
/** How much of the text on either side of a sign is read with it: a number, and the words that say what it is. */
const AROUND = 80;

/**
 * Other readings of a folded text, in which a disguised number shows: without markup and with words as digits, then
 * with letters as digits too. Only what lies around a sign is read again, so that a long text is not read four times.
 */
export function views(folded: Folded): Folded[] {
  return stretches(folded.text).flatMap(({ start, end }) => {
    const typed = part(folded, start, end);
    const plain = withDigits(rewrite(typed, MARK, () => ''));
    const text = lettersAsDigits(plain.text);
    return [
      ...(plain.text === typed.text ? [] : [plain]),
      ...(text === plain.text ? [] : [{ ...plain, text }]),
    ];
  });
}

type Stretch = { start: number; end: number };

/** The stretches of a text around its signs, disjoint and in order, that begin and end between words where they can. */
function stretches(text: string): Stretch[] {
  const near = SIGNS.flatMap((sign) => {
    const all: Stretch[] = [];
    sign.lastIndex = 0;
    for (let found = sign.exec(text); found; found = sign.exec(text)) {
      all.push({ start: found.index - AROUND, end: found.index + found[0].length + AROUND });
      sign.lastIndex = Math.max(sign.lastIndex, found.index + AROUND / 2);
    }
    return all;
  }).sort((a, b) => a.start - b.start);
  const apart: Stretch[] = [];
  for (const { start, end } of near) {
    const last = apart.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else apart.push({ start, end });
  }
  return apart.map(({ start, end }) => ({
    start: start <= 0 ? 0 : gapIn(text, start, start + AROUND / 2),
    end: end >= text.length ? text.length : gapIn(text, end - AROUND / 2, end),
  }));
}

/** A stretch of a folded text as a text of its own, that knows where it was typed. */
function part(folded: Folded, start: number, end: number): Required<Folded> {
  const text = folded.text.slice(start, end);
  if (folded.from && folded.to)
    return { text, from: folded.from.slice(start, end), to: folded.to.slice(start, end) };
  const from = new Uint32Array(end - start);
  const to = new Uint32Array(end - start);
  for (let at = 0; at < from.length; at += 1) {
    from[at] = start + at;
    to[at] = start + at + 1;
  }
  return { text, from, to };
}

const NUMBER_WORDS = new RegExp(
  `\\b(?:(?:${TIMES})?(?:${WORD}|o|\\d)\\b[ ,.\\n-]{1,3}){3,24}(?:${TIMES})?(?:${WORD}|\\d)\\b`,
  'gi',
);
const VALUE: Record<string, string> = {
  zero: '0', oh: '0', o: '0', nought: '0', naught: '0', nil: '0', one: '1', two: '2', three: '3', four: '4', five: '5',
  six: '6', seven: '7', eight: '8', nine: '9',
}; // prettier-ignore

/** "oh seven seven double oh" as 07700. A run counts from four words on. */
function withDigits(view: Required<Folded>): Required<Folded> {
  return rewrite(view, NUMBER_WORDS, (run) => {
    let digits = '';
    let times = 1;
    for (const [word] of run.toLowerCase().matchAll(/[a-z]{1,8}|\d/g)) {
      if (word === 'double') times = 2;
      else if (word === 'triple' || word === 'treble') times = 3;
      else {
        digits += (VALUE[word] ?? word).repeat(times);
        times = 1;
      }
    }
    return digits;
  });
}

const DIGITISH = /(?<![A-Za-z0-9])[0-9oOlI|SBZ]{1,24}(?![A-Za-z0-9])/g;
const AS_DIGIT: Record<string, string> = { o: '0', O: '0', l: '1', I: '1', '|': '1', S: '5', B: '8', Z: '2' };

/** Reads o as 0 and l as 1 in words that are otherwise digits, or that stand in a row of such words. */
function lettersAsDigits(text: string): string {
  return text.replace(DIGITISH, (word, at: number) => {
    const mixed = /\d/.test(word);
    if (!mixed && /[SBZ]/.test(word)) return word; // "2013 SI 1894"
    const near = mixed || /\d[ .-]{1,2}$/.test(text.slice(Math.max(0, at - 3), at));
    return near || /^[ .-]{1,2}\d/.test(text.slice(at + word.length, at + word.length + 3))
      ? word.replace(/[oOlI|SBZ]/g, (letter) => AS_DIGIT[letter] ?? letter)
      : word;
  });
}

/** Replaces what a pattern finds and keeps, for each character that is left, the place it was typed at. */
function rewrite(view: Required<Folded>, pattern: RegExp, by: (found: string) => string): Required<Folded> {
  const found = [...view.text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    put: by(match[0]),
  }));
  if (found.length === 0) return view;

  const size = found.reduce((sum, { start, end, put }) => sum - (end - start) + put.length, view.text.length);
  const from = new Uint32Array(size);
  const to = new Uint32Array(size);
  let text = '';
  let last = 0;
  const keep = (until: number) => {
    from.set(view.from.subarray(last, until), text.length);
    to.set(view.to.subarray(last, until), text.length);
    text += view.text.slice(last, until);
  };
  for (const { start, end, put } of found) {
    keep(start);
    from.fill(view.from[start] ?? 0, text.length, text.length + put.length);
    to.fill(view.to[end - 1] ?? 0, text.length, text.length + put.length);
    text += put;
    last = end;
  }
  keep(view.text.length);
  return { text, from, to };
}
