import { audit } from '../../../database/audit.js';
import type { Database, Db } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { plan } from '../../../delivery/jobs.js';
import { nextWorkingMoment } from '../../deadlines/rules.js';
import { actorOf, type Act } from '../../privacy/rules.js';
import { StoredActions, StoredCounts } from '../schema.js';
import type { ActSaid, DigestStore, Run } from '../use-cases/needs.js';
import type { Letters } from './letters.js';
import { insertDeed, insertRun, sayAll } from './rows.js';

/** The one audience of the weekly digest: champion and deputies are one, whoever of them reads it. */
const AUDIENCE = 'champions';

type Needs = { database: Database; letters: Letters };
type Writes = Pick<DigestStore, 'newest' | 'run' | 'write' | 'rewrite' | 'act' | 'refused' | 'plan'>;

/** The digests that were run, and what was done about them: each decision whole, or not at all. */
export function createRuns(needs: Needs): Writes {
  const { database } = needs;
  const { db } = database;
  return {
    async newest(partnershipId, most) {
      const rows = await db.digestRun.findMany({
        where: { partnershipId, audience: AUDIENCE },
        orderBy: { week: 'desc' },
        take: most,
        include: { deeds: true },
      });
      return rows.map(runOf);
    },

    async run(partnershipId, id) {
      const row = await db.digestRun.findFirst({ where: { id, partnershipId }, include: { deeds: true } });
      return row && runOf(row);
    },

    write: (run, tellings, key, now) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        const id = await insertRun(tx, { ...run, period: run.week, audience: AUDIENCE }, now);
        if (id === null) return;
        await sayAll(tx, tellings(id), key, now);
        await audit(tx, {
          at: now,
          partnershipId: run.partnershipId,
          action: 'digest.run',
          result: 'done',
          reference: run.week,
        });
      }),

    rewrite: (run, counts, tellings, act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return;
        await tx.digestRun.update({ where: { id: run.id }, data: { counts, changedAt: act.at } });
        await sayAll(tx, tellings, act.key, act.at);
        await audit(tx, { ...actorOf(act), action: 'digest.run-again', result: 'done', reference: run.week });
      }),

    act: (run, action, said, act) =>
      database.transaction((tx) => writeDeed(needs, tx, { run, action, said }, act)),

    refused: (act, action, reason) => audit(db, { ...actorOf(act), action, result: 'refused', reason }),

    plan: ({ partnershipId, name, period, dueAt }, now) =>
      plan(
        db,
        {
          key: `${name}:${partnershipId}:${period.key}`,
          name,
          payload: { partnership: partnershipId, from: period.from.toISOString() },
          dueAt,
        },
        now,
      ),
  };
}

type Deed = { run: Run; action: string; said: ActSaid };

async function writeDeed({ letters }: Needs, tx: Db, { run, action, said }: Deed, act: Act) {
  if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
  if (!(await insertDeed(tx, run.id, action, act))) return 'done-already' as const;
  const letter = said.letter ? await letters.write(tx, said.letter, act) : '';
  // Nobody asked to be nudged, so it waits for working hours; the digest itself, and a channel, show it at once.
  await sayAll(tx, said.tellings(letter), act.key, act.at, nextWorkingMoment(act.at, act.who.partnership));
  await sayAll(tx, said.digests, act.key, act.at);
  await audit(tx, {
    ...actorOf(act),
    action: `digest.${action.split(':')[0]}`,
    result: 'done',
    reference: run.week,
  });
  return 'done' as const;
}

type Row = Omit<Run, 'counts' | 'actions'> & { counts: unknown; actions: unknown };

const runOf = ({ id, partnershipId, week, ranAt, counts, actions, deeds }: Row): Run => ({
  ...{ id, partnershipId, week, ranAt },
  counts: StoredCounts.parse(counts),
  actions: StoredActions.parse(actions),
  deeds: deeds.map(({ action, byId }) => ({ action, byId })),
});
