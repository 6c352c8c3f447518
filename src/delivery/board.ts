import type { Message } from '../chat/message.js';
import type { Address, Channel } from '../chat/place.js';
import type { Database, Db } from '../database/types.js';
import { columnsOf, type Compose } from './outbox.js';

/** A message as it stands now, with what was said under it. */
export type BoardEntry = { id: string; at: Date; message: Message; replies: Omit<BoardEntry, 'replies'>[] };

const MOST_SHOWN = 200;

/**
 * What has been said in a place, oldest first. Composed anew on each reading: for the web door this *is* the
 * message, so it is always current and no second copy of its words exists.
 */
export function createBoard(needs: { database: Database; notices: ReadonlyMap<string, Compose> }) {
  const { db } = needs.database;
  return {
    /** Whether Corridor itself said this message, or may have: then nobody knows before that is settled. */
    async isOurs(channel: Channel, messageId: string): Promise<boolean> {
      const posted = await postedHere(db, { to: 'channel', ...channel }, messageId);
      return posted !== null || (await isUnsettled(db, channel));
    },

    /** Whether this message may be one of those of which nobody knows yet whether, and as what, they were said. */
    async mayBeOurs(channel: Channel, messageId: string): Promise<boolean> {
      const posted = await postedHere(db, { to: 'channel', ...channel }, messageId);
      return posted === null && (await isUnsettled(db, channel));
    },

    async messagesIn(to: Address): Promise<BoardEntry[]> {
      const rows = await db.posted.findMany({
        where: { platform: to.platform, tenant: to.tenant, ...columnsOf(to), removedAt: null },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: MOST_SHOWN,
      });
      const entries: BoardEntry[] = [];
      const bySubject = new Map<string, BoardEntry>();
      for (const row of rows.reverse()) {
        const message = await needs.notices.get(row.notice)?.(row.payload as Record<string, string>, to);
        if (!message) continue;
        const entry: BoardEntry = { id: row.messageId, at: row.at, message, replies: [] };
        const root = row.under === null ? undefined : bySubject.get(row.under);
        if (root) root.replies.push(entry);
        else entries.push(entry);
        bySubject.set(row.subject, entry);
      }
      return entries;
    },
  };
}

/** Whether something new is being said in a channel, or its outcome is unknown. */
async function isUnsettled(db: Db, { platform, tenant, channel }: Channel): Promise<boolean> {
  const [row] = await db.$queryRaw<{ seq: number | bigint }[]>`
    SELECT o."seq" FROM "Outbox" o
    WHERE o."state" = 'sending' AND o."platform" = ${platform} AND o."tenant" = ${tenant}
      AND o."toKind" = 'channel' AND o."toId" = ${channel}
      AND NOT EXISTS (SELECT 1 FROM "Posted" p WHERE p."subject" = o."subject" AND p."platform" = o."platform"
        AND p."tenant" = o."tenant" AND p."toKind" = o."toKind" AND p."toId" = o."toId")
    LIMIT 1`;
  return row !== undefined;
}

/** What Corridor itself said as this message, if it did. Platforms count messages within a place only. */
export const postedHere = (db: Db, to: Address, messageId: string) =>
  db.posted.findFirst({
    where: { platform: to.platform, tenant: to.tenant, ...columnsOf(to), messageId },
    select: { subject: true, notice: true, payload: true },
  });
