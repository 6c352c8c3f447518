import { z } from 'zod';
import type { Values } from './form.js';

/**
 * Text as somebody typed it, without what would change or hide what a reader sees (controls, direction overrides).
 * Issues are keys (`empty`, `too-long`) for which each feature has words.
 * @param max characters
 */
export const typedText = (max: number) =>
  z.string({ error: 'empty' }).transform(visible).pipe(z.string().min(1, 'empty').max(max, 'too-long'));

/** The same for a field that may be left empty: null when nothing can be seen. `tooLong` is the key when it is. */
export const typedTextIfAny = (max: number, tooLong = 'too-long') =>
  z
    .string()
    .transform(visible)
    .pipe(z.string().max(max, tooLong))
    .optional()
    .transform((text) => text || null);

/** Several choices, each once, however many were made: one comes as a string, none not at all. */
export const chosen = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .optional()
  .transform((list) => [...new Set(list)]);

/** Leaves out the fields that were left empty, so that an empty one is a missing one. */
export function filled(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value.length > 0),
  );
}

/** The first issue of each field, as the key its schema gives. */
export function issueKeys(error: z.ZodError): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const { path, message } of error.issues) keys[String(path[0])] ??= message;
  return keys;
}

const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
/** Letters and symbols of which nothing is drawn: the Hangul fillers and the empty Braille cell. */
const BLANKS = /[\u115f\u1160\u2800\u3164\uffa0]/g;

function visible(text: string): string {
  const clean = text.replace(CONTROLS, (each) => (each === '\n' || each === '\t' ? each : '')).trim();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(clean.replace(BLANKS, '')) ? clean : '';
}
