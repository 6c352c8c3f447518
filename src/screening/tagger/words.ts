import lexicon from '../data/lexicon.json' with { type: 'json' };

/** What the compiled lists say of a word. The lowest three bits are how rare it is in English: 1 common, 0 no word. */
export const BITS = {
  given: 8, family: 16, people: 32, places: 64, peoples: 128, months: 256, titles: 512, kin: 1024, jobs: 2048,
  medical: 4096, orgs: 8192, streets: 16_384, orgwords: 32_768, known: 65_536,
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

const ACCENTED = /[^\x20-\x7e]/;

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

const marks = decode(lexicon.words);
const phrases = byFirstWord(lexicon.phrases);

function decode(groups: Record<string, string>): Map<string, number> {
  const all = new Map<string, number>();
  for (const [mask, packed] of Object.entries(groups)) {
    let word = '';
    for (const [, shared = 'A', rest = ''] of packed.matchAll(/([A-Z])([^A-Z]{1,40}|)/g)) {
      word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
      all.set(word, Number(mask));
    }
  }
  return all;
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
export const marksOf = (plain: string): number => marks.get(plain) ?? 0;

/** How many words from here on are a known phrase that names nobody ("alder hey", "sure start"); zero for none. */
export function phraseAt(words: readonly { plain: string }[], at: number): number {
  const rests = phrases.get(words[at]?.plain ?? '');
  if (!rests) return 0;
  const fits = rests.filter((rest) => rest.every((word, index) => words[at + 1 + index]?.plain === word));
  return fits.length === 0 ? 0 : 1 + Math.max(...fits.map((rest) => rest.length));
}
