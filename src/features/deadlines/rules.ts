import { Temporal } from 'temporal-polyfill';
import holidays from './bank-holidays.json' with { type: 'json' };

export type Nation = 'E' | 'W' | 'S' | 'NI';

/** Where a partnership's working time is counted. */
export type WorkingTime = { timeZone: string; nation: Nation };

const OPENS = 9;
const CLOSES = 17;
const MARGIN_DAYS = 5;
const FREE_DAYS: Readonly<Record<Nation, ReadonlySet<string>>> = {
  E: new Set(holidays.E),
  W: new Set(holidays.E), // England and Wales share one list
  S: new Set(holidays.S),
  NI: new Set(holidays.NI),
};

/** Monday to Friday and not a bank holiday of the nation. `day` is `YYYY-MM-DD`. Source: bank-holidays.json. */
export function isWorkingDay(day: string, nation: Nation): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek <= 5 && !FREE_DAYS[nation].has(day);
}

/** The working day `count` working days after `day`, or before it when `count` is negative. */
export function addWorkingDays(day: string, count: number, nation: Nation): string {
  let at = Temporal.PlainDate.from(day);
  for (let left = Math.abs(count); left > 0;) {
    at = at.add({ days: Math.sign(count) });
    if (isWorkingDay(at.toString(), nation)) left -= 1;
  }
  return at.toString();
}

/**
 * The day to act by: five working days before the last day, so that there is time to be wrong.
 * Source: the product's deadline rule 5.
 */
export const actByFor = (lastDay: string, nation: Nation): string =>
  addWorkingDays(lastDay, -MARGIN_DAYS, nation);

/** How many working days from `from` to `to`; negative once `to` has passed. */
export function workingDaysUntil(from: string, to: string, nation: Nation): number {
  const [first, last] = from <= to ? [from, to] : [to, from];
  let count = 0;
  for (let at = Temporal.PlainDate.from(first); at.toString() < last;) {
    at = at.add({ days: 1 });
    if (isWorkingDay(at.toString(), nation)) count += 1;
  }
  return from <= to ? count : -count;
}

/**
 * The earliest moment at or after `at` when somebody may be notified: weekdays 09:00–17:00, not a bank holiday.
 * Source: noise rule 4. A clock change moves nothing, since opening hours are wall-clock hours.
 */
export function nextWorkingMoment(at: Date, { timeZone, nation }: WorkingTime): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate().toString();
  if (isWorkingDay(today, nation) && local.hour < CLOSES) {
    return local.hour >= OPENS ? at : opening(today, timeZone);
  }
  return opening(addWorkingDays(today, 1, nation), timeZone);
}

/** 09:00 on the working day that is `count` working days after the day of `at`. */
export function openingAfter(at: Date, count: number, { timeZone, nation }: WorkingTime): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return opening(addWorkingDays(today.toPlainDate().toString(), count, nation), timeZone);
}

function opening(day: string, timeZone: string): Date {
  const at = Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour: OPENS }),
  });
  return new Date(at.epochMilliseconds);
}
