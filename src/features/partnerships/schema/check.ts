import type { z } from 'zod';
import { crossCheck } from './cross-check.js';
import { PartnershipFile } from './file.js';
import { keyOf, readYaml, type Mistake } from './yaml.js';

export type Checked =
  { kind: 'ok'; file: PartnershipFile } | { kind: 'wrong'; mistakes: readonly [Mistake, ...Mistake[]] };

/**
 * Judges the text of one partnership file, whatever it is: never throws. All mistakes are found at once, in the order
 * of their lines: what YAML cannot read, what a key should have been, and what does not fit together.
 */
export function checkFile(text: string): Checked {
  const { value, lineOf, mistakes: unreadable } = readYaml(text);
  if (value === null) {
    const [first = { line: 1, key: '', message: 'The file is empty.' }, ...others] = unreadable;
    return { kind: 'wrong', mistakes: [first, ...others] };
  }
  const shaped = PartnershipFile.safeParse(value);
  const misshapen = shaped.error?.issues.flatMap(each) ?? [];
  const misfits = crossCheck(value);
  const located = [...misshapen, ...misfits].map(({ path, message }) => ({
    line: lineOf(path),
    key: keyOf(path),
    message,
  }));
  const [first, ...others] = [...unreadable, ...located].sort((one, two) => one.line - two.line);
  if (first) return { kind: 'wrong', mistakes: [first, ...others] };
  if (!shaped.success) throw new Error('A file without mistakes was refused.');
  return { kind: 'ok', file: shaped.data };
}

/** One mistake for each unknown key, at its own line; zod reports them together, at the block they are in. */
function each(issue: z.core.$ZodIssue) {
  const { path, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ path, message }];
  return issue.keys.map((key) => ({ path: [...path, key], message }));
}
