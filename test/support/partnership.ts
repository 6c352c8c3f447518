import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member, Partnership, Service } from '../../src/features/partnerships/rules.js';
import { createDirectory, type KeptDirectory } from '../../src/features/partnerships/store/directory.js';
import { partnershipStore } from '../../src/features/partnerships/store/load.js';
import { loadText } from '../../src/features/partnerships/use-cases.js';
import type { Database } from '../../src/database/types.js';

const FOLDER = join(import.meta.dirname, '../../manifests/partnerships');
const LOADED_AT = new Date('2026-11-24T08:00:00Z');

/** The text of one of the sample files. */
export const sampleText = (name: 'maternity' | 'renal'): string =>
  readFileSync(join(FOLDER, `${name}.yaml`), 'utf8');

/** Loads the text of a partnership file. Throws, saying why, if it is refused. */
export async function loadSample(database: Database, text: string, at = LOADED_AT): Promise<void> {
  const store = partnershipStore({ database, clock: { now: () => at } });
  const outcome = await loadText({ store }, text);
  if (outcome.kind !== 'loaded' && outcome.kind !== 'no-changes') throw new Error(JSON.stringify(outcome));
}

/** A partnership in the database, the directory that knows it, and its people and services by their key. */
export type Sample = {
  directory: KeptDirectory;
  partnership: Partnership;
  member(key: string): Member;
  service(key: string): Service;
};

/** Loads a sample file (the maternity one unless said otherwise) into a database, through the product's own loader. */
export async function samplePartnership(
  database: Database,
  name: 'maternity' | 'renal' = 'maternity',
): Promise<Sample> {
  const text = sampleText(name);
  await loadSample(database, text);
  const directory = createDirectory({ database });
  await directory.refresh();
  const key = /^key: (\S+)$/m.exec(text)?.[1];
  const partnership = must(directory.all().find((each) => each.key === key));
  return {
    directory,
    partnership,
    member: (wanted) => must(partnership.members.find((each) => each.key === wanted)),
    service: (wanted) => must(partnership.services.find((each) => each.key === wanted)),
  };
}

function must<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('The sample file has nothing under this key.');
  return found;
}
