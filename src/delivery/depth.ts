import type { Database } from '../database/types.js';

/**
 * How much there is in one queue in one state, and how long the oldest of it has been there. `waiting` is due or has
 * been tried; `planned` is for later, so it has no age; `held` and `dead` wait for a person.
 */
export type Depth = {
  queue: 'inbox' | 'outbox' | 'jobs';
  state: 'waiting' | 'planned' | 'held' | 'dead';
  count: number;
  oldestMs: number | null;
};

/** How full the queues are. Only what is not settled is counted, so it costs no more with a long history. */
export async function measureDepth({ db }: Database, now: Date): Promise<Depth[]> {
  const inbox = async (state: 'waiting' | 'dead') => {
    const where = { state: state === 'waiting' ? 'pending' : state };
    const oldest = await db.inbox.findFirst({ where, orderBy: { receivedAt: 'asc' } });
    return depth('inbox', state, await db.inbox.count({ where }), oldest?.receivedAt);
  };
  const outbox = async (
    state: Depth['state'],
    where: object,
    by: 'createdAt' | 'notBefore' = 'createdAt',
  ) => {
    const oldest = await db.outbox.findFirst({ where, orderBy: { [by]: 'asc' } });
    return depth('outbox', state, await db.outbox.count({ where }), oldest?.[by]);
  };
  const job = async (state: Depth['state'], where: object) => {
    const oldest = await db.job.findFirst({ where, orderBy: { dueAt: 'asc' } });
    return depth('jobs', state, await db.job.count({ where }), oldest?.dueAt);
  };
  const depth = (queue: Depth['queue'], state: Depth['state'], count: number, oldest?: Date): Depth => ({
    ...{ queue, state, count },
    oldestMs: state === 'planned' ? null : Math.max(0, now.getTime() - (oldest ?? now).getTime()),
  });

  const unsent = { state: { in: ['pending', 'sending'] } };
  return [
    await inbox('waiting'),
    await inbox('dead'),
    together(
      await outbox('waiting', { ...unsent, leaseToken: { gt: 0 } }),
      // One for the quiet hours is not late until they end.
      await outbox('waiting', { ...unsent, leaseToken: 0, notBefore: { lte: now } }, 'notBefore'),
    ),
    await outbox('planned', { ...unsent, leaseToken: 0, notBefore: { gt: now } }),
    await outbox('held', { state: 'held' }),
    await outbox('dead', { state: 'dead' }),
    await job('waiting', { state: 'pending', dueAt: { lte: now } }),
    await job('planned', { state: 'pending', dueAt: { gt: now } }),
    await job('dead', { state: 'dead' }),
  ];
}

const together = (one: Depth, other: Depth): Depth => ({
  ...one,
  count: one.count + other.count,
  oldestMs: Math.max(one.oldestMs ?? 0, other.oldestMs ?? 0),
});
