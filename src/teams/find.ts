import { z } from 'zod';
import type { PlatformDoor } from '../chat/platform.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { markerId } from './card.js';
import type { Conversations } from './conversations.js';
import { faultOf, faultOfAnswer } from './faults.js';
import { messageId, readMessageId, threadIn } from './places.js';
import { GRAPH_SCOPE, type Tokens } from './tokens.js';

type Needs = { appId: string; graphUrl: string; tokens: Tokens; conversations: Conversations };
export type Find = PlatformDoor['find'];

const MOST_PAGES = 20;
const TIMEOUT_MS = 5_000;

const Page = z.object({
  value: z.array(
    z.object({
      id: z.string().min(1),
      createdDateTime: z.iso.datetime({ offset: true }),
      from: z.object({ application: z.object({ id: z.string() }).nullish() }).nullish(),
      attachments: z.array(z.object({ content: z.string().nullish() })).default([]),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

/**
 * Looks in a channel for our own message with a marker, through Graph: the team's owner agreed to that when Corridor
 * was added. One-to-one chats cannot be read with the least permissions, so nothing is ever looked up there.
 */
export function createFind({ appId, graphUrl, tokens, conversations }: Needs): Find {
  return async (to, marker, since, under) => {
    if (to.to === 'person') return 'unreadable';
    const groupId = (await conversations.find(to))?.groupId;
    if (!groupId) return 'unreadable';
    const root = under === null ? null : readMessageId(under).activityId;
    const inChannel = `v1.0/teams/${groupId}/channels/${encodeURIComponent(to.channel)}/messages`;
    const path = root === null ? inChannel : `${inChannel}/${encodeURIComponent(root)}/replies`;
    let next: string | undefined = new URL(`${path}?$top=50`, graphUrl).href;
    for (let pages = 0; next !== undefined; pages += 1) {
      if (pages === MOST_PAGES || !next.startsWith(graphUrl)) return 'unreadable';
      const page: z.infer<typeof Page> | null = await readPage(
        next,
        await tokens.get(to.tenant, GRAPH_SCOPE),
      );
      if (page === null) return 'unreadable';
      const found = page.value.find(
        ({ from, attachments }) =>
          from?.application?.id.toLowerCase() === appId &&
          attachments.some(({ content }) => content?.includes(`"${markerId(marker)}"`)),
      );
      if (found) return messageId(threadIn(to.channel, root ?? found.id), found.id);
      const older = page.value.every(({ createdDateTime }) => new Date(createdDateTime) < since);
      // Only a channel's own list is sorted by time; replies have to be read to their end.
      next = root === null && page.value.length > 0 && older ? undefined : page['@odata.nextLink'];
    }
    return null;
  };
}

/** @returns null where this can never be read */
async function readPage(url: string, token: string): Promise<z.infer<typeof Page> | null> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (response.status === 403 || response.status === 404) return null;
    if (!response.ok) throw faultOfAnswer(response.status, response.headers.get('retry-after'), text);
    return Page.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof PlatformFault) throw error;
    throw new PlatformFault('unknown-outcome', faultOf(error).code);
  }
}
