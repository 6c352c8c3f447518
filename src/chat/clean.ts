import { splitWord } from './asked.js';

/** What may be kept of something typed: without what could pick somebody out, and what kinds of that there were, in words. */
export type Cleaned = { text: string; removed: readonly string[] };

/** Makes it. What people write where no preview can stand before it is kept, and passed on, only so. */
export type Clean = (typed: string) => Cleaned;

/** The same for what may begin with a word of ours, which stays as it is: any other first word may be a name. */
export function cleanedCommand(clean: Clean, words: ReadonlySet<string>, typed: string): string {
  const { word, text } = splitWord(typed);
  return words.has(word) ? `${word} ${clean(text).text}` : clean(typed).text;
}
