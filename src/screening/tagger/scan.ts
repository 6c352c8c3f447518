/** Where a word, number or mark begins and ends. */
type Cut = (start: number, end: number) => void;

const LETTER = 1;
const DIGIT = 2;
const SPACE = 4;
const BOND = 8;

/** What each ASCII character is, so that most texts need no pattern at all. */
const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  ASCII[code] = /[A-Za-z]/.test(char)
    ? LETTER
    : /\d/.test(char)
      ? DIGIT
      : /\s/.test(char) || code < 32
        ? SPACE
        : /['-]/.test(char)
          ? BOND
          : 0;
}

/** Classes of the other characters met so far. */
const met = new Map<number, number>();

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] as number;
  const known = met.get(code);
  if (known !== undefined) return known;
  const char = text[at] ?? ' ';
  const found = /[\p{L}\p{M}]/u.test(char) ? LETTER : /\s/.test(char) ? SPACE : char === '’' ? BOND : 0;
  if (met.size < 20_000) met.set(code, found);
  return found;
}

/** Cuts a text into words (with inner apostrophes, hyphens and digits), numbers (with inner marks) and single marks. */
export function scan(text: string, cut: Cut): void {
  let at = 0;
  while (at < text.length) {
    const kind = classOf(text, at);
    const start = at;
    at += 1;
    if (kind === SPACE) continue;
    if (kind === LETTER) {
      while (at < text.length) {
        const next = classOf(text, at);
        if (next === LETTER || next === DIGIT) at += 1;
        else if (next === BOND && at + 1 < text.length && classOf(text, at + 1) === LETTER) at += 2;
        else break;
      }
    } else if (kind === DIGIT) {
      while (at < text.length) {
        if (classOf(text, at) === DIGIT) at += 1;
        else if (at + 1 < text.length && /[.,:/]/.test(text[at] ?? '') && classOf(text, at + 1) === DIGIT)
          at += 2;
        else break;
      }
    } else if ((text.charCodeAt(start) & 0xfc00) === 0xd800 && at < text.length) at += 1; // half of an emoji
    cut(start, at);
  }
}
