import type { ShareLevel } from '../../partnerships/rules.js';
import { isAsked, type Referral } from './referral.js';
import { isOpen, standingOf, type Standing } from './states.js';

/** What may become known to the health side about a referral. */
export type News =
  | 'arrived'
  | 'accepted'
  | 'declined'
  | 'question'
  | 'contact-made'
  | 'not-reached'
  | 'on-hold'
  | 'closed'
  | 'corrected'
  | 'withdrawn';

/** What the adviser on the case is told of. */
export type AdviserNews = 'answered' | 'withdrawn' | 'thanked';

const LEVELS: readonly ShareLevel[] = ['none', 'status', 'summary'];

/** Part of the agreement to refer itself, so that nobody is lost: whether it arrived, and whether it was taken. */
const ALWAYS: ReadonlySet<News> = new Set(['arrived', 'declined', 'question', 'withdrawn']);

/** Whether somebody at this level hears this. Source: taxonomy section 3. */
export const mayHear = (level: ShareLevel, news: News): boolean =>
  ALWAYS.has(news) || (news === 'corrected' ? mayHearOutcome(level) : level !== 'none');

/** Whether the closing news may carry the outcome and its short line. */
export const mayHearOutcome = (level: ShareLevel): boolean => level === 'summary';

/** Lowering is always allowed, at once; raising needs a new agreement. */
export const isRaise = (from: ShareLevel, to: ShareLevel): boolean =>
  LEVELS.indexOf(to) > LEVELS.indexOf(from);

/** What this member may hear: the sender and the navigator each have their own agreement. */
export const levelFor = ({ senderId, agreed }: Referral, memberId: string): ShareLevel =>
  memberId === senderId ? agreed.share.sender : agreed.share.navigator;

const AFTER_ACCEPTANCE: ReadonlySet<Standing> = new Set([
  'accepted',
  'in-progress',
  'held-later',
  'completed',
  'failed',
]);

/** At level `none` nothing this reader sees may move any more once it was accepted: not even whether it is open. */
export const isQuiet = (referral: Referral, level: ShareLevel): boolean =>
  level === 'none' && AFTER_ACCEPTANCE.has(standingOf(referral));

/** Whether it stands among the open work of a health-side member, whose list would otherwise tell when it closes. */
export const isListed = (referral: Referral, memberId: string): boolean =>
  isAsked(referral) || !isQuiet(referral, levelFor(referral, memberId));

/** Whether what was to be told has been overtaken since: by a withdrawal, a removal, a death or better news. */
export function isOvertaken(referral: Referral, news: News | AdviserNews): boolean {
  const { state, reason, contactedAt } = referral;
  if (state === 'entered-in-error') return true;
  if (state === 'cancelled') return news !== 'withdrawn';
  if (state === 'failed' && reason === 'died') return true; // after a death nobody is pinged
  if (news === 'answered') return !isOpen(state);
  if (news === 'on-hold') return state !== 'on-hold';
  return news === 'not-reached' && contactedAt !== null;
}
