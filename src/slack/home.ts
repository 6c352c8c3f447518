import type { HomeView } from '@slack/types';
import { askingFor } from '../chat/asked.js';
import type { Button, Message } from '../chat/message.js';
import { toBlocks, VIEW_ROOM, type Seal } from './render.js';

/** A word people can ask for, as the features offer it. `shortcut` is its name in menus, if it has one. */
export type Word = { word: string; about: string; hint?: string; shortcut?: string };

/** The home page: the words that have a name in menus, as buttons, above what the person has in hand. */
export function toHome(message: Message, words: readonly Word[], seal: Seal): HomeView {
  const buttons = words.flatMap(({ word, shortcut }): Button[] =>
    shortcut === undefined || word === 'mine' ? [] : [{ ...askingFor(word, ''), label: shortcut }],
  );
  const top = buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [];
  return { type: 'home', blocks: toBlocks([...top, ...message.parts], seal, VIEW_ROOM) };
}
