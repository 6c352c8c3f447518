import type { Message } from './message.js';

/** What a button asks for when pressed. */
export type Asked = { action: string; value: string };

/** Buttons whose action starts so are a platform room's own: they ask for the word that follows. */
const OPEN = 'open:';

/** Slack takes 2,000 characters in a button, its signature included. */
const MOST_CARRIED = 1_900;

/** Asks for a word again by a button; a long text stays behind, and the form opens empty. */
export const askingFor = (word: string, text: string): Asked => ({
  action: `${OPEN}${word}`,
  value: text.length > MOST_CARRIED ? '' : text,
});

/** @returns the word a button asks for, if it is one of a room's own. */
export const wordAskedFor = (action: string): string | null =>
  action.startsWith(OPEN) ? action.slice(OPEN.length) : null;

/** The answer to something typed that asks for a form, where only a press can open one. */
export const openHere = (asked: Asked): Message => ({
  summary: 'Open the form',
  parts: [
    { kind: 'text', text: 'Press the button to open the form. Only you can see this.' },
    { kind: 'buttons', buttons: [{ ...asked, label: 'Open the form', tone: 'primary' }] },
  ],
});

/** The first word typed, in small letters, and the rest. A slash in front is what people bring along from Slack. */
export function splitWord(typed: string): { word: string; text: string } {
  const [, word = '', text = ''] = /^\s*\/?(\S*)\s*([\s\S]*?)\s*$/u.exec(typed) ?? [];
  return { word: word.toLowerCase(), text };
}

/** The same where there is nothing to say about an empty line: it asks for help. */
export function splitWordOrHelp(typed: string): { word: string; text: string } {
  const { word, text } = splitWord(typed);
  return { word: word || 'help', text };
}
