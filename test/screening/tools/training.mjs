/** Learning the tagger's weights: a linear-chain conditional random field, by AdaGrad, from notes with marked spans. */
import { readFileSync } from 'node:fs';
import { fold } from '../../../src/screening/fold.ts';
import { featuresOf, MOST } from '../../../src/screening/tagger/features.ts';
import {
  candidates,
  COUNT,
  likelihoods,
  placeOf,
  scores,
  SIZE,
} from '../../../src/screening/tagger/tagger.ts';
import { SHAPE, tokensOf } from '../../../src/screening/tagger/tokens.ts';
import { BITS, marksOf, plainWord } from '../../../src/screening/tagger/words.ts';

/** The notes of a file, one JSON object a line. */
export const load = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** A small seeded generator, so that training gives the same weights each time. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ORIGINS = {};
for (const line of readFileSync(
  new URL('../../../src/screening/data/words/names.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter(Boolean)) {
  const [, origin, part, names] = /^(\w+) (given|family): (.*)$/.exec(line);
  ORIGINS[origin] ??= { given: [], family: [] };
  ORIGINS[origin][part].push(...names.split(' '));
}
const origins = Object.keys(ORIGINS).filter(
  (origin) => ORIGINS[origin].given.length && ORIGINS[origin].family.length,
);
const wordNames = [
  ...new Set(origins.flatMap((origin) => [...ORIGINS[origin].given, ...ORIGINS[origin].family])),
].filter((name) => {
  const level = marksOf(plainWord(name)) & 7;
  return level > 0 && level <= 3;
});

const pick = (list, random) => list[Math.floor(random() * list.length)];
const title = (word) => word.replace(/(^|[-'’])(\p{L})/gu, (_, mark, letter) => mark + letter.toUpperCase());
const like = (word, model) =>
  model === model.toUpperCase() && model.length > 1
    ? word.toUpperCase()
    : model === model.toLowerCase()
      ? word
      : /^mc[a-z]{3}/.test(word)
        ? `Mc${title(word.slice(2))}`
        : title(word);

/** A name nobody is in a list with: the head of one and the tail of another. */
function strange(random, origin, part) {
  const one = pick(ORIGINS[origin][part], random);
  const two = pick(ORIGINS[origin][part], random);
  return one.slice(0, Math.ceil(one.length / 2)) + two.slice(Math.floor(two.length / 2));
}

/** The same note about other people, in other streets, so that what is learned is how people are spoken of. */
export function disguise(note, random) {
  const spans = [...note.spans].sort((a, b) => a.start - b.start);
  const chosen = new Map();
  const origin = pick(origins, random);
  const keep = random() < 0.25;
  let text = '';
  let last = 0;
  const moved = [];
  for (const span of spans) {
    text += note.text.slice(last, span.start);
    const typed = note.text.slice(span.start, span.end);
    const put = keep
      ? typed
      : renamed(
          typed,
          span.type,
          note.text.slice(Math.max(0, span.start - 12), span.start),
          chosen,
          random() < 0.8 ? origin : pick(origins, random),
          random,
        );
    moved.push({ ...span, start: text.length, end: text.length + put.length });
    text += put;
    last = span.end;
  }
  text += note.text.slice(last);
  const dice = random();
  if (dice < 0.1) text = text.toLowerCase();
  else if (dice < 0.13 && text.toUpperCase().length === text.length) text = text.toUpperCase();
  return { ...note, text, spans: moved };
}

function renamed(typed, type, before, chosen, origin, random) {
  if (type === 'NAME') return otherName(typed, before, chosen, origin, random);
  if ((type !== 'ADDRESS' && type !== 'ORG') || random() >= 0.7) return typed;
  return typed.replace(/\p{L}[\p{L}'’]{2,}|\d+/gu, (word) => {
    if (/^\d/.test(word)) return String(1 + Math.floor(random() * 180));
    if (marksOf(plainWord(word)) & (BITS.streets | BITS.orgwords) || word === word.toLowerCase()) return word;
    return random() < 0.6
      ? like(pick(ORIGINS[random() < 0.6 ? 'english' : origin].family, random), word)
      : word;
  });
}

/** Another person: the same name each time it comes up in the note, and initials as they are. */
function otherName(typed, before, chosen, origin, random) {
  const words = typed.split(/( |\. ?|-)/);
  const names = words.filter((word) => /\p{L}{2}/u.test(word)).length;
  const titled = /\b(?:mr|mrs|ms|miss|dr|prof|sgt|pc|judge|nurse|sister)\.? $/i.test(before);
  let seen = 0;
  return words
    .map((word) => {
      if (!/^\p{L}[\p{L}'’]+$/u.test(word)) return word;
      seen += 1;
      const key = word.toLowerCase();
      const level = marksOf(plainWord(word)) & 7;
      if (level > 0 && level <= 3 && random() < 0.6) return word; // names that are words stay: context finds them
      if (!chosen.has(key)) {
        const part = (seen === names && names > 1) || (names === 1 && titled) ? 'family' : 'given';
        const dice = random();
        const drawn =
          dice < 0.12
            ? strange(random, origin, part)
            : pick(dice < 0.18 ? wordNames : ORIGINS[origin][part], random);
        chosen.set(key, drawn);
      }
      return like(chosen.get(key), word);
    })
    .join('');
}

const TYPES = { NAME: 1, ORG: 2, ADDRESS: 3, POSTCODE: 4, AGE_OVER_89: 5 };

/** A note as its candidates' features with the label of each. */
export function example(note) {
  const folded = fold(note.text);
  const tokens = tokensOf(folded.text);
  const { at, may } = candidates(tokens);
  const labels = at.map((index, each) => {
    const token = tokens[index];
    const start = folded.from?.[token.start] ?? token.start;
    const span = note.spans.find(({ start: from, end }) => from <= start && start < end);
    const label = span ? (TYPES[span.type] ?? 0) : 0;
    if (label === 4 && (!(may[each] & 16) || span.end - span.start > 4)) return 0;
    if (label === 1 && token.shape >= SHAPE.digits) return 0;
    may[each] |= 1 << label;
    return label;
  });
  return { features: featuresOf(tokens, at), found: { at, may }, labels };
}

/** Learns from the notes: the mean of a few runs over notes disguised in different ways. The same notes give the same weights. */
export function learn(notes, { seeds = [7, 8, 9], ...options } = {}) {
  const runs = seeds.map((seed) => learnOnce(notes, { ...options, seed }));
  const mean = (part) =>
    part(runs[0]).map((_, index) => runs.reduce((sum, run) => sum + part(run)[index], 0) / runs.length);
  return { values: mean((run) => run.values), scale: 1, follows: mean((run) => run.follows) };
}

/** One step downhill for one note; `sums` are the squares of all slopes so far, which make the steps smaller. */
function step({ values, follows, scale }, sums, { features, found, labels }, rate, decay) {
  const pairs = new Float64Array(COUNT * COUNT);
  const each = likelihoods(scores(features, found.may, { values, follows, scale }), found, follows, pairs);
  for (let at = 0; at < labels.length; at += 1) {
    for (let label = 1; label < COUNT; label += 1) {
      const slope = each[at * COUNT + label] - (labels[at] === label ? 1 : 0);
      if (Math.abs(slope) < 1e-4) continue;
      for (let spot = at * MOST; spot < at * MOST + features.counts[at]; spot += 1) {
        const index = placeOf(features.places[spot], label);
        const whole = slope + decay * 50 * values[index];
        sums.values[index] += whole * whole;
        values[index] -= (rate * whole) / Math.sqrt(sums.values[index]);
      }
    }
    const after = found.at[at + 1] === found.at[at] + 1;
    const before = at > 0 && found.at[at - 1] === found.at[at] - 1;
    if (!before) pairs[labels[at]] -= 1;
    pairs[labels[at] * COUNT + (after ? labels[at + 1] : 0)] -= 1;
  }
  for (let index = 0; index < pairs.length; index += 1) {
    sums.follows[index] += pairs[index] ** 2;
    follows[index] -= (rate * pairs[index]) / Math.sqrt(sums.follows[index]);
  }
}

function learnOnce(notes, { rounds = 10, rate = 0.15, seed = 7, decay = 2e-5, extra = [] } = {}) {
  const random = seeded(seed);
  const size = SIZE;
  const values = new Float64Array(size);
  const average = new Float64Array(size);
  const follows = Array.from({ length: COUNT * COUNT }, () => 0);
  const sums = {
    values: new Float64Array(size).fill(1e-6),
    follows: Array.from({ length: COUNT * COUNT }, () => 1e-6),
  };
  const weights = { values, scale: 1, follows };
  let averaged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const order = [...notes, ...extra].map((note) => [random(), note]).sort((a, b) => a[0] - b[0]);
    for (const [, note] of order) {
      step(weights, sums, example(disguise(note, random)), rate, decay);
    }
    if (round >= rounds / 2) {
      averaged += 1;
      for (let index = 0; index < size; index += 1) average[index] += values[index];
    }
  }
  for (let index = 0; index < size; index += 1) values[index] = average[index] / averaged;
  return weights;
}

/** Weights as one signed byte each. */
export function packed(weights) {
  let most = 0;
  for (const value of weights.values) most = Math.max(most, Math.abs(value));
  const scale = Math.min(most, 6) / 127;
  const values = Int8Array.from(weights.values, (value) =>
    Math.max(-127, Math.min(127, Math.round(value / scale))),
  );
  return { values, scale, follows: weights.follows.map((value) => Number(value.toFixed(4))) };
}

const MARKS = { '': 'NAME', 'o:': 'ORG', 'a:': 'ADDRESS', 'p:': 'POSTCODE', 'y:': 'AGE_OVER_89' };

/** Our own notes, one a line: [[name]], {{o:organisation}}, {{a:address}}, {{p:half postcode}}, {{y:age}}. */
export function ownNotes(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, index) => {
      let text = '';
      let last = 0;
      const spans = [];
      for (const found of line.matchAll(/\[\[([^\]]+)\]\]|\{\{([oapy]:)([^}]+)\}\}/g)) {
        text += line.slice(last, found.index);
        const value = found[1] ?? found[3];
        spans.push({ start: text.length, end: text.length + value.length, type: MARKS[found[2] ?? ''] });
        text += value;
        last = found.index + found[0].length;
      }
      return { id: `own-${index + 1}`, text: text + line.slice(last), spans, meta: { batch: 'own' } };
    });
}
