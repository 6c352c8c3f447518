import { Temporal } from 'temporal-polyfill';
import holidays from './bank-holidays.json' with { type: 'json' };

export type Nation = 'E' | 'W' | 'S' | 'NI';

/** Where a partnership's working time is counted. */
export type WorkingTime = { timeZone: string; nation: Nation };

const OPENS = 9;
const CLOSES = 17;
const MARGIN_DAYS = 5;
const HOUR_MS = 3_600_000;
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

/**
 * The moment `hours` working hours after `at`: 09:00–17:00 on working days, so that a question of Friday 16:30 with
 * one hour to answer it is due on Monday at 09:30. Source: measures, rule 4.
 */
export function addWorkingHours(at: Date, hours: number, time: WorkingTime): Date {
  let from = nextWorkingMoment(at, time);
  let leftMs = hours * HOUR_MS;
  for (;;) {
    const todayMs = closing(from, time).getTime() - from.getTime();
    if (leftMs <= todayMs) return new Date(from.getTime() + leftMs);
    leftMs -= todayMs;
    from = openingAfter(from, 1, time);
  }
}

/** How many milliseconds of working time lie between two moments; zero when `to` is not after `from`. */
export function workingMsBetween(from: Date, to: Date, time: WorkingTime): number {
  let sumMs = 0;
  for (let at = nextWorkingMoment(from, time); at < to; at = openingAfter(at, 1, time)) {
    sumMs += Math.min(closing(at, time).getTime(), to.getTime()) - at.getTime();
  }
  return sumMs;
}

/** 17:00 on the day of `at`. */
function closing(at: Date, { timeZone }: WorkingTime): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  return wallClock(day.toString(), CLOSES, timeZone);
}

const opening = (day: string, timeZone: string) => wallClock(day, OPENS, timeZone);

/** The moment at which the clock on the wall shows this full hour on this calendar day. */
export function wallClock(day: string, hour: number, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from({ hour });
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}
