/**
 * A plain reading of the text, with the place in the typed text that each of its characters came from:
 * character i of `text` was typed at `from[i]` up to `to[i]`. Without the arrays the two texts are the same.
 */
export type Folded = { text: string; from?: Uint32Array; to?: Uint32Array };

const PLAIN = /^[\t\n\r\x20-\x7e]*$/;
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|nbsp|lt|gt|quot|apos|commat|period|hyphen|shy));/y;
const NAMED: Record<string, string> = {
  amp: '&', nbsp: ' ', lt: '<', gt: '>', quot: '"', apos: "'", commat: '@', period: '.', hyphen: '-', shy: '',
}; // prettier-ignore
const PERCENT = /%([2-7][\da-fA-F])/y;
const IGNORED = /[\p{Cf}\p{Mn}\p{Me}\p{Cc}\p{Cs}\u115f\u1160\u3164\uffa0]/u;

/** Letters of other scripts that look like Latin ones; the two strings run side by side. */
const LOOKS = 'аеорсухіјѕһԁԛԝкмтвнгАЕОРСУХІЈЅНКМТВЗαορυνικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡıℓⅼ';
const LIKE = 'aeopcyxijshdqwkmtbhrAEOPCYXIJSHKMTB3aopuviktABEZHIKMNOPTYXagill';
const LATIN = new Map([...LOOKS].map((letter, index) => [letter, LIKE[index] ?? letter]));
const OTHER = new Map<string, string>([
  ['‘', "'"], ['’', "'"], ['ʼ', "'"], ['`', "'"], ['´', "'"], ['“', '"'], ['”', '"'], ['−', '-'], ['⁃', '-'],
  ['﹒', '.'], ['。', '.'], ['․', '.'], ['·', '.'], ['•', '.'], ['∙', '.'], ['⋅', '.'], ['⁄', '/'], ['∕', '/'],
]); // prettier-ignore

/** Code points met so far and what they fold to, so that a long text of one script costs a lookup each. */
const met = new Map<number, string>();
const MOST_MET = 20_000;
/** Han, Hangul and private characters: most of all there are, each only itself. */
const isItself = (point: number): boolean =>
  (point >= 0x3400 && point <= 0x9fff) ||
  (point >= 0xac00 && point <= 0xd7a3) ||
  (point >= 0xe000 && point <= 0xf8ff);

/**
 * Folds what a disguise relies on: full-width and other digits and letters, look-alikes, invisible and bidirectional
 * characters, accents put on separately, HTML entities and percent codes. Never throws, on any string.
 */
export function fold(typed: string): Folded {
  const entities = typed.includes('&') && /&#?\w{2,8};/.test(typed);
  const percents = (typed.match(/%[2-7][\da-fA-F]/g)?.length ?? 0) > 1;
  if (!entities && !percents && PLAIN.test(typed)) return { text: typed };

  const parts: string[] = [];
  const changes: number[] = []; // of each change of length: where, how long it was typed, how long it is now
  let copied = 0;
  for (let at = 0; at < typed.length;) {
    const unit = typed.charCodeAt(at);
    if (
      (unit < 0x7f && unit >= 0x20 && (unit !== 38 || !entities) && (unit !== 37 || !percents)) ||
      unit === 10
    ) {
      at += 1;
      continue;
    }
    const code = unit === 38 ? entity(typed, at) : unit === 37 ? percent(typed, at) : null;
    const point = code?.point ?? typed.codePointAt(at) ?? 0;
    const length = code?.length ?? (point > 0xffff ? 2 : 1);
    const plain = plainOf(point);
    if (length === 1 && plain.length === 1 && plain.charCodeAt(0) === unit) {
      at += 1;
      continue;
    }
    if (at > copied) parts.push(typed.slice(copied, at));
    parts.push(plain);
    if (length !== 1 || plain.length !== 1) changes.push(at, length, plain.length);
    at += length;
    copied = at;
  }
  const text = parts.join('') + typed.slice(copied);
  return changes.length === 0 ? { text } : { text, ...placesOf(text.length, changes) };
}

/** Where each character of the folded text was typed, from the changes of length. */
function placesOf(length: number, changes: readonly number[]): { from: Uint32Array; to: Uint32Array } {
  const from = new Uint32Array(length);
  const to = new Uint32Array(length);
  let typed = 0;
  let change = 0;
  for (let at = 0; at < length || change < changes.length;) {
    if (typed === changes[change]) {
      const next = typed + (changes[change + 1] ?? 1);
      const until = at + (changes[change + 2] ?? 0);
      for (; at < until; at += 1) {
        from[at] = typed;
        to[at] = next;
      }
      typed = next;
      change += 3;
    } else {
      from[at] = typed;
      typed += 1;
      to[at] = typed;
      at += 1;
    }
  }
  return { from, to };
}

type Code = { point: number; length: number };

function entity(typed: string, at: number): Code | null {
  ENTITY.lastIndex = at;
  const found = ENTITY.exec(typed);
  if (!found) return null;
  const [all, decimal, hex, name] = found;
  const point = name
    ? (NAMED[name]?.codePointAt(0) ?? 0xad)
    : Number.parseInt(decimal ?? hex ?? '0', decimal ? 10 : 16);
  return point <= 0x10ffff ? { point, length: all.length } : null;
}

function percent(typed: string, at: number): Code | null {
  PERCENT.lastIndex = at;
  const found = PERCENT.exec(typed);
  return found ? { point: Number.parseInt(found[1] ?? '20', 16), length: 3 } : null;
}

function plainOf(point: number): string {
  if ((point < 0x7f && point >= 0x20) || isItself(point)) return String.fromCharCode(point);
  const known = met.get(point);
  if (known !== undefined) return known;
  const plain = work(point);
  if (met.size < MOST_MET) met.set(point, plain);
  return plain;
}

function work(point: number): string {
  if (point === 10 || point === 13 || point === 0x2028 || point === 0x2029) return '\n';
  if (point === 9) return ' ';
  if (point >= 0xe0020 && point <= 0xe007e) return String.fromCodePoint(point - 0xe0000); // tag characters
  if (point >= 0x2776 && point <= 0x277e) return String(point - 0x2775); // dark circled digits
  const typed = String.fromCodePoint(point);
  const other = OTHER.get(typed) ?? LATIN.get(typed);
  if (other !== undefined) return other;
  if (/\p{Nd}/u.test(typed)) return digit(point);
  if (IGNORED.test(typed)) return '';
  if (/\p{Zs}/u.test(typed)) return ' ';
  if (/\p{Pd}/u.test(typed)) return '-';
  const norm = typed.normalize('NFKC');
  // A few characters unfold to a whole sentence; nothing an identifier needs is longer than four.
  return norm === typed
    ? typed
    : [...norm.slice(0, 4)]
        .map((each) => (each === typed ? each : plainOf(each.codePointAt(0) ?? 0x20)))
        .join('');
}

/** Unicode keeps decimal digits in runs that start at zero, five runs together at most (the mathematical ones). */
function digit(point: number): string {
  if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
  let back = 0;
  while (back < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - back - 1))) back += 1;
  return String(back);
}

/** Where a stretch of the folded text stands in the text as typed. */
export function typedAt(folded: Folded, start: number, end: number): { start: number; end: number } {
  if (!folded.from || !folded.to) return { start, end };
  return { start: folded.from[start] ?? 0, end: folded.to[end - 1] ?? folded.from[start] ?? 0 };
}

/** The first gap between words in a stretch of a text, or the beginning of the stretch where there is none. */
export function gapIn(text: string, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (text[at] === ' ' || text[at] === '\n') return at;
  return start;
}
