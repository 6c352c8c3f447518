/** Calendar days travel as `YYYY-MM-DD`; this is how people read them: “Tue 24 Nov 2026”. */
export function dayInWords(day: string): string {
  const parts = DAY.formatToParts(new Date(`${day}T12:00:00Z`));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const month = part('month').slice(0, 3); // some versions of the language data say “Sept”
  return `${part('weekday')} ${part('day')} ${month} ${part('year')}`;
}

/** An instant as a person in `timeZone` reads it: “Tue 24 Nov 2026, 14:05”. */
export function instantInWords(at: Date, timeZone: string): string {
  return `${dayInWords(dayAt(at, timeZone))}, ${clockFormat(timeZone).format(at)}`;
}

/** The calendar day, `YYYY-MM-DD`, that an instant falls on in `timeZone`. */
export function dayAt(at: Date, timeZone: string): string {
  return dayFormat(timeZone).format(at);
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** Formats are slow to make and quick to use, and there are few zones. */
function perZone(options: Intl.DateTimeFormatOptions, locale: string) {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (timeZone: string): Intl.DateTimeFormat => {
    const format = made.get(timeZone) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
    made.set(timeZone, format);
    return format;
  };
}

const dayFormat = perZone({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
const clockFormat = perZone({ hour: '2-digit', minute: '2-digit', hour12: false }, 'en-GB');
