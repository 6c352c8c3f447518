import { scan } from './scan.js';
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
  /** Whether there is a digit in it. */
  digits: boolean;
  known: number;
  owner: boolean;
  first: boolean;
  phrase: boolean;
};

const NAMED = BITS.given | BITS.family | BITS.people | BITS.known;

/** Words, numbers and marks in order, with what the lists know of each. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let first = true;
  let last = 0;
  scan(text, (start, end) => {
    for (let at = last; at < start; at += 1) first ||= text.charCodeAt(at) === 10;
    last = end;
    const token = read(text.slice(start, end), start, first);
    tokens.push(token);
    if (token.shape !== SHAPE.mark) first = false;
    else if (',;)'.includes(token.plain)) first = false;
    else first ||= '.!?:•*>]'.includes(token.plain);
  });
  for (let at = 0; at < tokens.length; at += 1) {
    const length = phraseAt(tokens, at);
    for (let each = at; each < at + length; each += 1) (tokens[each] as Token).phrase = true;
  }
  return tokens;
}

function read(word: string, start: number, first: boolean): Token {
  const end = start + word.length;
  const token: Token = { start, end, plain: word, shape: SHAPE.mark, digits: false, known: 0, owner: false, first, phrase: false }; // prettier-ignore
  const lead = word.charCodeAt(0);
  if (isDigit(lead)) {
    token.shape = SHAPE.digits;
    token.digits = true;
    return token;
  }
  if (!isLetter(lead)) {
    token.plain = word.charAt(0);
    return token;
  }

  let plain = true;
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code > 126) plain = false;
    else if (isDigit(code)) token.digits = true;
    else if (code > 64) {
      letters += 1;
      if (code < 91) capitals += 1;
    }
  }
  token.plain = plain ? (capitals === 0 ? word : word.toLowerCase()) : plainWord(word);
  token.shape = plain ? shapeOfPlain(word, capitals, letters) : shapeOf(word);
  token.known = marksOf(token.plain);
  const mark = word.charCodeAt(word.length - 2);
  if ((mark === 39 || mark === 0x2019) && (word.charCodeAt(word.length - 1) | 32) === 115) owned(token, word);
  else if (token.known === 0) unlisted(token, word);
  return token;
}

const isDigit = (code: number): boolean => code > 47 && code < 58;
const isLetter = (code: number): boolean =>
  (code > 64 && code < 91) ||
  (code > 96 && code < 123) ||
  (code > 127 && /^\p{L}/u.test(String.fromCharCode(code)));

/** The shape of a word of ASCII letters, digits, apostrophes and hyphens. */
function shapeOfPlain(word: string, capitals: number, letters: number): number {
  if (capitals === 0) return SHAPE.lower;
  if (word.length === 1) return SHAPE.letter;
  if (capitals === 1 && word.charCodeAt(0) < 91) return SHAPE.title;
  if (capitals === letters) return SHAPE.upper;
  return DOUBLE.test(word) ? SHAPE.title : SHAPE.mixed;
}

/** "Priya's": the stretch ends before the apostrophe. */
function owned(token: Token, word: string): void {
  const stem = token.plain.slice(0, -2);
  token.known = marksOf(stem) | (token.known & (BITS.medical | BITS.orgs));
  token.plain = stem;
  token.end -= 2;
  token.owner = true;
  token.shape = shapeOf(word.slice(0, -2));
}

function unlisted(token: Token, word: string): void {
  const { plain } = token;
  const stem = plain.endsWith('s') && plain.length > 3 ? marksOf(plain.slice(0, -1)) : 0;
  if (stem & NAMED) {
    // "nasreens ucred": the apostrophe is often left out.
    token.known = stem & ~7;
    token.owner = true;
  } else if (plain.includes('-')) token.known = ofParts(plain, word);
  else if (formed(plain)) token.known = 5;
}

/** A word made of an English one ("deputyship"), and the endings of drugs and of what is done in clinics. */
const ENDING = /(?:[a-z]{2,20}(?:ship|ness|less|ment|able|wise|ings?|ers?|ed))$/;
const CLINICAL =
  /(?:metry|scopy|graphy|ology|opathy|itis|osis|ectomy|ostomy|otomy|plasty|aemia|uria|oedema|algia|penia|anil|azole|mycin|micin|cillin|cycline|floxacin|olol|statin|sartan|umab|imab|zumab|tinib|idine|oxetine|azepam|azolam|gliptin|gliflozin|glutide|parin|xaban|gatran|afil|dronate|dronic|lukast|setron|triptan|navir|tegravir|thiazide|semide|caine|solone|sone|profen|barbital|bactam|cefal|cef|tide|zumab|trel|gest|estrel|platin|rubicin|taxel|olimus|prazole|tidine)$/;

function formed(plain: string): boolean {
  if (plain.length < 6) return false;
  if (plain.length > 6 && CLINICAL.test(plain)) return true;
  const stem = ENDING.test(plain)
    ? plain.replace(/(?:ship|ness|less|ment|able|wise|ings?|ers?|ed)$/, '')
    : '';
  return stem.length > 2 && ((marksOf(stem) & 7) > 0 || (marksOf(`${stem}e`) & 7) > 0);
}

/** A double-barrelled name is a name when one part is; a compound of English words is English. */
function ofParts(plain: string, word: string): number {
  const parts = plain.split('-').map(marksOf);
  const shared = parts.reduce((all, part) => all & part, ~0) & BITS.months;
  if (shared) return shared; // "Mon-Fri"
  const tail = parts.at(-1) ?? 0;
  // "mid-Ramadan", "Ex-miner"
  if (/^(?:mid|ex|post|pre|non|anti|pro|semi|all|un)-/i.test(word)) return BITS.closed;
  // "Out-of-area", "Macmillan-style": no double-barrelled name.
  if (/^\p{Lu}.{0,40}-\p{Ll}/u.test(word)) return tail & 7 && !(tail & NAMED) ? BITS.closed : 4;
  const named = parts.some((part) => part & NAMED && !(part & 7));
  if (parts.every((part) => part & 7)) return 4 | (named ? BITS.family : 0);
  return named ? BITS.family | BITS.given : parts.some((part) => part & 7) ? 5 : 0;
}

/** "McCoy", "DeShawn", "O'Shea", "Smith-Jones", but not "DNase" or "eVisa". */
const DOUBLE =
  /^(?:\p{Lu}\p{Ll}{1,3}['’-]?|\p{Lu}['’-])\p{Lu}\p{Ll}{2}|^\p{Lu}\p{Ll}{0,3}['’]\p{Ll}{2}|-\p{Lu}\p{Ll}/u;

function shapeOf(word: string): number {
  const lower = word.toLowerCase();
  if (word === lower) return SHAPE.lower;
  if (word.length === 1) return SHAPE.letter;
  const rest = word.slice(1);
  if (rest === lower.slice(1)) return SHAPE.title;
  if (word === word.toUpperCase()) return SHAPE.upper;
  return DOUBLE.test(word) ? SHAPE.title : SHAPE.mixed;
}
