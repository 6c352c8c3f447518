import type { Figures } from '../../evidence/rules/moved.js';
import type { SiteState } from '../../evidence/rules/sites.js';

/** What moved in the weeks it covers. */
type Moved = Pick<Figures, 'opened' | 'logged' | 'replied' | 'sent' | 'accepted' | 'contacted' | 'closed'>;

/** What a digest was made from: counts and ids as they stood when it was run, so that it can be read again as it was. */
export type Counts = {
  /** The weeks it covers, oldest first: `2026-W48`. Several after a time in which nothing ran. */
  weeks: readonly string[];
  /** No digest went before this one. */
  first: boolean;
  moved: Moved;
  /** Working hours to the first reply. Null hours after several weeks: a median cannot be added up. */
  response: { median: number | null; late: number };
  waiting: Waiting;
  /** Up to 13 weeks and the newest covered, oldest first. */
  series: readonly { week: string; consultations: number; referrals: number }[];
  /** Sites that have gone quiet, the longest first, and how many are in their first twelve weeks. */
  quiet: readonly { site: string; kind: QuietKind; weeks: number }[];
  embedding: number;
  gaps: { noOutcome: number; untold: number };
  /** The category that came up most, and the newest answer card about it. */
  topic: { issue: string; card: string | null } | null;
  /** The newest story that was posted in those weeks. */
  story: string | null;
};

export type QuietKind = Extract<SiteState['kind'], 'newly-quiet' | 'amber' | 'red'>;

/** What is open now: without a first answer, those beyond the promise, not taken yet, and to be acted on within five working days. */
export type Waiting = { consultations: number; overdue: number; referrals: number; actBy: number };

/** The category that came up most. “Something else” is nothing that could be learnt about. */
export function topicIn({ topics }: Pick<Figures, 'topics'>): string | null {
  const known = Object.entries(topics).filter(([issue]) => issue !== 'other');
  const [most] = known.toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return most?.[0] ?? null;
}

/** Whether nothing at all came or moved. */
export const isQuietWeek = ({ moved }: Counts): boolean => Object.values(moved).every((count) => count === 0);

/** One case that somebody should look at now, with what is needed to say so. */
export type PressingReferral = { id: string; reference: string; organisationId: string; actBy: string };
export type PressingConsultation = { id: string; number: number; issues: readonly string[] };
/** A referral whose outcome was asked for as often as agreed, without an answer. */
export type Unrecorded = { id: string; reference: string; organisationId: string; takenById: string | null };

/** What lies open for the partnership, the most pressing first. */
export type OpenWork = {
  waiting: Waiting;
  /** Not taken by anybody, and to be acted on within five working days, or past that day. */
  pressing: readonly PressingReferral[];
  overdue: readonly PressingConsultation[];
  unrecorded: readonly Unrecorded[];
};

/** What a month's card for the team was made from, as it stood when the month was over. */
export type WardCounts = Pick<Counts, 'topic' | 'story'> & {
  /** `2026-11`. */
  month: string;
  asked: number;
  answered: number;
  sent: number;
};
