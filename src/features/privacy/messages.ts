import type { FieldErrors } from '../../chat/form.js';
import { sentence, type Message } from '../../chat/message.js';
import { listInWords } from '../../chat/words.js';
import type { Identifiers } from './use-cases.js';

/** What stands beside a field in which somebody could be picked out. */
export const identifierErrors = (found: Identifiers): FieldErrors =>
  Object.fromEntries(Object.entries(found).map(([field, kinds]) => [field, takeOut(kinds)]));

const takeOut = (kinds: readonly string[]) =>
  `Please take out the ${listInWords(kinds)}, then send again. Nothing has been sent or kept, and what you typed is still here.`;

/** A private word to somebody who wrote an identifier where others can read it. */
export const identifiersFound = (reference: string, found: Identifiers): Message =>
  sentence(
    `${reference}: what you just wrote holds ${listInWords([...new Set(Object.values(found).flat())].map((kind) => `a ${kind}`))}. Please delete or edit it: others can read it. Corridor has not recorded it and passes it on to nobody.`,
  );
