import { Temporal } from 'temporal-polyfill';

/** A stretch of time with a name: `2026-W53`, `2026-12` or `2026-Q3`. `until` is its first moment no more. */
export type Period = { key: string; from: Date; until: Date };

/** The ISO week, Monday to Sunday in the partnership's zone, that an instant falls in. Source: measures, rule 5. */
export const weekAt = (at: Date, timeZone: string): Period => weekOf(dayOf(at, timeZone), timeZone);

/** The ISO week with this name. @throws RangeError for a name that is none */
export function weekNamed(key: string, timeZone: string): Period {
  const [, year, week] = /^(\d{4})-W(\d{2})$/.exec(key) ?? [];
  if (year === undefined || week === undefined) throw new RangeError('an ISO week is written 2026-W53');
  const fourth = Temporal.PlainDate.from(`${year}-01-04`); // always in week 1
  return weekOf(fourth.add({ weeks: Number(week) - 1 }), timeZone);
}

/** The week `count` weeks later, or earlier when it is negative. */
export const weeksFrom = ({ from }: Period, count: number, timeZone: string): Period =>
  weekOf(dayOf(from, timeZone).add({ weeks: count }), timeZone);

/** The calendar month that an instant falls in. */
export function monthAt(at: Date, timeZone: string): Period {
  const first = dayOf(at, timeZone).with({ day: 1 });
  return between(first.toString().slice(0, 7), first, first.add({ months: 1 }), timeZone);
}

/** The quarter of the financial year, April to June being the first: `2026-Q1`. Source: measures, rule 5. */
export function quarterAt(at: Date, timeZone: string): Period {
  const day = dayOf(at, timeZone);
  const first = day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 });
  const year = first.month >= 4 ? first.year : first.year - 1;
  const key = `${year}-Q${((Math.floor((first.month - 1) / 3) + 3) % 4) + 1}`;
  return between(key, first, first.add({ months: 3 }), timeZone);
}

/** Whether something happened in it. Null has not happened. */
export const isIn = ({ from, until }: Period, at: Date | null): at is Date =>
  at !== null && at >= from && at < until;

const dayOf = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

function weekOf(day: Temporal.PlainDate, timeZone: string): Period {
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const thursday = monday.add({ days: 3 }); // the year of its Thursday is the year of the week
  const key = `${thursday.year}-W${String(thursday.weekOfYear).padStart(2, '0')}`;
  return between(key, monday, monday.add({ weeks: 1 }), timeZone);
}

const between = (key: string, from: Temporal.PlainDate, until: Temporal.PlainDate, timeZone: string) => ({
  key,
  from: midnight(from, timeZone),
  until: midnight(until, timeZone),
});

const midnight = (day: Temporal.PlainDate, timeZone: string) =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
