import type { Address } from '../chat/place.js';
import type { Database } from '../database/types.js';
import { newId } from '../shared/ids.js';
import { columnsOf } from './outbox.js';

type Known = {
  conversationId: string | null;
  serviceUrl: string;
  memberId: string | null;
  groupId: string | null;
};

/** How people and channels are reached on a platform that needs more than their id: ids and an address, no words. */
export function createConversations({ database: { db }, now }: { database: Database; now: () => Date }) {
  const keyOf = (of: Address) => ({ platform: of.platform, tenant: of.tenant, ...columnsOf(of) });
  return {
    async find(of: Address): Promise<Known | null> {
      return await db.conversation.findFirst({ where: keyOf(of) });
    },

    /** Keeps what is known now; what is null leaves what was known before. */
    async keep(of: Address, { conversationId, serviceUrl, memberId, groupId }: Known): Promise<void> {
      const { platform, tenant, toKind, toId } = keyOf(of);
      await db.$executeRaw`
        INSERT INTO "Conversation" ("id", "platform", "tenant", "toKind", "toId", "conversationId", "serviceUrl",
          "memberId", "groupId", "at")
        VALUES (${newId()}, ${platform}, ${tenant}, ${toKind}, ${toId}, ${conversationId}, ${serviceUrl},
          ${memberId}, ${groupId}, ${now()})
        ON CONFLICT ("platform", "tenant", "toKind", "toId") DO UPDATE SET
          "conversationId" = COALESCE(excluded."conversationId", "Conversation"."conversationId"),
          "serviceUrl" = excluded."serviceUrl",
          "memberId" = COALESCE(excluded."memberId", "Conversation"."memberId"),
          "groupId" = COALESCE(excluded."groupId", "Conversation"."groupId"),
          "at" = excluded."at"`;
    },

    async drop(of: Address): Promise<void> {
      await db.conversation.deleteMany({ where: keyOf(of) });
    },
  };
}
