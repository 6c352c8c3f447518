import { isHard, label, screen } from '../../screening/index.js';

/** The kinds of identifiers found in each field, as people call them. Fields with none are left out. */
export type Identifiers = Readonly<Record<string, readonly string[]>>;

/**
 * Looks for what could pick somebody out, before anything typed is stored, queued or logged. Only kinds with a fixed
 * shape count, which nobody may keep; the kinds are named, never the values.
 * @returns null when there is nothing to take out
 */
export function identifiersIn(fields: Readonly<Record<string, string>>): Identifiers | null {
  const found = Object.entries(fields).flatMap(([field, text]) => {
    const kinds = new Set(screen(text).flatMap(({ kind }) => (isHard(kind) ? [label(kind)] : [])));
    return kinds.size === 0 ? [] : [[field, [...kinds]] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}
