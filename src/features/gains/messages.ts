import { outcomeCode, type Period } from './rules/codes.js';
import type { Outcome } from './rules/outcome.js';
import { poundsInWords } from './rules/pounds.js';

const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  week: ' a week',
  'four-week': ' every four weeks',
  month: ' a month',
  year: ' a year',
  once: '',
};

/** Who reads it decides about the pounds: the adviser’s side reads all of them, others what was agreed. */
export type PoundsFor = 'adviser' | 'outside';

/** “Maternity Allowance (£180.00 a week, expected); Repair done”. */
export const outcomesInWords = (outcomes: readonly Outcome[], pounds: PoundsFor): string =>
  outcomes
    .map((each) => {
      const code = outcomeCode(each.code);
      const label = code?.summary ?? code?.label ?? each.code;
      const shown = each.amountPence !== null && (pounds === 'adviser' || each.shareLevel === 'pounds');
      return shown ? `${label} (${amountInWords(each)})` : label;
    })
    .join('; ');

/** “£180.00 a week, expected”; empty where nobody knows how much. */
function amountInWords({ amountPence, period, certainty }: Outcome): string {
  if (amountPence === null) return '';
  const amount = `${poundsInWords(amountPence)}${PERIOD_WORDS[period ?? 'once']}`;
  return certainty === 'expected' ? `${amount}, expected` : amount;
}
