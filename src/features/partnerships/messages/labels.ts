import { listInWords } from '../../../chat/words.js';
import type { Partnership } from '../rules.js';

/** The labels of issues, in the partnership’s own words and order: “Housing & homelessness and Debt & money”. */
export const issueLabels = (partnership: Partnership, keys: readonly string[]): string =>
  listInWords(partnership.issues.filter(({ key }) => keys.includes(key)).map(({ label }) => label));
