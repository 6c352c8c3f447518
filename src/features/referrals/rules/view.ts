import type { KeptOutcome } from '../../gains/rules/outcome.js';
import type { Member, Partnership, Service } from '../../partnerships/rules.js';
import type { Texts } from './change.js';
import type { Referral } from './referral.js';

/** Everything a message about one referral is made of, read at the moment it is said. */
export type ReferralView = {
  referral: Referral;
  partnership: Partnership;
  service: Service | undefined;
  sender: Member | undefined;
  navigator: Member | undefined;
  taker: Member | undefined;
  texts: Texts;
  question: string | null;
  /** Those in force. */
  outcomes: readonly KeptOutcome[];
  outcomeLine: string | null;
  /** Who on the health side has said thank you already. */
  thankedBy: readonly string[];
  /** Who on the health side is trying to reach the person. */
  helper: Member | undefined;
  /** The true reason for declining: only for messages to the declining organisation. */
  trueReason: string | null;
  /** It has not reached the service's channel, or not as it stands now. */
  undelivered: boolean;
  now: Date;
};
