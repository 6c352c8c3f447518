import type { Channel, Person, Place } from '../chat/place.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { threadOf, type Activity } from './activity.js';
import { whereOfUser } from './seals.js';

/** A message id is `conversation/activity`; in a channel the conversation names the thread as well. */
export const messageId = (conversationId: string, activityId: string): string =>
  `${conversationId}/${activityId}`;

/** The conversation of a channel's thread. */
export const threadIn = (channel: string, root: string): string => `${channel};messageid=${root}`;

/** @throws PlatformFault `broken` for an id this room did not make. */
export function readMessageId(id: string): { conversationId: string; activityId: string } {
  const cut = id.lastIndexOf('/');
  const [conversationId, activityId] = [id.slice(0, Math.max(cut, 0)), id.slice(cut + 1)];
  if (conversationId === '' || activityId === '') throw new PlatformFault('broken', 'bad_message_id');
  return { conversationId, activityId };
}

/** Who did it: an object id, with the tenant without which it means nothing; null for whom Entra does not know. */
export function personOf({ from, tenant }: Activity): Person | null {
  const home = from?.tenantId ?? tenant;
  if (!from?.aadObjectId || home === undefined) return null;
  return { platform: 'teams', tenant: home, user: from.aadObjectId };
}

/** One-to-one and group chats are nowhere in particular. */
export function placeOf(activity: Activity): Place {
  const channel = channelOf(activity);
  return channel === null || activity.tenant === undefined
    ? null
    : { platform: 'teams', tenant: activity.tenant, channel };
}

/** The channel an activity happened in, inside or outside a thread. */
function channelOf({ conversation }: Activity): string | null {
  return conversation.conversationType === 'channel' ? (conversation.id.split(';')[0] ?? null) : null;
}

/** Where the buttons may have been made that are pressed here: for all in the channel, or for this person alone. */
export const wheresOf = (activity: Activity, user: string): string[] => {
  const channel = channelOf(activity);
  return [whereOfUser(user), ...(channel === null ? [] : [channel])];
};

/** The root of the thread that something was written in, if it is not the root itself. */
export function repliedTo(activity: Activity): { place: Channel; root: string } | null {
  const thread = threadOf(activity);
  if (!thread || thread.root === activity.id || activity.tenant === undefined) return null;
  const { channel, root } = thread;
  return {
    place: { platform: 'teams', tenant: activity.tenant, channel },
    root: messageId(threadIn(channel, root), root),
  };
}

/** The platform's own name for one activity. */
export const keyOf = (activity: Activity): string =>
  `teams:${activity.tenant}:${activity.conversation.id}:${activity.id ?? ''}`;
