/** Where a word, number or mark begins and ends. */
type Cut = (start: number, end: number) => void;

const LETTER = 1;
const DIGIT = 2;
const SPACE = 4;
const BOND = 8;

/** What each character is, one more than its class, worked out when it is first met. */
const met = new Uint8Array(0x10000);

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = met[code] as number;
  if (known > 0) return known - 1;
  const found = work(String.fromCharCode(code));
  met[code] = found + 1;
  return found;
}

function work(char: string): number {
  if (/[\p{L}\p{M}]/u.test(char)) return LETTER;
  if (/[0-9]/.test(char)) return DIGIT;
  if (/\s/.test(char) || char < ' ') return SPACE;
  return /['’-]/.test(char) ? BOND : 0;
}

/** Cuts a text into words (with inner apostrophes, hyphens and digits), numbers (with inner marks) and marks, a row of the same as one. */
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
    } else {
      const mark = text.charCodeAt(start);
      if ((mark & 0xfc00) === 0xd800 && at < text.length)
        at += 1; // half of an emoji
      else while (at < text.length && text.charCodeAt(at) === mark) at += 1; // "…", "----"
    }
    cut(start, at);
  }
}
