import { z } from 'zod';
import { nextWorkingMoment, type WorkingTime } from '../../deadlines/rules.js';
import list from '../cadence.json' with { type: 'json' };

const Cadence = z.strictObject({
  matter: z.string(),
  issues: z.array(z.string()),
  firstWeeks: z.number().int().positive(),
  repeatWeeks: z.number().int().positive(),
  repeats: z.number().int().positive(),
});
export type Cadence = z.infer<typeof Cadence>;

/** When outcomes are asked for, by matter, checked when the program starts. Source: taxonomy section 10. */
const CADENCES = z.array(Cadence).parse(list);

const WEEK_MS = 7 * 24 * 3_600_000;

/** For a matter of several issues, the cadence that asks soonest; for one that is not listed, that of advice. */
export function cadenceFor(issues: readonly string[]): Cadence {
  const fitting = CADENCES.filter((each) => each.issues.some((issue) => issues.includes(issue)));
  const [soonest] = fitting.sort((a, b) => a.firstWeeks - b.firstWeeks);
  const advice = CADENCES.find(({ matter }) => matter === 'advice only');
  const found = soonest ?? advice;
  if (!found) throw new Error('the cadence list lacks “advice only”');
  return found;
}

/** When to ask for the `nth` time (1 is the first), counted from the last ask or from acceptance; within working hours. */
export function askAt(from: Date, nth: number, cadence: Cadence, time: WorkingTime): Date {
  const weeks = nth === 1 ? cadence.firstWeeks : cadence.repeatWeeks;
  return nextWorkingMoment(new Date(from.getTime() + weeks * WEEK_MS), time);
}

/** Whether there is an `nth` ask at all: the first one and its repeats. */
export const mayAsk = (nth: number, cadence: Cadence): boolean => nth <= 1 + cadence.repeats;

/** **Not yet** puts the question off to the next date in the cadence, counted from now. */
export const notYetUntil = (at: Date, cadence: Cadence, time: WorkingTime): Date =>
  askAt(at, 2, cadence, time);

/** Whether the last ask of the cadence has come and gone without an answer, counted from acceptance. */
export function isExhausted(acceptedAt: Date, issues: readonly string[], now: Date): boolean {
  const { firstWeeks, repeatWeeks, repeats } = cadenceFor(issues);
  return now.getTime() - acceptedAt.getTime() > (firstWeeks + repeatWeeks * repeats) * WEEK_MS;
}
