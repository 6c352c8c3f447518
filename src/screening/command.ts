import { byOrigin, score, TYPE, type Note, type Score } from './score.js';
import { screen } from './screen.js';

/** What the command needs: the lines of a file, a clock in microseconds, and where the words of a name come from. */
type Needs = {
  lines(file: string): readonly string[];
  now(): number;
  originsOf(name: string): readonly string[];
};

/**
 * `npm run screen -- score FILE`: scores the screen on a file of notes, one JSON object a line.
 * @returns what to print; with a word it does not know, how it is used
 */
export function screenCommand(words: readonly string[], needs: Needs): string {
  const [verb, file] = words;
  if (verb !== 'score' || !file) {
    return 'Type: npm run screen -- score FILE, a file of notes with one JSON object a line.';
  }
  const notes = notesOf(needs.lines(file));
  const times: number[] = [];
  const timed = (text: string) => {
    const begun = needs.now();
    const found = screen(text);
    times.push(needs.now() - begun);
    return found.map(({ start, end, kind }) => ({ start, end, type: TYPE[kind] }));
  };
  for (const { text } of notes.slice(0, 60)) screen(text); // so that the first notes do not pay for the start
  const result = score(notes, timed);
  times.sort((a, b) => a - b);
  return `${report(result)}\n\n${origins(byOrigin(notes, result.misses, needs.originsOf))}\n\nTime a note: p50 ${at(times, 0.5)} µs, p99 ${at(times, 0.99)} µs`;
}

/** Notes from lines, one JSON object each. */
export const notesOf = (lines: readonly string[]): Note[] =>
  lines.filter(Boolean).map((line) => JSON.parse(line) as Note);

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

const origins = (tallies: ReturnType<typeof byOrigin>): string =>
  [
    `${'names by origin'.padEnd(16)} ${'marked'.padStart(5)} ${'recall'.padStart(8)}`,
    ...Object.entries(tallies)
      .sort(([, a], [, b]) => b.marked - a.marked)
      .map(
        ([origin, { marked, found }]) =>
          `${origin.padEnd(16)} ${String(marked).padStart(5)} ${percent(found / marked).padStart(8)}`,
      ),
  ].join('\n');
