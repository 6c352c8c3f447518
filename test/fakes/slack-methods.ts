import type { FakeMessage, FakeView, Json, Workspace } from './slack-workspace.js';

/** Who the bot is in the fake workspace. */
export const TEAM = 'T0CORRIDOR';
export const APP = 'A0CORRIDOR';
const BOT = 'B0CORRIDOR';
const BOT_USER = 'U0CORRIDOR';

export type Args = Record<string, string>;
type Answer = { ok: true; [key: string]: unknown } | { ok: false; error: string };
type Method = (args: Args) => Answer;

type Needs = {
  workspace: Workspace;
  pageSize: number;
  /** Reports a payload that Slack would refuse. @returns whether it is fine. */
  checkMessage: (method: string, message: { text: unknown; blocks: unknown }) => boolean;
  checkView: (method: string, view: unknown) => boolean;
  socketUrl: string | undefined;
  self: object | undefined;
  onLanded: (message: FakeMessage) => void;
};

const refuse = (error: string): Answer => ({ ok: false, error });

/** The Web API methods that Corridor uses, over a workspace in memory. */
export function createMethods(needs: Needs): Record<string, Method> {
  return {
    'auth.test': () => ({
      ok: true,
      team: 'Corridor',
      team_id: TEAM,
      user: 'corridor',
      user_id: BOT_USER,
      bot_id: BOT,
      app_id: APP,
      ...needs.self,
    }),
    'apps.connections.open': () =>
      needs.socketUrl === undefined ? refuse('not_allowed') : { ok: true, url: needs.socketUrl },
    'conversations.open': ({ users = '' }) =>
      /^U[A-Z0-9]+$/.test(users)
        ? { ok: true, channel: { id: needs.workspace.directOf(users) } }
        : refuse('user_not_found'),
    ...chatMethods(needs),
    ...viewMethods(needs),
    ...historyMethods(needs),
  };
}

function chatMethods({ workspace, checkMessage, onLanded }: Needs): Record<string, Method> {
  const { messages, shown, nextTs, land } = workspace;
  const own = ({ channel = '', ts = '' }: Args) =>
    messages.find((each) => each.channel === channel && each.ts === ts && each.bot_id === BOT);
  const read = (method: string, { text, blocks }: Args) => {
    const said = { text, blocks: parsed(blocks) ?? [] };
    return checkMessage(method, said) ? { text: text ?? '', blocks: said.blocks as Json[] } : null;
  };
  const made = (args: Args, said: { text: string; blocks: Json[] }): FakeMessage => ({
    ...{ channel: args['channel'] ?? '', ts: nextTs(), ...said, user: BOT_USER, bot_id: BOT, edits: 0 },
    unfurls: args['unfurl_links'] !== 'false' || args['unfurl_media'] !== 'false',
    ...(args['thread_ts'] !== undefined && { thread_ts: args['thread_ts'] }),
    ...(args['metadata'] !== undefined && { metadata: parsed(args['metadata']) as Json }),
  });
  return {
    'chat.postMessage': (args) => {
      const closed = closedChannel(workspace, args['channel']);
      if (closed) return refuse(closed);
      const said = read('chat.postMessage', args);
      if (!said) return refuse('invalid_blocks');
      const message = made(args, said);
      land(message);
      onLanded(message);
      return { ok: true, channel: message.channel, ts: message.ts };
    },
    'chat.update': (args) => {
      const message = own(args);
      const said = read('chat.update', args);
      if (!message || !said) return refuse(message ? 'invalid_blocks' : 'message_not_found');
      Object.assign(message, said, { edits: message.edits + 1 });
      return { ok: true, channel: message.channel, ts: message.ts };
    },
    'chat.delete': (args) => {
      const message = own(args);
      if (!message) return refuse('message_not_found');
      messages.splice(messages.indexOf(message), 1);
      return { ok: true };
    },
    'chat.postEphemeral': (args) => {
      const closed = closedChannel(workspace, args['channel']);
      const said = read('chat.postEphemeral', args);
      if (closed || !said) return refuse(closed ?? 'invalid_blocks');
      shown.push({ ...made(args, said), onlyFor: args['user'] ?? '' });
      return { ok: true, message_ts: nextTs() };
    },
  };
}

function viewMethods({ workspace, checkView }: Needs): Record<string, Method> {
  const { modals, homes, nextId, toView } = workspace;
  const shape = ({ id, hash, type }: FakeView) => ({ ok: true, view: { id, hash, type } }) as const;
  return {
    'views.open': ({ trigger_id = '', view }) => {
      const sent = parsed(view);
      if (!checkView('views.open', sent)) return refuse('invalid_arguments');
      const trigger = workspace.spendTrigger(trigger_id);
      if ('error' in trigger) return refuse(trigger.error);
      const opened = toView(sent as Json, trigger.user, nextId('V'));
      modals.set(trigger.user, opened);
      return shape(opened);
    },
    'views.update': ({ view_id = '', view }) => {
      const sent = parsed(view);
      if (!checkView('views.update', sent)) return refuse('invalid_arguments');
      const now = [...modals.values()].find(({ id }) => id === view_id);
      if (!now) return refuse('not_found');
      const updated = toView(sent as Json, now.user, now.id);
      modals.set(now.user, updated);
      return shape(updated);
    },
    'views.publish': ({ user_id = '', view }) => {
      const sent = parsed(view);
      if (!checkView('views.publish', sent)) return refuse('invalid_arguments');
      const home = toView(sent as Json, user_id, homes.get(user_id)?.id ?? nextId('V'));
      homes.set(user_id, home);
      return shape(home);
    },
  };
}

function historyMethods({ workspace, pageSize }: Needs): Record<string, Method> {
  const page = (args: Args, found: FakeMessage[]): Answer => {
    const since = Number(args['oldest'] ?? 0);
    const all = found.filter(({ ts }) => Number(ts) >= since);
    const start = Number(args['cursor'] ?? 0);
    const end = start + Math.min(Number(args['limit'] ?? 100), pageSize);
    const messages = all
      .slice(start, end)
      .map(({ metadata, ...rest }) =>
        metadata && args['include_all_metadata'] === 'true' ? { ...rest, metadata } : rest,
      );
    const next_cursor = end < all.length ? String(end) : '';
    return { ok: true, messages, has_more: next_cursor !== '', response_metadata: { next_cursor } };
  };
  return {
    'conversations.history': (args) => {
      const closed = closedChannel(workspace, args['channel'], { reading: true });
      if (closed) return refuse(closed);
      const here = workspace
        .history()
        .filter(({ channel, thread_ts }) => channel === args['channel'] && !thread_ts);
      return page(args, here.toReversed());
    },
    'conversations.replies': (args) => {
      const closed = closedChannel(workspace, args['channel'], { reading: true });
      if (closed) return refuse(closed);
      const thread = workspace
        .history()
        .filter(
          ({ channel, ts, thread_ts }) =>
            channel === args['channel'] && [ts, thread_ts].includes(args['ts'] ?? ''),
        );
      return thread.length === 0 ? refuse('thread_not_found') : page(args, thread);
    },
  };
}

function closedChannel({ channels }: Workspace, id = '', { reading = false } = {}): string | null {
  const channel = channels.get(id);
  if (!channel) return 'channel_not_found';
  if (!channel.member) return 'not_in_channel';
  return channel.archived && !reading ? 'is_archived' : null;
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}
