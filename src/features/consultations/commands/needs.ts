import type { Reply } from '../../../chat/call.js';
import type { Part } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import type { Consultation } from '../rules/consultation.js';
import type { Needs } from '../use-cases/needs.js';

export type CommandNeeds = Needs & {
  /** Answers that were given to something like it, as parts to show beside a form; none is no part. */
  similar: (partnershipId: string, text: string, issues: readonly string[]) => Promise<readonly Part[]>;
  /** The referral form, filled in from a consultation and linked to it. */
  refer: (who: Who, from: { consultation: Consultation; what: string }) => Reply;
  /** The form that keeps an answer for the next time. */
  saveCard: (who: Who, from: { consultation: Consultation; text: string }) => Reply;
};
