import { readFileSync } from 'node:fs';
import { plainWord } from '../../../src/screening/tagger/words.js';

const LIST = new URL('../../../src/screening/data/words/names.txt', import.meta.url);
const ORIGINS = new Map<string, Set<string>>();
for (const line of readFileSync(LIST, 'utf8').split('\n').filter(Boolean)) {
  const [, origin = '', names = ''] = /^(\w+) (?:given|family): (.*)$/.exec(line) ?? [];
  for (const name of names.split(' '))
    ORIGINS.set(plainWord(name), (ORIGINS.get(plainWord(name)) ?? new Set()).add(origin));
}

/** Where the words of a name are at home, by our own list of names; "in no list" where none of them is. */
export function originsOf(name: string): readonly string[] {
  const words = name.split(/[^\p{L}'’]+/u).map(plainWord);
  const all = new Set(words.flatMap((word) => [...(ORIGINS.get(word) ?? [])]));
  return all.size > 0 ? [...all] : ['in no list'];
}
