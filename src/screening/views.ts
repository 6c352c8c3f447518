import type { Folded } from './fold.js';

/** Slack and HTML marks between the digits of a number: bold, code, strike-through, tags. */
const MARK = /<[^<>]{0,200}>|[*_~`]/g;

/** Other readings of a folded text in which a disguised number shows: without markup, and with words as digits. */
export function views(folded: Folded): Folded[] {
  const all = [folded];
  if (/\d[^\n]{0,4}[*_~`<]|[*_~`>][^\n]{0,4}\d/.test(folded.text)) all.push(withoutMarkup(folded));
  if (NUMBER_WORD.test(folded.text)) all.push(withDigits(folded));
  return all.flatMap((view) => {
    const text = LOOK_ALIKE.test(view.text) ? lettersAsDigits(view.text) : view.text;
    return text === view.text ? [view] : [view, { ...view, text }];
  });
}

function withoutMarkup(folded: Folded): Folded {
  return rewrite(folded, MARK, () => '');
}

const WORD = 'zero|oh|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine';
const TIMES = '(?:double|triple|treble)[ -]';
const NUMBER_WORD = new RegExp(`\\b(?:${TIMES})?(?:${WORD})\\b[ ,.-]{1,3}(?:${TIMES})?(?:${WORD}|o)\\b`, 'i');
const NUMBER_WORDS = new RegExp(
  `\\b(?:(?:${TIMES})?(?:${WORD}|o|\\d)\\b[ ,.\\n-]{1,3}){3,24}(?:${TIMES})?(?:${WORD}|\\d)\\b`,
  'gi',
);
const VALUE: Record<string, string> = {
  zero: '0', oh: '0', o: '0', nought: '0', naught: '0', nil: '0', one: '1', two: '2', three: '3', four: '4', five: '5',
  six: '6', seven: '7', eight: '8', nine: '9',
}; // prettier-ignore

/** "oh seven seven double oh" as 07700. A run counts from four words on. */
function withDigits(folded: Folded): Folded {
  return rewrite(folded, NUMBER_WORDS, (run) => {
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

const LOOK_ALIKE = /\d[ .-]{0,2}[oOlI|SBZ]|[oOlI|SBZ][ .-]{0,2}\d/;
const DIGITISH = /(?<![A-Za-z0-9])[0-9oOlI|SBZ]{1,24}(?![A-Za-z0-9])/g;
const AS_DIGIT: Record<string, string> = { o: '0', O: '0', l: '1', I: '1', '|': '1', S: '5', B: '8', Z: '2' };

/** Reads o as 0 and l as 1 in words that are otherwise digits, or that stand in a row of such words. */
function lettersAsDigits(text: string): string {
  return text.replace(DIGITISH, (word, at: number) => {
    const near = /\d/.test(word) || /\d[ .-]{1,2}$/.test(text.slice(Math.max(0, at - 3), at));
    return near || /^[ .-]{1,2}\d/.test(text.slice(at + word.length, at + word.length + 3))
      ? word.replace(/[oOlI|SBZ]/g, (letter) => AS_DIGIT[letter] ?? letter)
      : word;
  });
}

/** Replaces what a pattern finds and keeps, for each character that is left, the place it was typed at. */
function rewrite(folded: Folded, pattern: RegExp, by: (found: string) => string): Folded {
  const { text } = folded;
  const from: number[] = [];
  const to: number[] = [];
  let out = '';
  const keep = (start: number, end: number) => {
    for (let at = start; at < end; at += 1) {
      from.push(folded.from?.[at] ?? at);
      to.push(folded.to?.[at] ?? at + 1);
    }
    out += text.slice(start, end);
  };
  let last = 0;
  for (const found of text.matchAll(pattern)) {
    keep(last, found.index);
    last = found.index + found[0].length;
    const put = by(found[0]);
    for (let each = 0; each < put.length; each += 1) {
      from.push(folded.from?.[found.index] ?? found.index);
      to.push(folded.to?.[last - 1] ?? last);
    }
    out += put;
  }
  keep(last, text.length);
  return { text: out, from: Uint32Array.from(from), to: Uint32Array.from(to) };
}
