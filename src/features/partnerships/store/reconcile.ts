import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../../shared/ids.js';
import type { Change } from '../use-cases.js';

type Kept = { id: string; key: string; active: boolean };

/** How the rows of one table are written. */
export type Writes<Row extends Kept, Data> = {
  add(rows: readonly (Data & Kept)[]): Promise<unknown>;
  change(row: Row, data: Data & { active: true }): Promise<unknown>;
  remove(rows: readonly Row[]): Promise<unknown>;
};

/** What became of the rows: who has which id now, and whom it concerns. */
export type Reconciled<Row> = {
  idOf(key: string): string;
  change: Change;
  addedIds: readonly string[];
  changedIds: readonly string[];
  removed: readonly Row[];
};

/**
 * Makes a table's rows say what is wanted, by key: a row that nobody wants any more becomes inactive, one that is
 * wanted again becomes active under its old id, and a row that says it already is not written.
 */
export async function reconcile<Row extends Kept, Data extends object>(
  rows: readonly Row[],
  wanted: ReadonlyMap<string, Data>,
  writes: Writes<Row, Data>,
): Promise<Reconciled<Row>> {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const added = [...wanted]
    .filter(([key]) => !byKey.has(key))
    .map(([key, data]) => ({ ...data, id: newId(), key, active: true }));
  const changed = rows.flatMap((row) => {
    const data = wanted.get(row.key);
    return data && !says(row, { ...data, active: true }) ? [{ row, data }] : [];
  });
  const removed = rows.filter((row) => row.active && !wanted.has(row.key));

  if (removed.length > 0) await writes.remove(removed);
  for (const { row, data } of changed) await writes.change(row, { ...data, active: true });
  if (added.length > 0) await writes.add(added);

  const ids = new Map([...rows, ...added].map(({ key, id }) => [key, id]));
  return {
    idOf: (key) => found(ids.get(key)),
    change: { added: added.length, changed: changed.length, removed: removed.length },
    addedIds: added.map(({ id }) => id),
    changedIds: changed.map(({ row }) => row.id),
    removed,
  };
}

/** Whether a row says all of this already, whatever the order of the keys in its Json. */
export const says = (row: object, data: object): boolean =>
  Object.entries(data).every(([name, value]) =>
    isDeepStrictEqual((row as Record<string, unknown>)[name], value),
  );

/** The file has been checked: what it refers to is there. */
function found(id: string | undefined): string {
  if (id === undefined) throw new Error('A checked file refers to a key that it does not have.');
  return id;
}
