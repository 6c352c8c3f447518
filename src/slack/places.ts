import type { WebClient } from '@slack/web-api';
import type { Address } from '../chat/place.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { asking } from './clients.js';
import { whereOf } from './seals.js';

/** A message id is `channel:ts`, since one is nothing to Slack without the other. */
export const messageId = (channel: string, ts: string): string => `${channel}:${ts}`;

/** @throws PlatformFault `broken` for an id this room did not make. */
export function readMessageId(id: string): { channel: string; ts: string } {
  const [channel = '', ts = '', ...rest] = id.split(':');
  if (channel === '' || !/^\d+\.\d+$/.test(ts) || rest.length > 0)
    throw new PlatformFault('broken', 'bad_message_id');
  return { channel, ts };
}

export type Places = {
  /** The conversation behind an address; a direct one may have to be opened first. */
  channelOf(address: Address): Promise<string>;
  /** Where the buttons shown at an address are good. */
  whereOf(address: Address): string;
};

const REMEMBERED = 5_000;

/**
 * @param needs.tenant the only workspace this room serves: an address elsewhere is a `PlatformFault`, `broken`.
 */
export function createPlaces(needs: { client: WebClient; tenant: string }): Places {
  const direct = new Map<string, string>();
  const served = (address: Address) => {
    const isOurs = address.platform === 'slack' && address.tenant === needs.tenant;
    if (!isOurs) throw new PlatformFault('broken', 'foreign_tenant');
    return address;
  };
  return {
    async channelOf(address) {
      const to = served(address);
      if (to.to === 'channel') return to.channel;
      const channel = direct.get(to.user) ?? (await openDirect(needs.client, to.user));
      if (direct.size >= REMEMBERED) direct.clear();
      direct.set(to.user, channel);
      return channel;
    },
    whereOf(address) {
      const to = served(address);
      return to.to === 'channel' ? whereOf(to.channel, '') : whereOf(undefined, to.user);
    },
  };
}

/** Opening a conversation that is open already gives the same one, so this may be repeated. */
async function openDirect(client: WebClient, user: string): Promise<string> {
  const { channel } = await asking(client.conversations.open({ users: user }));
  if (typeof channel?.id !== 'string') throw new PlatformFault('retry-after', 'no_conversation', 5_000);
  return channel.id;
}
