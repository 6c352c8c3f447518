import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

// The kinds of value a partnership file holds. Every one is read as the text that was typed (no YAML type guessing:
// a telephone number keeps its zero), and every refusal says what was expected, with an example.

/** What zod is to say when a value is absent or wrong. */
export const want = (what: string) => ({
  error: ({ input }: { input?: unknown }) =>
    input === undefined || input === '' ? `is missing: write ${what}` : `should be ${what}`,
});

/** Letters, marks and spaces as people type them: no control characters, nothing that turns the direction of text. */
const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+$/u;
const LINES = /^[^\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u0000-\u0009\u000B-\u001F\u007F-\u009F]+$/u;

/** One line of text. */
export const text = (what: string, max = 80) =>
  z
    .string(want(what))
    .trim()
    .regex(PRINTABLE, want(what))
    .max(max, `should be at most ${max} characters long`);

/** Text that may have several lines. */
export const lines = (what: string, max: number) =>
  z.string(want(what)).trim().regex(LINES, want(what)).max(max, `should be at most ${max} characters long`);

const SLUG = /^[a-z][a-z0-9-]{0,39}$/;
const SLUG_WANT = 'a short name of small letters, digits and hyphens, such as ward-four';

/** A name that other places in the file refer to, and that the database keeps. */
export const slug = (what = SLUG_WANT) => z.string(want(what)).regex(SLUG, want(what));

/** One of a list of keys. An unknown one is named, since a file has no patient in it. */
export const choice = <const T extends string>(keys: readonly T[]) =>
  z.enum(keys as readonly [T, ...T[]], {
    error: ({ input }) =>
      typeof input === 'string' && input !== ''
        ? `“${printable(input)}” is not known here: write one of ${keys.join(', ')}`
        : `${input === undefined || input === '' ? 'is missing: write' : 'should be'} one of ${keys.join(', ')}`,
  });

/** At least one, none twice. */
export const someOf = <const T extends string>(keys: readonly T[]) => list(choice(keys), keys[0] ?? '');

/** A list of at least one thing, none twice. */
export const list = <T extends z.ZodType>(item: T, example: string) =>
  z
    .array(item, want(`a list, such as [${example}]`))
    .min(1, `should have at least one entry, such as [${example}]`)
    .max(200, 'should have at most 200 entries')
    .refine((all) => new Set(all).size === all.length, 'has the same entry twice');

/** A whole number in a range. */
export function count(what: string, from: number, to: number) {
  const wanted = want(`${what}: a whole number from ${from} to ${to}`);
  return z
    .string(wanted)
    .regex(/^\d{1,6}$/, wanted)
    .transform(Number)
    .refine((number) => number >= from && number <= to, wanted);
}

/** A block of keys. A key that is not one of them is refused by name, with the ones there are. */
export const block = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `is not a key Corridor knows here; it knows ${Object.keys(shape).join(', ')}`
        : want(`a block with the keys ${Object.keys(shape).join(', ')}`).error(issue),
  });

/** Named entries, such as the members. */
export const named = <T extends z.ZodType>(item: T, what: string) =>
  z
    .record(slug(), item, {
      error: (issue) =>
        issue.code === 'invalid_key' ? `should be ${SLUG_WANT}` : want(`a block with ${what}`).error(issue),
    })
    .refine((all) => Object.keys(all).length <= 5_000, 'should have at most 5,000 entries');

/** A calendar day, kept as `YYYY-MM-DD`. */
export const day = () => {
  const wanted = want('a day that exists, written like 2026-11-23');
  return z.string(wanted).refine((value) => startOfDay(value, 'UTC') !== null, wanted);
};

/** The instant a calendar day begins in this zone; null for a day that does not exist. */
export function startOfDay(value: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  try {
    return new Date(Temporal.PlainDate.from(value).toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null; // 30 February
  }
}

/** A time zone this machine knows by name. */
export const timeZone = () => {
  const wanted = want('the name of a time zone, such as Europe/London');
  return z.string(wanted).refine(isTimeZone, wanted);
};

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z_/]{3,40}$/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Somebody else's word inside one of our sentences: one line, not too long, nothing invisible. */
export const printable = (value: string) => value.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?').slice(0, 40);
