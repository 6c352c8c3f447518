import type { Outcome } from '../../gains/rules/outcome.js';
import type { Handover, ShareLevel } from '../../partnerships/rules.js';
import type { Way } from './contact.js';
import type { AgreementMethod, Priority, Referral } from './referral.js';
import type { AdviserNews, News } from './sharing.js';
import type { ReasonedState } from './reasons.js';
import type { State } from './states.js';

/** What people typed into a referral, by what it is. Kept apart from the coded facts so that it can be erased. */
export type Texts = {
  /** The situation, without the person. */
  what: string | null;
  access: readonly string[];
  contact: readonly string[];
  /** Best time to ring, which language, and the like. */
  contactNote: string | null;
};

/** A referral about to be sent. */
export type NewReferral = {
  serviceId: string;
  organisationId: string;
  issues: readonly string[];
  priority: Priority;
  nation: string;
  keyDate: string | null;
  actBy: string | null;
  handover: Handover;
  siteId: string | null;
  navigatorId: string | null;
  partOfId: string | null;
  consultationId: string | null;
  agreed: { method: AgreementMethod; wordsVersion: string; organisationName: string; share: ShareLevel };
  texts: Texts;
};

/** What happened to a referral, as it is recorded: by what was done, not by how. */
export type ChangeKind =
  | 'taken'
  | 'declined'
  | 'asked'
  | 'answered'
  | 'held'
  | 'resumed'
  | 'contact-made'
  | 'not-reached'
  | 'trying'
  | 'time-agreed'
  | 'thanked'
  | 'filed'
  | 'completed'
  | 'corrected'
  | 'failed'
  | 'withdrawn'
  | 'removed'
  | 'share-lowered';

/** One change to one referral, decided. The store writes it whole or not at all. */
export type Change = {
  referral: Referral;
  kind: ChangeKind;
  /** The states to enter, in order; empty when only something is recorded. */
  through: readonly State[];
  set?: Partial<
    Pick<Referral, 'takenById' | 'contactedAt' | 'filedAt' | 'contactTries' | 'helperId' | 'agreedFor'>
  >;
  reason?: { state: ReasonedState; key: string };
  way?: Way;
  /** Words typed with it, sealed: a question, an answer, a reason kept inside, the outcome's short line. */
  text?: { kind: 'question' | 'answer' | 'inside' | 'outcome'; text: string };
  /** All that came of it: what stands already and differs is replaced by a new version. */
  outcomes?: readonly Outcome[];
  share?: ShareLevel;
  /** Erase everything that was typed. */
  erase?: boolean;
  /** What the health side may hear of it. */
  news?: News;
  /** Who on the legal side is told by direct message, and of what. */
  alert?: { memberId: string | null; news: AdviserNews };
};
