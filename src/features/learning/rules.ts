import { Temporal } from 'temporal-polyfill';
import { nextWorkingMoment, type WorkingTime } from '../deadlines/rules.js';
import { mayAnswer, type Issue, type Member, type Partnership } from '../partnerships/rules.js';

export const NATIONS = ['E', 'W', 'S', 'NI'] as const;
export type Nation = (typeof NATIONS)[number];

/** An answer kept for the next time: general information, with somebody who answers for it. */
export type Card = {
  id: string;
  partnershipId: string;
  title: string;
  text: string;
  issues: readonly string[];
  nation: Nation;
  ownerId: string;
  /** The consultation it came from. */
  fromId: string | null;
  /** When its words last changed. */
  savedAt: Date;
  /** The calendar day, `YYYY-MM-DD`, by which its owner looks at it again. */
  reviewBy: string;
  retiredAt: Date | null;
};

/** What somebody wrote to be kept. */
export type Draft = Pick<Card, 'title' | 'text' | 'issues' | 'nation' | 'reviewBy'>;

const REVIEW_MONTHS = 6;
const MOST_REVIEW_MONTHS = 24;

/** The calendar day, `YYYY-MM-DD`, that an instant falls on in `timeZone`. */
export const dayOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** The usual day to review what was found right on `day`: six months later. */
export const reviewAfter = (day: string): string =>
  Temporal.PlainDate.from(day).add({ months: REVIEW_MONTHS }).toString();

/** Whether a day can be chosen for the review: after today, and within two years. */
export const isReviewDay = (day: string, today: string): boolean =>
  day > today && day <= Temporal.PlainDate.from(today).add({ months: MOST_REVIEW_MONTHS }).toString();

/** The review day has passed: the card says so, and its owner is asked. */
export const isStale = ({ reviewBy }: Pick<Card, 'reviewBy'>, today: string): boolean => today > reviewBy;

/** When its owner is asked: the first working moment after the review day. */
export function askAt(reviewBy: string, time: WorkingTime): Date {
  const next = Temporal.PlainDate.from(reviewBy).add({ days: 1 }).toZonedDateTime(time.timeZone);
  return nextWorkingMoment(new Date(next.epochMilliseconds), time);
}

export type Refusal = { kind: 'not-adviser' } | { kind: 'needs-regulated' };

/** Why this member may not vouch for an answer on these issues; null when they may. Source: G14. */
export function whyNotVouch(member: Member, issues: readonly Issue[]): Refusal | null {
  if (member.side !== 'legal' || !member.active) return { kind: 'not-adviser' };
  return issues.every((issue) => mayAnswer(issue, member)) ? null : { kind: 'needs-regulated' };
}

/** Whether this member looks after the card: its owner, who leads their organisation, or a colleague once they have left. */
export function looksAfter(member: Member, owner: Member | null): boolean {
  if (!member.active || !owner) return false;
  if (member.id === owner.id) return true;
  const colleague = member.side === 'legal' && member.organisation.id === owner.organisation.id;
  return colleague && (member.role === 'service-lead' || !owner.active);
}

/** The issues of the partnership that these keys mean. */
export const issuesOf = ({ issues }: Partnership, keys: readonly string[]): readonly Issue[] =>
  issues.filter(({ key }) => keys.includes(key));

/** Not sure what it is: may be about anything. */
const NOT_SURE = 'other';

/** Whether a card is about what is asked: an issue in common, a narrower one counting as the wider one it belongs to. */
export function isAbout(
  partnership: Partnership,
  card: Pick<Card, 'issues'>,
  asked: readonly string[],
): boolean {
  if (asked.length === 0 || asked.includes(NOT_SURE)) return true;
  const widest = (keys: readonly string[]) =>
    issuesOf(partnership, keys).map(({ key, parent }) => parent ?? key);
  const wanted = new Set(widest(asked));
  return widest(card.issues).some((key) => wanted.has(key));
}
