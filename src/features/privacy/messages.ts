import type { FieldErrors } from '../../chat/form.js';
import { listInWords } from '../../chat/words.js';
import type { Identifiers } from './use-cases.js';

/** What stands beside a field in which somebody could be picked out. */
export const identifierErrors = (found: Identifiers): FieldErrors =>
  Object.fromEntries(Object.entries(found).map(([field, kinds]) => [field, takeOut(kinds)]));

const takeOut = (kinds: readonly string[]) =>
  `Please take out the ${listInWords(kinds)}, then send again. Nothing has been sent or kept, and what you typed is still here.`;
