import type { IAdaptiveCard } from '@microsoft/teams.cards';

/** A message as it goes out. `summary` is what a lock screen shows. */
export type Outgoing = {
  type: 'message';
  summary: string;
  attachments: readonly [{ contentType: typeof CARD; content: IAdaptiveCard }];
};

/** What Teams calls a card. */
export const CARD = 'application/vnd.microsoft.card.adaptive';

/** A conversation, and the address of the service that carries it. */
export type Where = { serviceUrl: string; tenant: string; conversationId: string };

/**
 * What Corridor asks of the service behind Teams: one request each, and a `PlatformFault` when it is not carried out.
 * Whatever SDK is used stands behind this and nowhere else.
 */
export type Connector = {
  /** Begins a thread in a channel, whose id is the conversation. */
  begin(channel: Where, message: Outgoing): Promise<{ conversationId: string; activityId: string }>;
  /** @returns the id of what was said */
  post(where: Where, message: Outgoing): Promise<string>;
  change(where: Where, activityId: string, message: Outgoing): Promise<void>;
  remove(where: Where, activityId: string): Promise<void>;
  /** Opens the one-to-one conversation with somebody. Once more is the same one again. */
  openDirect(service: Omit<Where, 'conversationId'>, user: string): Promise<string>;
};
