import { dayAt, dayInWords } from '../../../shared/days.js';

/** “Mon 23 Nov” this year, “23 Nov 2025” in another. */
export function shortDay(at: Date, now: Date, timeZone: string): string {
  const [day, today] = [dayAt(at, timeZone), dayAt(now, timeZone)];
  const words = dayInWords(day);
  return day.slice(0, 4) === today.slice(0, 4) ? words.slice(0, -5) : words.slice(4);
}
