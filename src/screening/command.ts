import { readFileSync } from 'node:fs';
import { screen } from './index.js';
import { score, TYPE, type Note, type Score } from './score.js';

/**
 * `npm run screen -- score FILE`: scores the screen on a file of notes, one JSON object a line.
 * @returns what to print; with a word it does not know, how it is used
 */
export function screenCommand(words: readonly string[]): string {
  const [verb, file] = words;
  if (verb !== 'score' || !file)
    return 'Type: npm run screen -- score FILE, a file of notes with one JSON object a line.';
  const notes = readNotes(file);
  const times: number[] = [];
  const timed = (text: string) => {
    const start = process.hrtime.bigint();
    const found = screen(text);
    times.push(Number(process.hrtime.bigint() - start) / 1000);
    return found.map(({ start: from, end, kind }) => ({ start: from, end, type: TYPE[kind] }));
  };
  notes.slice(0, 60).forEach(({ text }) => screen(text)); // so that the first notes do not pay for the start
  const result = score(notes, timed);
  times.sort((a, b) => a - b);
  return `${report(result)}\n\nTime a note: p50 ${at(times, 0.5)} µs, p99 ${at(times, 0.99)} µs`;
}

/** Notes from a file, one JSON object a line. */
export const readNotes = (file: string | URL): Note[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Note);

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
const percent = (share: number): string => (Number.isFinite(share) ? `${(100 * share).toFixed(1)} %` : '-');

function report(result: Score): string {
  const rows = Object.entries(result.types)
    .sort(([, a], [, b]) => b.marked - a.marked)
    .map(
      ([type, { marked, found, flagged, right }]) =>
        `${type.padEnd(16)} ${String(marked).padStart(5)} ${percent(found / marked).padStart(8)} ${percent(right / flagged).padStart(8)}`,
    );
  return [
    `${result.notes} notes`,
    `recall ${percent(result.recall)}, precision ${percent(result.precision)}, structured kinds ${percent(result.structured)}`,
    `leak ${percent(result.leak)}, direct leak ${percent(result.leakDirect)}, silent ${percent(result.silent)}, false alarms ${percent(result.falseAlarm)}`,
    '',
    `${'kind'.padEnd(16)} ${'marked'.padStart(5)} ${'recall'.padStart(8)} ${'prec.'.padStart(8)}`,
    ...rows,
  ].join('\n');
}

if (process.argv[1] && import.meta.url === new URL(`file://${process.argv[1]}`).href) {
  process.stdout.write(`${screenCommand(process.argv.slice(2))}\n`);
}
