import type { Command, Heard, Picked, Press, Reply, Submit } from './call.js';
import type { Message } from './message.js';

/** What a feature offers to the doors. `Who` is the member who asks, as the partnerships feature knows them. */
export type Feature<Who> = {
  commands: readonly CommandWord<Who>[];
  /** By action, such as `referrals.take`. */
  presses: Readonly<Record<string, (call: Press, who: Who) => Promise<Reply>>>;
  forms: Readonly<Record<string, (call: Submit, who: Who) => Promise<Reply>>>;
  /** What can be done with any message, from its own menu. */
  menu?: readonly MenuEntry<Who>[];
  /** What people write in threads. Undefined when it is about another feature's messages. */
  hear?: (heard: Heard, who: Who) => Promise<Message | null | undefined>;
};

/**
 * A word people type. `about` is its line in help and in the manifests (no full stop); `hint` shows what may follow;
 * `shortcut` is its name in the compose-box and lightning-bolt menus, if it is offered there.
 */
export type CommandWord<Who> = {
  word: string;
  about: string;
  hint?: string;
  shortcut?: string;
  run: (call: Command, who: Who) => Promise<Reply>;
};

/**
 * An entry of the menu that every message has. `label` is at most 24 characters, Slack's limit; `about` says in one
 * line (no full stop) what it does, for the manifests.
 */
export type MenuEntry<Who> = {
  action: string;
  label: string;
  about: string;
  run: (call: Picked, who: Who) => Promise<Reply>;
};
