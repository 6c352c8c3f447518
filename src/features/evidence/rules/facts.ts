import type { WorkingTime } from '../../deadlines/rules.js';

/** One consultation as the measures read it: coded events, never what was written. */
export type ConsultationFact = {
  id: string;
  /** `thread`, or how a logged one happened: logged ones were over when they were entered. */
  source: string;
  withdrawn: boolean;
  issues: readonly string[];
  askerId: string;
  siteId: string | null;
  promisedBy: Date;
  openedAt: Date;
  repliedAt: Date | null;
  closedAt: Date | null;
  askerResult: string | null;
  adviserResult: string | null;
};

/** What became of telling the referrer how it ended: `declined` when the person said “don’t tell”. */
export type Told = 'told' | 'waiting' | 'failed' | 'declined';

/** One referral as the measures read it. A person is a reference: Corridor knows no more of them. */
export type ReferralFact = {
  id: string;
  state: string;
  /** The reason everybody may see; the five neutral ones are one key. */
  reason: string | null;
  issues: readonly string[];
  senderId: string;
  siteId: string | null;
  consultationId: string | null;
  /** A calendar day, `YYYY-MM-DD`. */
  actBy: string | null;
  sentAt: Date;
  acceptedAt: Date | null;
  contactedAt: Date | null;
  closedAt: Date | null;
  told: Told;
};

/** One outcome in its newest version. `gainedOn` is the calendar day it counts from. */
export type OutcomeFact = {
  referralId: string;
  code: string;
  kind: string;
  gainedOn: string;
  confirmed: boolean;
  /** What it is worth, one year of it if it is ongoing; null when no amount was given. */
  worthPence: number | null;
};

export type SiteFact = { id: string; introducedAt: Date | null };
/** Somebody who could consult or refer; `active` at the snapshot. */
export type MemberFact = { id: string; siteId: string | null };
export type PromptFact = { tappedAt: Date; becameCase: boolean };

/** Everything the measures are worked out from, for one partnership, as it stood at `asOf`. */
export type Facts = {
  asOf: Date;
  time: WorkingTime;
  consultations: readonly ConsultationFact[];
  referrals: readonly ReferralFact[];
  outcomes: readonly OutcomeFact[];
  /** Sites in scope: those whose staff may consult and refer. */
  sites: readonly SiteFact[];
  /** Staff in scope. */
  members: readonly MemberFact[];
  /** Null when taps on prompt cards are not recorded: that is not the same as none. */
  prompts: readonly PromptFact[] | null;
  /** The level 1 category of an issue. */
  categoryOf: (issue: string) => string;
};
