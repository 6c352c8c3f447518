import { Temporal } from 'temporal-polyfill';
import { dayAt } from '../../../shared/days.js';
import { addWorkingDays, isWorkingDay, type WorkingTime } from '../../deadlines/rules.js';
import { weekAt, weeksFrom, type Period } from '../../evidence/rules/periods.js';

const GOES_AT = Temporal.PlainTime.from('08:30');

/**
 * When the digest of a week goes: 08:30 in the partnership's zone on the Monday after it, or on the next working day
 * where that is a bank holiday. Source: measures, section 3.
 */
export function slotOf(week: Period, { timeZone, nation }: WorkingTime): Date {
  const monday = dayAt(week.until, timeZone);
  const day = isWorkingDay(monday, nation) ? monday : addWorkingDays(monday, 1, nation);
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: GOES_AT });
  return new Date(local.epochMilliseconds);
}

/** The newest week whose digest is due at `at`. */
export function dueWeek(at: Date, time: WorkingTime): Period {
  const last = weeksFrom(weekAt(at, time.timeZone), -1, time.timeZone);
  return slotOf(last, time) <= at ? last : weeksFrom(last, -1, time.timeZone);
}

/** The next moment after `at` at which a digest goes, and the week it is about. */
export function nextSlot(at: Date, time: WorkingTime): { week: Period; dueAt: Date } {
  const week = weeksFrom(dueWeek(at, time), 1, time.timeZone);
  return { week, dueAt: slotOf(week, time) };
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
