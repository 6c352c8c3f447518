import type { Heard } from '../chat/call.js';
import type { EventBody } from './envelope.js';
import { typedText } from './text.js';

type MessageEvent = Extract<EventBody['event'], { type: 'message' }>;
type What<H> = H extends unknown ? Omit<H, 'key' | 'person' | 'place' | 'messageId' | 'removed'> : never;

/** Something people did in a thread of a channel. */
export type Overheard = {
  channel: string;
  user: string;
  /** The message it is about, and the one its thread belongs to. */
  ts: string;
  root: string;
  /** Tells a new message, each edit of it and its deletion apart. */
  stamp: string;
  heard: (under: string) => What<Heard>;
};

const WRITTEN = new Set([undefined, 'file_share', 'thread_broadcast']);

/** Reads a message event as something done in a thread; null when it was not, or when an app did it. */
export function heardIn(event: MessageEvent): Overheard | null {
  const { channel, subtype } = event;
  if (WRITTEN.has(subtype)) {
    const { user, bot_id, ts, thread_ts: root } = event;
    if (!user || bot_id || !root || root === ts) return null;
    const text = typedText(event.text);
    return { channel, user, ts, root, stamp: 'new', heard: (under) => ({ kind: 'said', text, under }) };
  }
  const former = subtype === 'message_changed' ? event.message : event.previous_message;
  if (!former?.user || former.bot_id || !former.thread_ts || former.thread_ts === former.ts) return null;
  const { user, ts, thread_ts: root } = former;
  if (subtype === 'message_deleted')
    return { channel, user, ts, root, stamp: 'deleted', heard: () => ({ kind: 'unsaid' }) };
  if (subtype !== 'message_changed' || former.text === event.previous_message?.text) return null;
  const text = typedText(former.text);
  // Of the two times that an edit has, this is the one that stands in the history too.
  const stamp = `edit:${former.edited?.ts ?? event.ts}`;
  return { channel, user, ts, root, stamp, heard: () => ({ kind: 'edited', text }) };
}
