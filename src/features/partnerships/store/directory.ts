import type { Person } from '../../../chat/place.js';
import type { Database, Db } from '../../../database/types.js';
import type { Directory, Member } from '../rules.js';
import { directoryOf } from './memory.js';
import { readPartnerships } from './read.js';

/** A directory that can be brought up to date. Until the first `refresh` it is empty. */
export type KeptDirectory = Directory & {
  /** Reads the partnerships again if any has changed since; cheap when none has. Calls take turns. */
  refresh(): Promise<void>;
  /** Somebody came from this account: it is where they are told things from now on. Costs nothing if it was already. */
  follow(person: Person, at: Date): Promise<void>;
};

/**
 * Keeps all partnerships in memory, so that knowing who asks costs no query. Whoever writes to a partnership raises
 * its revision or sets `updatedAt`: that is what `refresh` looks at.
 */
export function createDirectory({ database }: { database: Database }): KeptDirectory {
  const { db } = database;
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
  const refresh = () => (last = last.then(read, read));
  return {
    all: () => current.all(),
    partnership: (id) => current.partnership(id),
    membersOf: (person) => current.membersOf(person),
    memberById: (id) => current.memberById(id),
    serviceById: (id) => current.serviceById(id),
    channelOf: (channel) => current.channelOf(channel),
    refresh,
    async follow(person, at) {
      const elsewhere = current.membersOf(person).filter(({ accounts: [first] }) => !isSame(first, person));
      if (elsewhere.length === 0) return;
      await database.transaction((tx) => prefer(tx, elsewhere, person, at));
      await refresh();
    },
  };
}

const isSame = (one: Person | undefined, two: Person) =>
  one?.platform === two.platform && one.tenant === two.tenant && one.user === two.user;

async function prefer(tx: Db, members: readonly Member[], person: Person, at: Date): Promise<void> {
  const { platform, tenant, user } = person;
  const memberId = { in: members.map(({ id }) => id) };
  await tx.platformAccount.updateMany({
    where: { platform, tenant, user, memberId },
    data: { usedAt: at },
  });
  for (const { partnershipId: id } of members) {
    const { updatedAt } = await tx.partnership.findFirstOrThrow({ where: { id } });
    const moved = new Date(Math.max(at.getTime(), updatedAt.getTime() + 1)); // it moves even within a millisecond
    await tx.partnership.update({ where: { id }, data: { updatedAt: moved } });
  }
}

async function stampOf(db: Db): Promise<string> {
  const rows = await db.partnership.findMany({
    select: { id: true, revision: true, updatedAt: true },
    orderBy: { id: 'asc' },
  });
  return JSON.stringify(rows);
}
