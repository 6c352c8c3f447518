/**
 * Learns src/screening/data/weights.json from the notes in test/screening/corpus (the training notes and our own, never the
 * development notes). The same notes give the same weights.
 *
 *   npx tsx test/screening/tools/train.mjs
 */
import { writeFileSync } from 'node:fs';
import { learn, load, ownNotes, packed } from './training.mjs';

const corpus = new URL('../corpus/', import.meta.url);
const notes = load(new URL('train.jsonl', corpus));
const extra = ownNotes(new URL('own.txt', corpus));
const { values, scale, follows } = packed(learn(notes, { extra }));
const out = new URL('../../../src/screening/data/weights.json', import.meta.url);
writeFileSync(out, JSON.stringify({ scale, follows, values: Buffer.from(values.buffer).toString('base64') }));
process.stdout.write(`${notes.length + extra.length} notes\n`);
