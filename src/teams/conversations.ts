import type { Address } from '../chat/place.js';

/** How a person or a channel is reached: ids and an address, no words. */
export type Conversation = {
  /** Null for somebody who was met in a channel only. */
  conversationId: string | null;
  serviceUrl: string;
  /** The person's id as this bot knows them. */
  memberId: string | null;
  /** The Entra group of the channel's team. */
  groupId: string | null;
};

/** Where they are kept. Nothing of the SDK's is. */
export type Conversations = {
  find(of: Address): Promise<Conversation | null>;
  /** Keeps what is known now; what is null leaves what was known before. */
  keep(of: Address, conversation: Conversation): Promise<void>;
  drop(of: Address): Promise<void>;
};
