export type Json = Record<string, unknown>;
/** A call that was carried out. */
export type Said = { method: string; path: string; conversation: string; id: string; body: Json; at: number };
/** A message as it stands now. */
export type Standing = { conversation: string; id: string; body: Json; edits: number; at: number };

const MOST_ON_A_PAGE = 50;

type Needs = { app: string; now: () => number; readLagMs: () => number };

/** Everything that was said in Teams, how it stands now, and as much of it as can be read back by now. */
export function createMessages({ app, now, readLagMs }: Needs) {
  const calls: Said[] = [];
  const readable = new Map<string, number>();

  /** What stands in a channel (with its threads) or a one-to-one chat now, oldest first. */
  function messagesIn(where: string): Standing[] {
    const standing = new Map<string, Standing>();
    for (const { method, conversation, id, body, at } of calls) {
      if (conversation !== where && !conversation.startsWith(`${where};`)) continue;
      const key = `${conversation}/${id}`;
      const before = standing.get(key);
      const edits = before ? before.edits + 1 : 0;
      if (method === 'DELETE') standing.delete(key);
      else if (body['type'] === 'message')
        standing.set(key, { conversation, id, body, edits, at: before?.at ?? at });
    }
    return [...standing.values()];
  }

  return {
    calls,
    messagesIn,
    /** Every channel and chat in which something was said. */
    places: (): string[] => [...new Set(calls.map(({ conversation }) => conversation.split(';')[0] ?? ''))],
    keep(said: Said): void {
      calls.push(said);
      if (said.method === 'POST') readable.set(said.id, now() + readLagMs());
    },
    /** The same as Graph gives it, the newest first: the roots of a channel, or the replies under one. */
    page(path: string, query: URLSearchParams, apiUrl: string): Json {
      const [, channel = '', root] = /\/channels\/([^/]+)\/messages(?:\/([^/]+)\/replies)?$/.exec(path) ?? [];
      const all = messagesIn(channel)
        .filter(
          ({ conversation, id }) => conversation === `${channel};messageid=${root ?? id}` && id !== root,
        )
        .filter(({ id }) => (readable.get(id) ?? 0) <= now())
        .toReversed();
      const start = Number(query.get('$skiptoken') ?? 0);
      const end = start + Math.min(Number(query.get('$top') ?? MOST_ON_A_PAGE), MOST_ON_A_PAGE);
      const next = `${new URL(path, apiUrl).href}?$top=${end - start}&$skiptoken=${end}`;
      return {
        value: all.slice(start, end).map((each) => asGraph(each, app)),
        ...(end < all.length && { '@odata.nextLink': next }),
      };
    },
  };
}

const asGraph = ({ id, body, at }: Standing, app: string): Json => ({
  id,
  createdDateTime: new Date(at).toISOString(),
  from: { application: { id: app } },
  attachments: (body['attachments'] as Json[]).map(({ content }) => ({ content: JSON.stringify(content) })),
});
