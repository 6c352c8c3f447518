import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingMoment,
  wallClock,
  type WorkingTime,
} from '../../deadlines/rules.js';
import { dayAt } from '../../../shared/days.js';
import type { Member } from '../../partnerships/rules.js';
import type { ChangeKind } from './change.js';
import type { News } from './sharing.js';

export type Rhythm = Member['updates'];

/** News that comes in a bundle. Questions, declines and withdrawals are messages of their own. Source: noise rule 6. */
const BUNDLED = ['accepted', 'contact-made', 'not-reached', 'on-hold', 'closed', 'corrected'] as const;
export type BundledNews = (typeof BUNDLED)[number];

export type NewsAlone = Exclude<News, BundledNews>;

/** Whether this news waits for the bundle of the day or the week. */
export const isBundled = (news: News): news is BundledNews => BUNDLED.some((each) => each === news);

const NEWS_OF: Partial<Record<ChangeKind, BundledNews>> = {
  taken: 'accepted',
  'contact-made': 'contact-made',
  'not-reached': 'not-reached',
  held: 'on-hold',
  completed: 'closed',
  failed: 'closed',
  corrected: 'corrected',
};

/** What the health side may hear of an event, if it is news for a bundle. */
export const newsOf = (kind: string): BundledNews | null => NEWS_OF[kind as ChangeKind] ?? null;

const FRIDAY = 5;
/** Early enough on a Friday to still do something about it. */
const WEEKLY_HOUR = 15;

/** The bundle that news of this moment goes into, by its calendar day (`YYYY-MM-DD`), and when it may be told. */
export function bundleOf(at: Date, rhythm: Rhythm, time: WorkingTime): { day: string; notBefore: Date } {
  if (rhythm === 'weekly') return weekly(at, time);
  const notBefore = nextWorkingMoment(at, time);
  return { day: dayAt(notBefore, time.timeZone), notBefore };
}

/** Friday at 15:00, or the last working day before it; what happens later that week is news of the next. */
function weekly(at: Date, time: WorkingTime): { day: string; notBefore: Date } {
  const today = dayAt(at, time.timeZone);
  for (let weeks = 0; ; weeks += 1) {
    const friday = plusDays(today, ((FRIDAY + 7 - weekdayOf(today)) % 7) + 7 * weeks);
    const day = isWorkingDay(friday, time.nation) ? friday : addWorkingDays(friday, -1, time.nation);
    const notBefore = wallClock(day, WEEKLY_HOUR, time.timeZone);
    if (notBefore >= at) return { day, notBefore };
  }
}

const weekdayOf = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay();

function plusDays(day: string, count: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + count);
  return at.toISOString().slice(0, 10);
}
