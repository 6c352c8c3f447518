import type { Address } from '../../../chat/place.js';
import type { Directory, Partnership } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import type { Referral } from '../../referrals/rules/referral.js';
import type { MoveNeeds } from '../../referrals/use-cases/needs.js';
import type { Ask } from '../rules/cadence.js';

/** A question as it is stored, with whom it was put to on which day, and the day it was put off to. */
export type FollowUp = Ask & {
  id: string;
  referralId: string;
  partnershipId: string;
  state: string;
  askedId: string | null;
  askedOn: string | null;
  putOffTo: string | null;
};

/** A question whose day has come. */
export type Due = FollowUp & { referral: { takenById: string | null; organisationId: string } };

/** What somebody is asked in one message. */
export type Batch = { memberId: string; to: Address; due: readonly Due[] };

/** A referral that was asked about as often as agreed, without an answer, or that nobody was there to be asked about. */
export type Gap = { id: string; reference: string; organisationId: string; takenById: string | null };

/** Every question is asked within one partnership. Days are calendar days, `YYYY-MM-DD`. */
export type OutcomeStore = {
  /** Everything that is to be asked by this day, the longest due first. */
  due(partnershipId: string, day: string): Promise<readonly Due[]>;
  /** Puts the questions of a day, once, and plans the next ones, whole or not at all. */
  ask(partnership: Partnership, batches: readonly Batch[], day: string, now: Date): Promise<void>;
  /** Plans the questions of a day: those of an earlier one could not be put in time. */
  planAgain(partnership: Partnership, day: string, now: Date): Promise<void>;
  /** Puts the question off. False when this call was here before. */
  putOff(referral: Referral, ask: Ask, act: Act): Promise<boolean>;
  /** The question about it that was planned last. */
  newest(referralId: string): Promise<FollowUp | null>;
  /** What was asked about for the last time before `today`, and what has been due since before `overdue`. */
  gaps(partnershipId: string, days: { today: string; overdue: string }): Promise<readonly Gap[]>;
  /** What somebody was asked on a day, in the order of the message. */
  askedOf(memberId: string, day: string): Promise<readonly FollowUp[]>;
  /** Whether that message has been said. */
  isSaid(memberId: string, day: string): Promise<boolean>;
};

export type OutcomeNeeds = {
  store: OutcomeStore;
  referrals: MoveNeeds['store'];
  directory: Directory;
  person: (memberId: string) => Address | null;
  now: () => Date;
};
