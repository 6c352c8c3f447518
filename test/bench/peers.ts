import { OpenRedaction } from '@openredaction/core';
import nlp from 'compromise';
import { readFileSync } from 'node:fs';
import { notesOf } from '../../src/screening/command.js';
import { screen } from '../../src/screening/index.js';
import { score, TYPE, type Note, type Span } from '../../src/screening/score.js';

type Finder = (text: string) => Span[] | Promise<Span[]>;
type Offset = { offset: { start: number; length: number } };

/** The peer that reads English: its people, numbers for the telephone, addresses for mail and links. */
function readByCompromise(text: string): Span[] {
  const read = nlp(text);
  const parts = [
    ['NAME', read.people()],
    ['PHONE', read.phoneNumbers()],
    ['EMAIL', read.emails()],
    ['URL', read.urls()],
  ] as const;
  return parts.flatMap(([type, found]) =>
    (found.json({ offset: true }) as Offset[]).map(({ offset }) => ({
      type,
      start: offset.start,
      end: offset.start + offset.length,
    })),
  );
}

/** The peer that has patterns only. It learns on disk unless it is told not to. */
function openRedaction(): Finder {
  const redaction = new OpenRedaction({ enableLearning: false });
  return async (text) => {
    const { detections } = await redaction.detect(text);
    return detections.map(({ type, position: [start, end] }) => ({ type, start, end }));
  };
}

const ours: Finder = (text) => screen(text).map(({ start, end, kind }) => ({ start, end, type: TYPE[kind] }));

/** The identifier screen beside two peers, all with the settings they come with, on the same notes in one run. */
export async function benchPeers(print: (line: string) => void): Promise<void> {
  const file = new URL('../screening/corpus/dev.jsonl', import.meta.url);
  const notes = notesOf(readFileSync(file, 'utf8').split('\n'));
  print(`identifier screens, ${notes.length} notes`);
  const all = { corridor: ours, compromise: readByCompromise, openredaction: openRedaction() };
  for (const [name, find] of Object.entries(all)) print(await line(name, notes, find));
}

async function line(name: string, notes: readonly Note[], find: Finder): Promise<string> {
  for (const { text } of notes) await find(text);
  const found = new Map<string, Span[]>();
  const times: number[] = [];
  for (const { text } of notes) {
    const begun = performance.now();
    found.set(text, await find(text));
    times.push((performance.now() - begun) * 1_000);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  const { recall, precision, silent, falseAlarm } = score(notes, (text) => found.get(text) ?? []);
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const right = `recall ${percent(recall)}, precision ${percent(precision)}, silent ${percent(silent)}, false alarms ${percent(falseAlarm)}`;
  return `  ${name.padEnd(14)} ${right}; p50 ${at(0.5)} µs, p99 ${at(0.99)} µs a note`;
}
