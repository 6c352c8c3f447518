import type { Database, Db } from '../../../database/types.js';
import type { Directory } from '../rules.js';
import { directoryOf } from './memory.js';
import { readPartnerships } from './read.js';

/** A directory that can be brought up to date. Until the first `refresh` it is empty. */
export type KeptDirectory = Directory & {
  /** Reads the partnerships again if any has changed since; cheap when none has. Calls take turns. */
  refresh(): Promise<void>;
};

/**
 * Keeps all partnerships in memory, so that knowing who asks costs no query. Whoever writes to a partnership raises
 * its revision or sets `updatedAt`: that is what `refresh` looks at.
 */
export function createDirectory({ database: { db } }: { database: Database }): KeptDirectory {
  let current = directoryOf([], { members: [], services: [] });
  let stamp = '';
  let last: Promise<void> = Promise.resolve();

  const read = async () => {
    for (let before = await stampOf(db); before !== stamp; before = await stampOf(db)) {
      const { partnerships, former } = await readPartnerships(db);
      if ((await stampOf(db)) !== before) continue; // somebody wrote between the queries: half old, half new
      current = directoryOf(partnerships, former);
      stamp = before;
    }
  };
  return {
    all: () => current.all(),
    partnership: (id) => current.partnership(id),
    membersOf: (person) => current.membersOf(person),
    memberById: (id) => current.memberById(id),
    serviceById: (id) => current.serviceById(id),
    channelOf: (channel) => current.channelOf(channel),
    refresh: () => (last = last.then(read, read)),
  };
}

async function stampOf(db: Db): Promise<string> {
  const rows = await db.partnership.findMany({
    select: { id: true, revision: true, updatedAt: true },
    orderBy: { id: 'asc' },
  });
  return JSON.stringify(rows);
}
