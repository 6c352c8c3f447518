import { Refused } from '../chat/body.js';
import type { Keep } from '../chat/platform.js';
import type { Channel } from '../chat/place.js';
import { asking, type Clients } from './clients.js';
import { arrivalOf, type EventBody } from './envelope.js';
import { acceptEvent, type EventNeeds } from './events.js';
import { heardIn } from './heard.js';
import { readMessageId } from './places.js';

/** A message as Slack's history has it. */
type Standing = {
  ts?: string;
  user?: string;
  bot_id?: string;
  text?: string;
  thread_ts?: string;
  subtype?: string;
  edited?: { ts?: string };
};

/**
 * Reads a thread back from `since` on, all pages, and keeps what people wrote or edited as if Slack had just said so: a
 * copy has the place and time of the message for its key, as the event has. What was deleted is not there to be seen,
 * and edits of older messages are not looked for.
 * @returns when the newest was written. @throws PlatformFault when Slack does not show it
 */
export async function readThread(
  needs: EventNeeds & { clients: Clients },
  { channel }: Channel,
  rootMessageId: string,
  since: Date,
  keep: Keep,
): Promise<Date | null> {
  const root = readMessageId(rootMessageId).ts;
  const oldest = (since.getTime() / 1_000).toFixed(6);
  let newest = 0;
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? {} : { cursor };
    const asked = { channel, ts: root, oldest, inclusive: true, limit: 200, ...more };
    const page = await asking(needs.clients.read.conversations.replies(asked));
    for (const message of (page.messages ?? []) as Standing[]) {
      if (message.ts === root) continue;
      for (const body of asEvents(needs.tenant, channel, message))
        await acceptEvent({ ...needs, keep }, body);
      newest = Math.max(newest, Number(message.ts ?? 0));
    }
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return newest === 0 ? null : new Date(newest * 1_000);
}

/**
 * The events that would have told of it. If both its writing and its edit were missed the order does not matter: what
 * is written is taken in as it reads now.
 */
function asEvents(tenant: string, channel: string, { edited, ...said }: Standing): EventBody[] {
  const where = { type: 'message', channel, channel_type: 'group' };
  const written = eventOf(tenant, { ...where, ...said });
  if (!written || !edited?.ts) return written ? [written] : [];
  const message = { ...said, edited };
  const changed = eventOf(tenant, { ...where, subtype: 'message_changed', ts: edited.ts, message });
  return changed ? [written, changed] : [written];
}

/** Null for what no person wrote, and for what is not shaped as Slack shapes it. */
function eventOf(team_id: string, event: object): EventBody | null {
  try {
    const arrival = arrivalOf({ type: 'event_callback', team_id, event });
    if (arrival.kind !== 'event' || arrival.body.event.type !== 'message') return null;
    return heardIn(arrival.body.event) && arrival.body;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
