import { Temporal } from 'temporal-polyfill';
import { dayAt } from '../../../shared/days.js';
import { addWorkingDays, isWorkingDay, type WorkingTime } from '../../deadlines/rules.js';
import { weekAt, weeksFrom, type Period } from '../../evidence/rules/periods.js';

const GOES_AT = Temporal.PlainTime.from('08:30');

/**
 * When what is told of a period goes: 08:30 in the partnership's zone on the day after it (a Monday, for a week), or on
 * the next working day where that is none. Source: measures, section 3.
 */
export function slotOf(period: Period, { timeZone, nation }: WorkingTime): Date {
  const after = dayAt(period.until, timeZone);
  const day = isWorkingDay(after, nation) ? after : addWorkingDays(after, 1, nation);
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: GOES_AT });
  return new Date(local.epochMilliseconds);
}

/** The newest week whose digest is due at `at`. */
export function dueWeek(at: Date, time: WorkingTime): Period {
  const last = weeksFrom(weekAt(at, time.timeZone), -1, time.timeZone);
  return slotOf(last, time) <= at ? last : weeksFrom(last, -1, time.timeZone);
}

/** The next moment after `at` at which something goes, and the period it is about: the last one, or the present one. */
export function nextSlot(
  periodAt: (at: Date, timeZone: string) => Period,
  at: Date,
  time: WorkingTime,
): { period: Period; dueAt: Date } {
  const present = periodAt(at, time.timeZone);
  const last = periodAt(new Date(present.from.getTime() - 1), time.timeZone);
  const period = slotOf(last, time) > at ? last : present;
  return { period, dueAt: slotOf(period, time) };
}

/** The weeks that a digest about `week` covers, oldest first: those since the last one, which nobody has been told of. */
export function coveredBy(week: Period, last: Period | null, timeZone: string): Period[] {
  const covered = [week];
  while (last) {
    const before = weeksFrom(covered[0] ?? week, -1, timeZone);
    if (before.from <= last.from) break;
    covered.unshift(before);
  }
  return covered;
}
