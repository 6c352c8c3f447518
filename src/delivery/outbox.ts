import type { Message } from '../chat/message.js';
import type { Address } from '../chat/place.js';
import type { Db } from '../database/types.js';
import { newId } from '../shared/ids.js';

/**
 * One thing to be said. What is stored is the name of the notice and the ids to compose it from, never its words:
 * it is composed at the moment of sending, from the state and the agreements of that moment.
 */
export type Notice = {
  /** The same key twice is one thing said. */
  key: string;
  /** Which message this is. A subject that has been said in a place is edited there, never said again. */
  subject: string;
  to: Address;
  /** Who composes it: `referrals.card`. */
  notice: string;
  payload: Readonly<Record<string, string>>;
  /** Notices of one case to one place are sent in the order they were decided. */
  thread: string;
  /** The subject whose message is the root of the thread to say it in. */
  under?: string;
  /** For noise rules: not before this. */
  notBefore?: Date;
};

/** Makes the words of a notice for one place. Null when there is nothing (more) to say there. */
export type Compose = (payload: Readonly<Record<string, string>>, to: Address) => Promise<Message | null>;

/** How the key of a notice begins that is told because another could not be said: its own failure leads to no more. */
export const SHOWN_AGAIN = 'shown-again:';

/** Queues a notice in the transaction that decided it. Saying the same key again changes nothing. */
export async function tell(tx: Db, notice: Notice, now: Date): Promise<void> {
  const { toKind, toId } = columnsOf(notice.to);
  await tx.$executeRaw`
    INSERT INTO "Outbox" ("id", "key", "kind", "subject", "under", "platform", "tenant", "toKind", "toId", "threadKey",
      "notice", "payload", "state", "leaseUntil", "notBefore", "createdAt")
    VALUES (${newId()}, ${notice.key}, 'show', ${notice.subject}, ${notice.under ?? null}, ${notice.to.platform},
      ${notice.to.tenant}, ${toKind}, ${toId}, ${threadKeyOf(notice)}, ${notice.notice},
      ${JSON.stringify(notice.payload)}, 'pending', ${now}, ${notice.notBefore ?? now}, ${now})
    ON CONFLICT DO NOTHING`;
}

/** The two columns an address is stored in. */
export const columnsOf = (to: Address) =>
  to.to === 'channel' ? { toKind: 'channel', toId: to.channel } : { toKind: 'person', toId: to.user };

/** The address that the columns stand for. */
export function addressOf(row: { platform: string; tenant: string; toKind: string; toId: string }): Address {
  const platform = row.platform as Address['platform'];
  return row.toKind === 'channel'
    ? { to: 'channel', platform, tenant: row.tenant, channel: row.toId }
    : { to: 'person', platform, tenant: row.tenant, user: row.toId };
}

function threadKeyOf({ to, thread }: Pick<Notice, 'to' | 'thread'>): string {
  const { toKind, toId } = columnsOf(to);
  return [to.platform, to.tenant, toKind, toId, thread].join(':');
}

/** Whether something of a thread could not be said in a place, and nothing has taken its place there since. */
export async function isMissing(db: Db, where: Pick<Notice, 'to' | 'thread'>): Promise<boolean> {
  const found = await db.$queryRaw<object[]>`
    SELECT o."seq" FROM "Outbox" o
    WHERE o."state" IN ('dead', 'held', 'dropped') AND o."threadKey" = ${threadKeyOf(where)}
      AND NOT EXISTS (SELECT 1 FROM "Outbox" n WHERE n."state" = 'sent' AND n."threadKey" = o."threadKey"
        AND n."seq" > o."seq" AND n."subject" = o."subject") LIMIT 1`;
  return found.length > 0;
}
