import type { FieldErrors } from './form.js';

/** What to do about the mistakes that any form can hold, by the keys that schemas give them. */
const WORDS = {
  empty: 'Please write a few words. Spaces alone cannot be sent.',
  'too-long': 'This is too long: 3,000 characters at most. Shorten it; nothing has been sent.',
  choose: 'Please choose one of the answers offered.',
  date: 'That day does not exist. Write it like 16 Feb 2027, or leave it empty if you are not sure.',
  'date-range': 'That date is too far away. Check the year, or leave it empty if you are not sure.',
};

/**
 * What stands beside each field that was not right.
 * @param own a feature's words for mistakes of its own, or in place of the common ones
 */
export function fieldErrors(
  keys: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): FieldErrors {
  const words: Readonly<Record<string, string>> = { ...WORDS, ...own };
  const wordsFor = (key: string) => words[key] ?? words['choose'] ?? '';
  return Object.fromEntries(Object.entries(keys).map(([field, key]) => [field, wordsFor(key)]));
}
