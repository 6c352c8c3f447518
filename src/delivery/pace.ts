import type { Platform } from '../chat/place.js';
import type { LeaseNeeds, OutboxRow } from './leases.js';

type Where = Pick<OutboxRow, 'platform' | 'tenant' | 'toKind' | 'toId'>;

/**
 * Takes the turn to say something in a place. Kept in the database, so that several processes share one pace.
 * @returns false when somebody else has just had it
 */
export async function pass({ database, now, times }: LeaseNeeds, row: Where): Promise<boolean> {
  const paceMs = times.paceMs[row.platform as Platform] ?? 0;
  if (paceMs === 0) return true;
  const at = now();
  const changed = await database.db.$executeRaw`
    INSERT INTO "Pace" ("place", "freeAt") VALUES (${placeOf(row)}, ${new Date(at.getTime() + paceMs)})
    ON CONFLICT ("place") DO UPDATE SET "freeAt" = excluded."freeAt" WHERE "Pace"."freeAt" <= ${at}`;
  return changed === 1;
}

/** Nothing goes to this place before `until`: the platform has asked for that. */
export async function leaveAlone({ database }: LeaseNeeds, row: Where, until: Date): Promise<void> {
  await database.db.$executeRaw`
    INSERT INTO "Pace" ("place", "freeAt") VALUES (${placeOf(row)}, ${until})
    ON CONFLICT ("place") DO UPDATE SET "freeAt" = excluded."freeAt" WHERE "Pace"."freeAt" < ${until}`;
}

const placeOf = ({ platform, tenant, toKind, toId }: Where) => [platform, tenant, toKind, toId].join(':');
