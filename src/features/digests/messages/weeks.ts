import { dayAt, dayInWords } from '../../../shared/days.js';
import { weekNamed, type Period } from '../../evidence/rules/periods.js';

/** “23–29 Nov 2026”, “28 Dec 2026 – 3 Jan 2027”: the days of weeks in a row, the first to the last. */
export function weeksInWords(weeks: readonly string[], timeZone: string): string {
  const [first = '', last = first] = [weeks[0], weeks.at(-1)];
  const monday = dayAt(weekNamed(first, timeZone).from, timeZone);
  const sunday = dayAt(new Date(weekNamed(last, timeZone).until.getTime() - 1), timeZone);
  const [from, until] = [dayInWords(monday).slice(4), dayInWords(sunday).slice(4)];
  const [day = '', month = '', year = ''] = from.split(' ');
  if (monday.slice(0, 7) === sunday.slice(0, 7)) return `${day}–${until}`;
  return monday.slice(0, 4) === sunday.slice(0, 4)
    ? `${day} ${month} – ${until}`
    : `${day} ${month} ${year} – ${until}`;
}

/** A column of a chart: the day the week began, “23 Nov”. */
export const weekColumn = (week: string, timeZone: string): string =>
  dayInWords(dayAt(weekNamed(week, timeZone).from, timeZone)).slice(4, -5);

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** “November 2026”, from `2026-11`. */
export const monthInWords = (month: string): string =>
  `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;

/** “July to September 2026”. */
export function quarterInWords({ from, until }: Period, timeZone: string): string {
  const first = monthInWords(dayAt(from, timeZone).slice(0, 7)).split(' ')[0];
  return `${first} to ${monthInWords(dayAt(new Date(until.getTime() - 1), timeZone).slice(0, 7))}`;
}
