import { wellFormed } from '../chat/fit.js';
import { mentionsIn, type Activity } from './activity.js';

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/** Entities as the characters they stand for, each once. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/g, (whole, code?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const point = Number(code);
    return point > 0 && point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
  });

/** Words as Teams writes them down, so that `typedText` gives them back. */
export const encoded = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What a person typed in a message: without the mention of Corridor itself, other mentions as `@name`. */
export function typedText(activity: Activity): string {
  let text = activity.text ?? '';
  for (const { mentioned, text: mark } of mentionsIn(activity)) {
    if (!mark) continue;
    const plain = mentioned.id === activity.recipient.id ? '' : `@${mentioned.name ?? mark.replace(TAG, '')}`;
    text = text.replaceAll(mark, () => plain);
  }
  return wellFormed(decoded(text.replace(AT, '@$1'))).trim();
}

const TAG = /<[^<>]{0,2000}>/g;
const AT = /<at(?: [^<>]{0,200})?>([^<>]{0,500})<\/at>/g;

/** The words of a message that comes as HTML, as Teams hands over the message whose menu was used. */
export function wordsOfHtml(html: string): string {
  const lines = html.replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^<>]{0,200}>/gi, '\n').replace(TAG, '');
  return wellFormed(decoded(lines))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
