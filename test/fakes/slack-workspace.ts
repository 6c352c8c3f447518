/** A block or element as JSON: the checker has looked at it, so tests may read what they need. */
export type Json = { [key: string]: unknown };

export type FakeMessage = {
  channel: string;
  ts: string;
  text: string;
  blocks: Json[];
  /** Set in a thread: the root's ts. */
  thread_ts?: string;
  user: string;
  bot_id?: string;
  metadata?: Json;
  edits: number;
  unfurls: boolean;
  /** For a message that only one person sees. */
  onlyFor?: string;
};

export type FakeView = {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  callback_id: string;
  private_metadata: string;
  title: string;
  blocks: Json[];
  /** The whole view as it was sent. */
  sent: Json;
};

export type Workspace = ReturnType<typeof createWorkspace>;

const TRIGGER_LIFE_MS = 3_000;

/** What a Slack workspace remembers: channels, messages, modals, home pages and short-lived triggers. */
export function createWorkspace(now: () => number, speed: number, readLagMs: () => number) {
  let counter = 0;
  const next = () => (counter += 1);
  const messages: FakeMessage[] = [];
  const readable = new WeakMap<FakeMessage, number>();
  const shown: FakeMessage[] = [];
  const channels = new Map<string, { member: boolean; archived: boolean }>();
  const direct = new Map<string, string>();
  const modals = new Map<string, FakeView>();
  const homes = new Map<string, FakeView>();
  const triggers = new Map<string, { user: string; at: number; used: boolean }>();
  return {
    messages,
    /** Puts a message where everybody sees it; it can be read back a little later. */
    land(message: FakeMessage): void {
      messages.push(message);
      readable.set(message, now() + readLagMs());
    },
    /** What can be read back by now, oldest first. */
    history: () => messages.filter((each) => (readable.get(each) ?? 0) <= now()),
    /** What one person alone was shown, in order. */
    shown,
    channels,
    /** Direct message channels, by user. */
    direct,
    modals,
    homes,
    nextTs: () => `${Math.floor(now() / 1_000)}.${String(next()).padStart(6, '0')}`,
    nextId: (prefix: string) => `${prefix}${String(next()).padStart(8, '0')}`,
    makeTrigger(user: string): string {
      const id = `${next()}.${Math.floor(now())}.trigger`;
      triggers.set(id, { user, at: now(), used: false });
      return id;
    },
    /** @returns the user who may be shown something, or Slack's word for why not. */
    spendTrigger(id: string): { user: string } | { error: string } {
      const trigger = triggers.get(id);
      if (trigger === undefined) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (now() - trigger.at > TRIGGER_LIFE_MS * speed) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { user: trigger.user };
    },
    toView(sent: Json, user: string, id: string): FakeView {
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      return {
        id,
        hash: `${now()}.${next()}`,
        type: sent['type'] === 'home' ? 'home' : 'modal',
        user,
        callback_id: text(sent['callback_id']),
        private_metadata: text(sent['private_metadata']),
        title: text((sent['title'] as Json | undefined)?.['text']),
        blocks: sent['blocks'] as Json[],
        sent,
      };
    },
    directOf(user: string): string {
      const channel = direct.get(user) ?? `D${String(next()).padStart(8, '0')}`;
      direct.set(user, channel);
      channels.set(channel, { member: true, archived: false });
      return channel;
    },
  };
}
