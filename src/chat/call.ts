import type { Form, Values } from './form.js';
import type { Message } from './message.js';
import type { Channel, Person, Place } from './place.js';

/**
 * Something a person did, whichever door they came through. `key` is the platform's own name for this one event:
 * the same key twice is the same event delivered twice, and has one effect.
 */
export type Call = { key: string; person: Person; place: Place } & (
  | { kind: 'command'; word: string; text: string }
  | { kind: 'press'; action: string; value: string }
  | { kind: 'submit'; action: string; context: string; values: Values }
  /** An entry of a message's own menu. `text` is what a person typed there; empty for a message of Corridor's own. */
  | { kind: 'picked'; action: string; messageId: string; text: string }
);

/**
 * Something people wrote to each other in a thread of Corridor's own: written, edited or deleted. `key` as in a call;
 * `messageId` is the platform's own name for what was written, `under` for the message the thread belongs to. `text` is
 * what may be kept of it, `removed` the kinds of what was taken out before anything was stored (see `Clean`).
 */
export type Heard = {
  key: string;
  person: Person;
  place: Channel;
  messageId: string;
  removed: readonly string[];
} & ({ kind: 'said'; text: string; under: string } | { kind: 'edited'; text: string } | { kind: 'unsaid' });

/** Listens to it. @returns a private word for whoever wrote it, or null when there is nothing to say. @throws when it could not be taken in: then it is to be heard again. */
export type Hear = (heard: Heard) => Promise<Message | null>;

export type Command = Extract<Call, { kind: 'command' }>;
export type Press = Extract<Call, { kind: 'press' }>;
export type Submit = Extract<Call, { kind: 'submit' }>;
export type Picked = Extract<Call, { kind: 'picked' }>;

/** What the caller alone gets back, at once. What others get to see goes through delivery. */
export type Reply = { kind: 'message'; message: Message } | { kind: 'form'; form: Form };

/** The one door all platforms knock on. It never throws. */
export type Dispatch = (call: Call) => Promise<Reply>;

/** An answer that only the caller sees. */
export const say = (message: Message): Reply => ({ kind: 'message', message });
