import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { addWorkingDays, isWorkingDay, type Nation } from '../../deadlines/rules.js';
import list from '../cadence.json' with { type: 'json' };

/** `date` names the day that a matter is counted from, where that is another day than the one it was taken on. */
const Matter = z.strictObject({
  key: z.string(),
  label: z.string(),
  issues: z.array(z.string()),
  date: z.string().optional(),
  firstDays: z.number().int().positive(),
  repeatWeeks: z.number().int().positive(),
  repeats: z.number().int().positive(),
});
export type Matter = z.infer<typeof Matter>;

/** When outcomes are asked for, by matter, checked when the program starts. Source: taxonomy section 10. */
export const MATTERS = z.array(Matter).parse(list);

/** The matter of what nothing else is known about. */
const ADVICE = 'advice-only';

/** The matter under this key. @throws Error for a key that is not in the list */
export function matterOf(kind: string): Matter {
  const found = MATTERS.find(({ key }) => key === kind);
  if (!found) throw new Error('a matter that is not in the cadence list');
  return found;
}

/** One question that is to come: of which matter, the how-manieth, and on which calendar day. */
export type Ask = { kind: string; nth: number; dueOn: string };

type About = {
  issues: readonly string[];
  /** The last day to act (a hearing, say), if one is known; and the day it was taken on. */
  keyDate: string | null;
  takenOn: string;
  nation: Nation;
};

/** The first question about a referral: of several matters, the one whose turn comes soonest. */
export function firstAsk({ issues, keyDate, takenOn, nation }: About): Ask {
  const found = issues.flatMap((issue) => matterFor(issue, keyDate !== null) ?? []);
  const matters = found.length > 0 ? found : [matterOf(ADVICE)];
  const asks = matters.map(({ key }) => askAbout(key, { date: keyDate, today: takenOn, nation }));
  const [soonest] = asks.toSorted((one, two) => (one.dueOn < two.dueOn ? -1 : 1));
  if (!soonest) throw new Error('a referral about nothing');
  return soonest;
}

/** An issue that a date decides about is that matter once the date is known. */
function matterFor(issue: string, dated: boolean): Matter | undefined {
  const fitting = MATTERS.filter(({ issues }) => issues.includes(issue));
  return fitting.find(({ date }) => (date !== undefined) === dated) ?? fitting[0];
}

/**
 * The first question about a matter: so many days after its date, or after today where it has none or nobody knows it.
 * Never before tomorrow.
 */
export function askAbout(
  kind: string,
  { date, today, nation }: { date: string | null; today: string; nation: Nation },
): Ask {
  const { date: dated, firstDays } = matterOf(kind);
  const from = dated !== undefined && date !== null ? date : today;
  const day = plusDays(from, firstDays);
  return { kind, nth: 1, dueOn: workingDay(day > today ? day : plusDays(today, 1), nation) };
}

/** The question after one that was put on this day; null after the last. */
export function askAfter({ kind, nth }: Pick<Ask, 'kind' | 'nth'>, day: string, nation: Nation): Ask | null {
  return isLast({ kind, nth }) ? null : { kind, nth: nth + 1, dueOn: usualAfter(kind, day, nation) };
}

/** The next day in the cadence of a matter, counted from this one: what **Not yet** puts the question off to. */
export const usualAfter = (kind: string, day: string, nation: Nation): string =>
  workingDay(plusDays(day, 7 * matterOf(kind).repeatWeeks), nation);

/** Whether nothing is asked after it. */
export const isLast = ({ kind, nth }: Pick<Ask, 'kind' | 'nth'>): boolean => nth > matterOf(kind).repeats;

/** The first working day that is so many days away. */
export const daysAway = (today: string, days: number, nation: Nation): string =>
  workingDay(plusDays(today, days), nation);

const workingDay = (day: string, nation: Nation): string =>
  isWorkingDay(day, nation) ? day : addWorkingDays(day, 1, nation);

const plusDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();
