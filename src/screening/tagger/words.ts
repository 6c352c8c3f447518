import lexicon from '../data/lexicon.json' with { type: 'json' };

/** What the compiled lists say of a word. The lowest three bits are how rare it is in English: 1 common, 0 no word. */
export const BITS = {
  given: 8, family: 16, people: 32, places: 64, peoples: 128, months: 256, titles: 512, kin: 1024, jobs: 2048,
  medical: 4096, orgs: 8192, streets: 16_384, orgwords: 32_768, known: 65_536, closed: 131_072,
} as const; // prettier-ignore

const STROKES: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ə: 'e',
};

const ACCENTED = /[\u00c0-\u024f\u0259\p{M}\u1e00-\u1eff\u2019]/u;

/** Lower case, without accents: how words are kept in the lists and looked up. */
export function plainWord(word: string): string {
  const lower = word.toLowerCase();
  if (!ACCENTED.test(lower)) return lower;
  return lower
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[łøđıßæœðþħə]/g, (letter) => STROKES[letter] ?? letter)
    .replace(/’/g, "'");
}

const PLACES = 1 << 18;
const LONGEST = 26;
/**
 * The lists as a table of fingerprints: one hash says where a word stands, a second tells it from others there. Over
 * a Map of ninety thousand strings, in which the tagger spent a third of its time.
 */
const fingerprints = new Int32Array(PLACES);
const masks = new Int32Array(PLACES);

/** In the packed lists a capital says how many letters a word shares with the one before it. */
function fill(groups: Record<string, string>): void {
  for (const [mask, packed] of Object.entries(groups)) {
    let word = '';
    for (let at = 0; at < packed.length;) {
      let end = at + 1;
      while (end < packed.length && !isCapital(packed.charCodeAt(end))) end += 1;
      word = word.slice(0, packed.charCodeAt(at) - 65) + packed.slice(at + 1, end);
      masks[placeOf(word, true)] = Number(mask);
      at = end;
    }
  }
}

const isCapital = (code: number): boolean => code > 64 && code < 91;

/** The place of a word in the table, or the empty one where it would be put, and is when `put` says so. */
function placeOf(word: string, put = false): number {
  let one = 0x811c9dc5;
  let two = word.length;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x5bd1e995);
  }
  let place = (one ^ (one >>> 15)) & (PLACES - 1);
  while (masks[place] !== 0 && fingerprints[place] !== two) place = (place + 1) & (PLACES - 1);
  if (put) fingerprints[place] = two;
  return place;
}

function byFirstWord(all: readonly string[]): Map<string, string[][]> {
  const first = new Map<string, string[][]>();
  for (const phrase of all) {
    const [head = '', ...rest] = phrase.split(' ');
    first.set(head, [...(first.get(head) ?? []), rest]);
  }
  return first;
}

/** The marks of a word in the lists, zero for a word in none of them. */
export const marksOf = (plain: string): number =>
  plain.length > LONGEST ? 0 : (masks[placeOf(plain)] as number);

fill(lexicon.words);
const phrases = byFirstWord(lexicon.phrases);

/** How many words from here on are a known phrase that names nobody ("alder hey", "sure start"); zero for none. */
export function phraseAt(words: readonly { plain: string }[], at: number): number {
  const rests = phrases.get(words[at]?.plain ?? '');
  if (!rests) return 0;
  const fits = rests.filter((rest) => rest.every((word, index) => words[at + 1 + index]?.plain === word));
  return fits.length === 0 ? 0 : 1 + Math.max(...fits.map((rest) => rest.length));
}
