import type { WebClient } from '@slack/web-api';
import type { Message } from '../chat/message.js';
import type { Address } from '../chat/place.js';
import type { PlatformDoor } from '../chat/platform.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { asking, type Clients } from './clients.js';
import { messageId, readMessageId, type Places } from './places.js';
import { toSlackMessage } from './render.js';
import type { Seals } from './seals.js';

type Needs = { clients: Clients; places: Places; seals: Seals; botId: string };

const MARKER = 'corridor_outbox';
const QUIET = { unfurl_links: false, unfurl_media: false } as const;

/** Answers after which looking again in the same place would not help. */
const UNREADABLE = new Set(
  `missing_scope not_in_channel channel_not_found no_permission not_allowed_token_type user_not_found user_disabled
   method_not_supported_for_channel_type`.split(/\s+/),
);

/** What delivery says on Slack. One POST for each thing said, and history to look in after an unclear answer. */
export function createDoor(needs: Needs): PlatformDoor {
  const { clients, places, seals } = needs;
  const draw = (to: Address, message: Message) => {
    const where = places.whereOf(to);
    return toSlackMessage(message, (...button) => seals.sealButton(where, ...button));
  };
  return {
    async say(to, message, { marker, under }) {
      const channel = await places.channelOf(to);
      const thread = under === null ? {} : { thread_ts: threadIn(channel, under) };
      const metadata = { event_type: MARKER, event_payload: { id: marker } };
      const post = { channel, ...thread, ...draw(to, message), ...QUIET, metadata };
      const said = await asking(clients.send.chat.postMessage(post));
      if (typeof said.ts !== 'string') throw new PlatformFault('unknown-outcome', 'no_ts');
      return messageId(said.channel ?? channel, said.ts);
    },
    async change(to, id, message) {
      await asking(clients.send.chat.update({ ...readMessageId(id), ...draw(to, message) }));
    },
    async remove(to, id) {
      places.whereOf(to);
      try {
        await asking(clients.send.chat.delete(readMessageId(id)));
      } catch (fault) {
        if (!isCode(fault, 'message_not_found')) throw fault; // gone already is what was wanted
      }
    },
    async find(to, marker, since, under) {
      try {
        const channel = await places.channelOf(to);
        return await lookFor({ ...needs, channel, marker, since, under });
      } catch (fault) {
        if (isCode(fault, 'thread_not_found')) return null;
        if (fault instanceof PlatformFault && UNREADABLE.has(fault.code)) return 'unreadable';
        throw fault;
      }
    },
  };
}

type Search = Needs & { channel: string; marker: string; since: Date; under: string | null };

/** Reads every page from `since` on; only our own posts count, since any app may write this metadata. */
async function lookFor({ clients, botId, channel, marker, since, under }: Search): Promise<string | null> {
  let cursor: string | undefined;
  do {
    const page = await asking(readPage(clients.read, { channel, since, under, cursor }));
    const found = page.messages?.find(
      ({ bot_id, metadata }) =>
        bot_id === botId && metadata?.event_type === MARKER && idIn(metadata) === marker,
    );
    if (found?.ts !== undefined) return messageId(channel, found.ts);
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return null;
}

type Page = { channel: string; since: Date; under: string | null; cursor: string | undefined };

function readPage(client: WebClient, { channel, since, under, cursor }: Page) {
  const asked = {
    channel,
    oldest: (since.getTime() / 1_000).toFixed(6),
    inclusive: true,
    include_all_metadata: true,
    limit: 200,
    ...(cursor !== undefined && { cursor }),
  };
  if (under === null) return client.conversations.history(asked);
  return client.conversations.replies({ ...asked, ts: threadIn(channel, under) });
}

/** A thread's root lives in the same conversation, or the ids of two places were mixed up. */
function threadIn(channel: string, under: string): string {
  const root = readMessageId(under);
  if (root.channel !== channel) throw new PlatformFault('broken', 'foreign_thread');
  return root.ts;
}

const idIn = (metadata: { event_payload?: object }): unknown =>
  metadata.event_payload && 'id' in metadata.event_payload ? metadata.event_payload.id : undefined;

const isCode = (fault: unknown, code: string) => fault instanceof PlatformFault && fault.code === code;
