import { addWorkingDays, wallClock, type WorkingTime } from '../../features/deadlines/rules.js';
import { dayAt } from '../../shared/days.js';
import type { Cast } from './cast.js';
import { consultationSteps } from './consultation.js';
import { createDice, type Dice } from './dice.js';
import { referralSteps } from './referral.js';
import type { Step } from './step.js';

const CASES_AT_FIRST = 6;
const MOST_CASES = 12;

/**
 * Makes up what happens in a partnership between two moments, in order of time. It grows through its first year. The
 * same seed and the same moments make the same history.
 */
export function planHistory(
  { cast, time, from, until }: { cast: Cast; time: WorkingTime; from: Date; until: Date },
  seed: number,
): Step[] {
  const dice = createDice(seed);
  const steps: Step[] = [];
  let nth = 0;
  let day = addWorkingDays(dayAt(from, time.timeZone), 1, time.nation);
  for (let count = 0; wallClock(day, 9, time.timeZone) < until; count += 1) {
    const aWeek = Math.min(MOST_CASES, CASES_AT_FIRST + count / 40);
    const today = Math.floor(aWeek / 5) + Number(dice.chance(Math.round((aWeek % 5) * 20)));
    for (let each = 0; each < today; each += 1) {
      const begun = day;
      const after = (workingDays: number) =>
        moment(dice, addWorkingDays(begun, workingDays, time.nation), time, workingDays === 0 ? 9 : 10);
      const make = dice.chance(50) ? consultationSteps : referralSteps;
      steps.push(...make({ dice, cast, nth, after }));
      nth += 1;
    }
    day = addWorkingDays(day, 1, time.nation);
  }
  return steps.filter(({ at }) => at < until).toSorted((one, two) => one.at.getTime() - two.at.getTime());
}

/** Some minute of the working day, from this hour on. What a case begins with comes before everything else of it. */
function moment(dice: Dice, day: string, { timeZone }: WorkingTime, hour: number): Date {
  const minutes = hour === 9 ? dice.roll(60) : dice.roll(7 * 60);
  return new Date(wallClock(day, hour, timeZone).getTime() + minutes * 60_000);
}
