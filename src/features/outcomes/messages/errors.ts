import { fieldErrors } from '../../../chat/field-errors.js';
import type { FieldErrors } from '../../../chat/form.js';
import { MOST_WEEKS } from '../../gains/rules/annual.js';
import { MOST_IN_LINE } from '../schema.js';

const OWN = {
  'too-long': `One short line: ${MOST_IN_LINE} characters at most.`,
  'not-an-amount':
    'Write only the amount, such as 25, 25.50 or £1,234.50. How often it is paid is asked beside it.',
  'half-pence': 'Two places after the point at most: pounds and pence, such as 25.50.',
  nothing: 'This is no money. Leave it empty if you do not know the amount yet.',
  'too-much': 'This is more than can be recorded for one outcome. Check the amount.',
  'date-needed': 'Say when that is, so that we ask after it. Or choose another day above.',
  weeks: `A whole number of weeks, 1 to ${MOST_WEEKS}. Leave it empty for the usual.`,
};

/** What to do about each field of the outcome form that was not right. */
export const outcomeErrors = (keys: Readonly<Record<string, string>>): FieldErrors =>
  fieldErrors(keys, {
    ...OWN,
    ...(keys['codes'] && { choose: 'Please choose at least one outcome from the list.' }),
  });
