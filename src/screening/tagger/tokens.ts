import { BITS, marksOf, phraseAt, plainWord } from './words.js';

/** How a word is written. */
export const SHAPE = { lower: 0, title: 1, upper: 2, mixed: 3, letter: 4, digits: 5, mark: 6 } as const;

/**
 * A word, a number or a mark of the text. `known` are its marks in the lists; `plain` is lower case without accents
 * and without a possessive, which is not part of the stretch either.
 */
export type Token = {
  start: number;
  end: number;
  plain: string;
  shape: number;
  known: number;
  owner: boolean;
  first: boolean;
  phrase: boolean;
};

const TOKEN = /\p{L}(?:[\p{L}\p{M}\d]|['’-](?=\p{L}))*|\d+(?:[.,:/]\d+)*|\S/gu;
const NAMED = BITS.given | BITS.family | BITS.people | BITS.known;

/** Words, numbers and marks in order, with what the lists know of each. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let first = true;
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (text.slice(end, match.index).includes('\n')) first = true;
    const token = read(match[0], match.index, first);
    end = match.index + match[0].length;
    tokens.push(token);
    first = token.shape === SHAPE.mark ? first || /[.!?:•*>\]]/.test(token.plain) : false;
    if (token.shape === SHAPE.mark && /[,;)]/.test(token.plain)) first = false;
  }
  for (let at = 0; at < tokens.length; at += 1) {
    const length = phraseAt(tokens, at);
    for (let each = at; each < at + length; each += 1) (tokens[each] as Token).phrase = true;
  }
  return tokens;
}

function read(word: string, start: number, first: boolean): Token {
  const lead = word.charCodeAt(0);
  if (lead >= 48 && lead <= 57) return { start, end: start + word.length, plain: word, shape: SHAPE.digits, known: 0, owner: false, first, phrase: false };
  if (!/^\p{L}/u.test(word)) return { start, end: start + word.length, plain: word, shape: SHAPE.mark, known: 0, owner: false, first, phrase: false };

  let plain = plainWord(word);
  let known = marksOf(plain);
  let owner = false;
  let cut = 0;
  if (/['’]s?$/i.test(word) || /['’]s$/i.test(word)) {
    cut = /['’]$/.test(word) ? 1 : 2;
    const stem = plain.slice(0, -cut);
    owner = true;
    known = marksOf(stem) | (known & BITS.medical) | (known & BITS.orgs);
    plain = stem;
  } else if (known === 0 && plain.endsWith('s') && plain.length > 3 && marksOf(plain.slice(0, -1)) & NAMED) {
    // "nasreens ucred": the apostrophe is often left out.
    known = marksOf(plain.slice(0, -1)) & ~7;
    owner = true;
  }
  if (known === 0 && plain.includes('-')) known = ofParts(plain);
  const kept = word.slice(0, word.length - cut);
  return { start, end: start + kept.length, plain, shape: shapeOf(kept), known, owner, first, phrase: false };
}

/** A double-barrelled name is a name when one part is; a compound of English words is English. */
function ofParts(plain: string): number {
  const parts = plain.split('-').map(marksOf);
  const named = parts.some((part) => part & NAMED && !(part & 7));
  if (parts.every((part) => part & 7)) return 4 | (named ? BITS.family : 0);
  return named ? BITS.family | BITS.given : parts.some((part) => part & 7) ? 5 : 0;
}

function shapeOf(word: string): number {
  if (word.length === 1) return word === word.toLowerCase() ? SHAPE.lower : SHAPE.letter;
  if (word === word.toLowerCase()) return SHAPE.lower;
  if (word === word.toUpperCase()) return SHAPE.upper;
  const rest = word.slice(1);
  if (/^\p{Lu}/u.test(word) && rest === rest.toLowerCase()) return SHAPE.title;
  return /^\p{Lu}[\p{L}'’]{0,3}(?:['’-]?\p{Lu}|['’]\p{L})\p{Ll}/u.test(word) || /-\p{Lu}\p{Ll}/u.test(word) ? SHAPE.title : SHAPE.mixed;
}
