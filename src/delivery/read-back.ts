import type { Channel, Platform } from '../chat/place.js';
import type { Keep } from '../chat/platform.js';
import type { Database } from '../database/types.js';
import { PlatformFault } from '../shared/platform-fault.js';

/**
 * Reads what stands in a thread since then and hands each message on as if the platform had just delivered it.
 * @returns when the newest of it was written; null when there was nothing. @throws PlatformFault
 */
export type ReadThread = (
  channel: Channel,
  rootMessageId: string,
  since: Date,
  keep: Keep,
) => Promise<Date | null>;

type Needs = {
  database: Database;
  now: () => Date;
  /** The subjects at the roots of threads in which people may still write. */
  threads: (since: Date) => Promise<readonly string[]>;
  rooms: ReadonlyMap<Platform, ReadThread>;
  /** Keeps an event of this platform. @returns whether it is new */
  keep: (platform: Platform, event: Parameters<Keep>[0]) => Promise<boolean>;
  onRead: (platform: Platform, outcome: { found: number } | { fault: unknown }) => void;
  pause: (ms: number) => Promise<void>;
};

const MINUTE_MS = 60_000;
/** How long after one look at a thread the next is due. */
const AGAIN_MS = 60 * MINUTE_MS;
/** A start is after a gap: whatever was looked at longer ago than this is looked at again. */
const AT_START_MS = MINUTE_MS;
/** A history may lag: what is a little older than the newest that was seen is looked at once more. */
const OVERLAP_MS = 10 * MINUTE_MS;
/** Well below the 30 days for which the key of an event is kept, by which it is known again. */
const FURTHEST_MS = 14 * 24 * 60 * MINUTE_MS;
/** Slack allows fifty such questions a minute. */
const PACE_MS = 1_500;
const MOST_THREADS = 500;

/**
 * Looks in Corridor's own threads for what people wrote and the platform never delivered. Everything found goes into
 * the inbox under the platform's own key, so what was delivered is not taken in twice. Several processes share the
 * threads: a look is claimed by its row.
 */
export function createReadBack(needs: Needs) {
  let running: Promise<void> | null = null;
  let stopped = false;
  const run = (dueAfterMs: number) =>
    (running ??= readAll(needs, dueAfterMs, () => stopped).finally(() => {
      running = null;
    }));
  return {
    /** Looks at what is due, an hour after its last look. Whoever calls it only wakes it. */
    wake: () => run(AGAIN_MS),
    /** After a start everything is due. */
    atStart: () => run(AT_START_MS),
    /** Begins no other look, and waits for the one under way. */
    async stop(): Promise<void> {
      stopped = true;
      await running?.catch(() => undefined); // whoever woke it hears of it
    },
  };
}

async function readAll(needs: Needs, dueAfterMs: number, isStopped: () => boolean): Promise<void> {
  const furthest = new Date(needs.now().getTime() - FURTHEST_MS);
  const roots = await needs.database.db.posted.findMany({
    where: {
      ...{ subject: { in: [...(await needs.threads(furthest))].slice(0, MOST_THREADS) }, toKind: 'channel' },
      ...{ platform: { in: [...needs.rooms.keys()] }, removedAt: null },
    },
    select: { platform: true, tenant: true, toId: true, messageId: true, at: true },
    orderBy: { at: 'asc' },
  });
  for (const root of roots) {
    if (isStopped()) return;
    const looked = await look(needs, root, dueAfterMs, furthest);
    if (looked === 'later') return; // the platform asks to wait: the next waking goes on here
    if (looked === 'read') await needs.pause(PACE_MS);
  }
}

type Root = { platform: string; tenant: string; toId: string; messageId: string; at: Date };

async function look(
  needs: Needs,
  root: Root,
  dueAfterMs: number,
  furthest: Date,
): Promise<'read' | 'not-due' | 'later'> {
  const platform = root.platform as Platform;
  const seen = await claim(needs, root, dueAfterMs);
  if (seen === null) return 'not-due';
  const since = new Date(Math.max(seen.getTime() - OVERLAP_MS, furthest.getTime()));
  let found = 0;
  try {
    const channel = { platform, tenant: root.tenant, channel: root.toId };
    const newest = await needs.rooms.get(platform)?.(channel, root.messageId, since, async (event) => {
      if (await needs.keep(platform, event)) found += 1;
    });
    // Only now, when everything found is on disk.
    if (newest && newest > seen) await note(needs, root, { seen: newest });
    needs.onRead(platform, { found });
    return 'read';
  } catch (fault) {
    needs.onRead(platform, { fault });
    if (!(fault instanceof PlatformFault) || fault.kind !== 'retry-after') return 'read';
    await note(needs, root, { lookedAt: new Date(0) });
    return 'later';
  }
}

/** @returns how far the thread has been seen, or null when somebody has looked lately */
async function claim({ database: { db }, now }: Needs, root: Root, dueAfterMs: number): Promise<Date | null> {
  const at = now();
  const { platform, tenant, messageId: thread } = root;
  const claimed = await db.$executeRaw`
    INSERT INTO "ReadBack" ("platform", "tenant", "thread", "seen", "lookedAt")
    VALUES (${platform}, ${tenant}, ${thread}, ${root.at}, ${at})
    ON CONFLICT ("platform", "tenant", "thread") DO UPDATE SET "lookedAt" = excluded."lookedAt"
      WHERE "ReadBack"."lookedAt" <= ${new Date(at.getTime() - dueAfterMs)}`;
  if (claimed === 0) return null;
  return (await db.readBack.findFirstOrThrow({ where: { platform, tenant, thread } })).seen;
}

const note = ({ database: { db } }: Needs, root: Root, data: { seen: Date } | { lookedAt: Date }) =>
  db.readBack.updateMany({
    where: { platform: root.platform, tenant: root.tenant, thread: root.messageId },
    data,
  });
