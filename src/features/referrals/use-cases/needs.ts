import type { Act } from '../../privacy/rules.js';
import type { KeptOutcome } from '../../gains/rules/outcome.js';
import type { Directory } from '../../partnerships/rules.js';
import type { Change, NewReferral, Texts } from '../rules/change.js';
import type { Referral } from '../rules/referral.js';

/** A referral and what happened to it lately. */
export type Recent = {
  referral: Referral;
  happened: readonly { kind: string; at: Date; byId: string | null }[];
};

/** What the use cases need of the store. Every question is asked within one partnership; none takes a name. */
export type ReferralStore = {
  /** Writes it under a free reference, with everything that is to be said. `repeated`: this call was here before. */
  create(draft: NewReferral, act: Act): Promise<Referral | 'repeated'>;
  /** Writes a decided change, or nothing: `too-late` when somebody changed the referral in between. */
  change(change: Change, act: Act): Promise<Referral | 'repeated' | 'too-late'>;
  /** Notes that somebody was refused, so that attempts are seen too. */
  refused(act: Act, action: string, reference: string | undefined, reason: string): Promise<void>;
  /** Notes that somebody looked at what a referral says. */
  seen(act: Act, reference: string): Promise<void>;
  /** Whether the call with this key was decided before. */
  decided(key: string): Promise<boolean>;

  find(partnershipId: string, by: { id: string } | { reference: string }): Promise<Referral | null>;
  /** What is open for a service, most urgent first. */
  openFor(partnershipId: string, serviceId: string): Promise<Referral[]>;
  /** What is open for one person: sent, followed or taken by them, or waiting in their organisation. */
  mine(partnershipId: string, memberId: string, adviserOf: string | null): Promise<Referral[]>;
  /** What somebody sent or follows that has changed since then, with what happened to it since, oldest first. */
  changedFor(partnershipId: string, memberId: string, since: Date): Promise<Recent[]>;
  /** How many open referrals this site sent since then that share an issue. Says nothing about whose they are. */
  alike(
    partnershipId: string,
    siteId: string | null,
    issues: readonly string[],
    since: Date,
  ): Promise<number>;
  /** The ways in which the person has been tried so far. */
  waysTried(referralId: string): Promise<string[]>;
  /** Who has said thank you for it. */
  thankedBy(referralId: string): Promise<string[]>;
  /** Whether something of it could not be shown in its service's channel, and nothing has taken its place since. */
  undelivered(referral: Referral): Promise<boolean>;
  /** Draws the health side's own cards again, which say so. The same key does it once. */
  tellOrigin(partnershipId: string, referralId: string, key: string, now: Date): Promise<void>;
  /** What came of it, as it stands after every correction, oldest first. */
  outcomes(referralId: string): Promise<KeptOutcome[]>;

  /** What was typed when it was sent; empty once it has been erased. */
  texts(partnershipId: string, referralId: string): Promise<Texts>;
  /** The newest text of a kind, or null. */
  latestText(partnershipId: string, referralId: string, kind: 'question' | 'outcome'): Promise<string | null>;
  /** One text by its id, or null once it has been erased. */
  textById(partnershipId: string, referralId: string, id: string): Promise<string | null>;
  /** The true key of the reason for declining, for the declining organisation alone. */
  trueReason(partnershipId: string, referralId: string): Promise<string | null>;
};

export type MoveNeeds = { store: ReferralStore };
export type ViewNeeds = { store: ReferralStore; directory: Directory; now: () => Date };
