import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notesOf, screenCommand } from '../src/screening/command.js';
import { screen } from '../src/screening/index.js';
import { byOrigin, score, TYPE } from '../src/screening/score.js';
import { originsOf } from './screening/tools/origins.js';

const lines = (name: string) =>
  readFileSync(new URL(`./screening/corpus/${name}`, import.meta.url), 'utf8').split('\n');
const needs = { lines, now: () => 0, originsOf };
const predict = (text: string) =>
  screen(text).map(({ start, end, kind }) => ({ start, end, type: TYPE[kind] }));

describe('the figures on notes the tagger never learned from', () => {
  const result = score(notesOf(lines('dev.jsonl')), predict);
  const share = (type: string) => (result.types[type]?.found ?? 0) / (result.types[type]?.marked ?? 1);

  it('finds the structured kinds, all together and each', () => {
    expect(result.structured).toBeGreaterThanOrEqual(0.995);
    for (const type of Object.keys(result.types).filter((each) => !['NAME', 'ORG'].includes(each))) {
      expect([type, share(type) >= 0.97]).toEqual([type, true]);
    }
  });
  it('finds names at the agreed precision', () => {
    expect(share('NAME')).toBeGreaterThanOrEqual(0.98);
    expect(result.precision).toBeGreaterThanOrEqual(0.95);
  });
  it('finds them as well in one origin as in another', () => {
    const tallies = Object.entries(byOrigin(notesOf(lines('dev.jsonl')), result.misses, originsOf));
    expect(tallies.length).toBeGreaterThanOrEqual(12);
    for (const [origin, { marked, found }] of tallies.filter(([, tally]) => tally.marked >= 20))
      expect([origin, found / marked >= 0.95]).toEqual([origin, true]);
  });
  it('lets no note with an identifier through in silence', () =>
    expect(result.silent).toBeLessThanOrEqual(0.005));
  it('leaves few notes with a direct identifier after redaction', () =>
    expect(result.leakDirect).toBeLessThanOrEqual(0.04));
  it('leaves most look-alikes alone', () => expect(result.falseAlarm).toBeLessThanOrEqual(0.08));
});

describe('the scorer', () => {
  const note = { id: 'n', text: 'Ann Lee, on 3 May, rang', spans: [{ start: 0, end: 7, type: 'NAME' }, { start: 12, end: 17, type: 'DATE' }] }; // prettier-ignore

  it('counts a name as found only when all of it is covered', () => {
    const { recall, precision, leakDirect } = score([note], () => [{ start: 0, end: 3, type: 'NAME' }]);
    expect([recall, precision, leakDirect]).toEqual([0, 1, 1]);
  });
  it('counts half of a date as found, and does not call its loss a direct leak', () => {
    const half = score([note], () => [{ start: 0, end: 7, type: 'NAME' }, { start: 14, end: 17, type: 'DATE' }]); // prettier-ignore
    expect([half.recall, half.leak, half.silent]).toEqual([1, 0, 0]);
    expect(score([note], () => [{ start: 0, end: 7, type: 'NAME' }]).leakDirect).toBe(0);
  });
  it('counts a flag on a clean note as a false alarm, and nothing flagged as silent', () => {
    const clean = { id: 'c', text: 'May she appeal?', spans: [] };
    expect(
      score([clean, note], (text) => (text === clean.text ? [{ start: 0, end: 3, type: 'NAME' }] : [])),
    ).toMatchObject({ falseAlarm: 1, silent: 1, precision: 0 });
  });
  it('is reached from the terminal and says how it is used', () => {
    expect(screenCommand([], needs)).toContain('score FILE');
    expect(screenCommand(['score', 'dev.jsonl'], needs)).toContain('300 notes');
  });
});
