import type { Message } from './message.js';
import type { Address } from './place.js';

/**
 * Stores something that happened on a platform before it is acknowledged. The same key again is the same thing again;
 * those of one `thread` are taken in the order in which they came. `message` names what was written, edited or deleted,
 * as it does in `Heard`; null for what is no message of a thread.
 */
export type Keep = (event: {
  key: string;
  body: string;
  thread: string | null;
  message: string | null;
}) => Promise<void>;

/**
 * What a platform room offers to delivery. A message id is the platform's own and opaque to everybody else.
 * Every method makes at most one request and throws `PlatformFault` when it is not carried out.
 */
export type PlatformDoor = {
  /** Says something new, carrying `marker` where `find` can see it. `under` is the message id of the thread's root. */
  say(to: Address, message: Message, options: { marker: string; under: string | null }): Promise<string>;
  change(to: Address, messageId: string, message: Message): Promise<void>;
  remove(to: Address, messageId: string): Promise<void>;
  /**
   * Looks for an own message that carries `marker`, said at or after `since`.
   * @returns its id; `null` when it is not there; `unreadable` when this place's history can never be read.
   */
  find(to: Address, marker: string, since: Date, under: string | null): Promise<string | null | 'unreadable'>;
};
