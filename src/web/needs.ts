import type { Dispatch } from '../chat/call.js';
import type { Message } from '../chat/message.js';
import type { Address } from '../chat/place.js';
import type { Signer } from '../chat/signing.js';
import type { Log } from '../shared/log.js';

/** Everything the web room is given. `local` is null where nobody may choose who to be. */
export type WebNeeds = {
  dispatch: Dispatch;
  signer: Signer;
  log: Log;
  words: readonly CommandLine[];
  menu: readonly MenuLine[];
  board: Board;
  local: LocalWorkspace | null;
};

/** A command as the pages offer it: those with a `shortcut` get a button of their own. */
export type CommandLine = { word: string; about: string; hint?: string; shortcut?: string };

/** An entry of the menu that every message has. */
export type MenuLine = { action: string; label: string };

/** What has been said in a place, oldest first; composed anew on every reading, so always current. */
export type Board = { messagesIn(address: Address): Promise<readonly Posted[]> };
export type Said = { id: string; at: Date; message: Message };
export type Posted = Said & { replies: readonly Said[] };

export type LocalWorkspace = {
  partnershipName: string;
  personas: readonly Persona[];
  /** `forward` runs whatever became due before it returns, and tells what happened in a sentence or two. */
  time: { now(): Date; forward(to: Leap): Promise<{ moved: string }> };
  /** Waits until what a call caused has been delivered, so that the next page shows it. */
  afterCall(): Promise<void>;
};

export type Leap = 'day' | 'week' | 'next';

/** Somebody to act as. `tryFirst` is one sentence on the start page. */
export type Persona = {
  user: string;
  name: string;
  description: string;
  tryFirst?: string;
  channels: readonly PersonaChannel[];
};

export type PersonaChannel = { channel: string; name: string; about: string };
