import type { Member, Partnership } from '../partnerships/rules.js';
import { partiesOf, type Referral } from '../referrals/rules/referral.js';

/** A story about what came of a referral. What was written stands apart, sealed. */
export type Story = {
  id: string;
  partnershipId: string;
  referralId: string;
  proposedById: string;
  /** Who agreed for those who advise, and for those who champion the partnership. */
  adviserId: string | null;
  championId: string | null;
  postedAt: Date | null;
  endedAt: Date | null;
};

/** The two who have to agree. They are two people. Source: governance section 6. */
export const VOICES = ['adviser', 'champion'] as const;
export type Voice = (typeof VOICES)[number];

/** Whose agreement stands for this voice, if anybody’s. */
export const agreedBy = (story: Story, voice: Voice): string | null =>
  voice === 'adviser' ? story.adviserId : story.championId;

/** Which of the two somebody may speak for: advisers of the service that had it; champion and deputy. */
export function voicesOf(member: Member, referral: Referral, partnership: Partnership): readonly Voice[] {
  if (!member.active || member.partnershipId !== referral.partnershipId) return [];
  const advises = partiesOf(referral, member, partnership).has('adviser');
  return [...(advises ? (['adviser'] as const) : []), ...(isChampion(member) ? (['champion'] as const) : [])];
}

const isChampion = ({ active, duties }: Member): boolean =>
  active && (duties.includes('champion') || duties.includes('deputy-champion'));

/** Who is asked to agree: whoever had the referral, or who leads their service; and the champion and deputies. */
export function askedToAgree({ members }: Partnership, { takenById, organisationId }: Referral): Member[] {
  const own = members.filter(
    ({ active, side, organisation }) => active && side === 'legal' && organisation.id === organisationId,
  );
  const taker = own.filter(({ id }) => id === takenById);
  const leads = own.filter(({ role }) => role === 'service-lead');
  const advisers = [taker, leads, own].find((each) => each.length > 0) ?? [];
  return [...new Set([...advisers, ...members.filter(isChampion)])];
}

export type AgreeDecision =
  | { kind: 'agree'; voice: Voice }
  | { kind: 'not-yours' }
  | { kind: 'agreed-already' }
  /** One person is not two. */
  | { kind: 'needs-another' }
  | { kind: 'posted' }
  | { kind: 'ended' };

/** Whether somebody who speaks for `voices` adds an agreement. */
export function decideAgree(story: Story, voices: readonly Voice[], memberId: string): AgreeDecision {
  if (voices.length === 0) return { kind: 'not-yours' };
  if (story.endedAt !== null) return { kind: 'ended' };
  if (story.postedAt !== null) return { kind: 'posted' };
  const open = voices.find((voice) => agreedBy(story, voice) === null);
  if (open === undefined) return { kind: 'agreed-already' };
  if (VOICES.some((voice) => agreedBy(story, voice) === memberId)) return { kind: 'needs-another' };
  return { kind: 'agree', voice: open };
}

/** The agreement that somebody may still take back: their own, until the story is posted. */
export function undoable(story: Story, memberId: string): Voice | null {
  if (story.postedAt !== null || story.endedAt !== null) return null;
  return VOICES.find((voice) => agreedBy(story, voice) === memberId) ?? null;
}

/** Whether somebody may take it back, or down: whoever proposed it, and whoever may agree to it. */
export const mayEnd = (story: Story, voices: readonly Voice[], memberId: string): boolean =>
  story.endedAt === null && (story.proposedById === memberId || voices.length > 0);

/** Figures of one person (amounts, dates, ages, how many children) could pick them out. Source: measures, section 2. */
export const hasFigures = (text: string): boolean => /[\p{Nd}\p{No}£$€%]/u.test(text);
