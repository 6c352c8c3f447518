import type { ShareLevel } from '../../partnerships/rules.js';

/** What may become known to the health side about a referral. */
export type News =
  'arrived' | 'declined' | 'question' | 'contact-made' | 'not-reached' | 'on-hold' | 'closed' | 'withdrawn';

const LEVELS: readonly ShareLevel[] = ['none', 'status', 'summary'];

/** Part of the agreement to refer itself, so that nobody is lost: whether it arrived, and whether it was taken. */
const ALWAYS: ReadonlySet<News> = new Set(['arrived', 'declined', 'question', 'withdrawn']);

/** Whether somebody at this level hears this. Source: taxonomy section 3. */
export const mayHear = (level: ShareLevel, news: News): boolean => ALWAYS.has(news) || level !== 'none';

/** Whether the closing news may carry the outcome and its short line. */
export const mayHearOutcome = (level: ShareLevel): boolean => level === 'summary';

/** Lowering is always allowed, at once; raising needs a new agreement. */
export const isRaise = (from: ShareLevel, to: ShareLevel): boolean =>
  LEVELS.indexOf(to) > LEVELS.indexOf(from);
