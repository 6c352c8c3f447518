import { readFileSync } from 'node:fs';
import { notesOf } from '../../src/screening/command.js';
import { screen } from '../../src/screening/index.js';
import { score, TYPE } from '../../src/screening/score.js';

const LENGTH = 100_000;
const BAR_MS = 50;
const ROUNDS = 5;

const corpus = (name: string) =>
  notesOf(readFileSync(new URL(`../screening/corpus/${name}`, import.meta.url), 'utf8').split('\n'));
const long = (part: string) => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);

/** Any character there is, the same in every run. */
function anyUnicode(): string {
  let state = 1;
  return Array.from({ length: LENGTH }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(state >>> 16);
  }).join('');
}

/** Texts that cost much in one place or another. */
const LONG: readonly (readonly [name: string, text: string])[] = [
  [
    'notes in a row',
    long(
      corpus('dev.jsonl')
        .map(({ text }) => text)
        .join('\n'),
    ),
  ],
  ['one letter', long('a')],
  ['one digit', long('1')],
  ['blanks', long(' ')],
  ['line breaks', long('\n')],
  ['digits', long('0123456789')],
  ['digits apart', long('1 2 3 4 ')],
  ['dates', long('14 March ')],
  ['house names', long('at Rose Ash Elm House ')],
  ['flats', long('Flat 1, Ash ')],
  ['names', long('Priya Nair and Will Young ')],
  ['initials', long('A ')],
  ['references', long('AB1234 ')],
  ['half postcodes', long('LS6 ')],
  ['number words', long('one two three ')],
  ['marks between digits', long('1*2*')],
  ['at signs', long('a@')],
  ['full-width digits', long('１２')],
  ['entities', long('&#49;')],
  ['invisible characters', long('\u200b')],
  ['any unicode', anyUnicode()],
];

/** The least of a few runs, by the clock for what is short and by the processor's time for what is long. */
function least(text: string, now: () => number): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = now();
    screen(text);
    return now() - begun;
  });
  return Math.min(...times);
}
const clockMs = () => performance.now();
const processorMs = () => process.cpuUsage().user / 1_000;

/** The identifier screen: what a note costs, what 100 kB of anything costs, and what it finds of the given notes. */
export function benchScreen(print: (line: string) => void): void {
  const notes = [...corpus('dev.jsonl'), ...corpus('train.jsonl')];
  for (const { text } of [...notes, ...notes]) screen(text);
  const times = notes.map(({ text }) => least(text, clockMs) * 1_000).sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  print(`identifier screen, ${notes.length} notes`);
  print(`  a note             p50 ${at(0.5)} µs, p99 ${at(0.99)} µs (aim 200 and 1,000)`);
  const { recall, precision, types } = score(corpus('dev.jsonl'), (text) =>
    screen(text).map(({ start, end, kind }) => ({ start, end, type: TYPE[kind] })),
  );
  const names = types['NAME'];
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  print(`  development notes  recall ${percent(recall)}, precision ${percent(precision)}, names ${percent((names?.found ?? 0) / (names?.marked ?? 1))}`);
  for (const [name, text] of LONG) {
    const ms = least(text, processorMs);
    print(`  100 kB, CPU, ${name.padEnd(21)} ${ms.toFixed(1).padStart(6)} ms${ms > BAR_MS ? `, over the bar of ${BAR_MS}` : ''}`);
  }
} // prettier-ignore

if (import.meta.filename === process.argv[1]) benchScreen((line) => void process.stdout.write(`${line}\n`));
