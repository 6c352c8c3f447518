import { dayAt } from '../../../shared/days.js';
import { addWorkingDays } from '../../deadlines/rules.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { Gap, OutcomeStore } from './needs.js';

/** So long a question may wait for somebody to be there who can be asked. */
const NOBODY_THERE_DAYS = 5;

/**
 * The champion’s list: referrals whose last question has gone a day without an answer, and those that nobody could be
 * asked about for a week. Source: taxonomy section 10; noise rule 6.
 */
export function followUpGaps(
  { store }: { store: Pick<OutcomeStore, 'gaps'> },
  { id, timeZone, nation }: Partnership,
  now: Date,
): Promise<readonly Gap[]> {
  const today = dayAt(now, timeZone);
  return store.gaps(id, { today, overdue: addWorkingDays(today, -NOBODY_THERE_DAYS, nation) });
}
