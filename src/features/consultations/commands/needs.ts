import type { Reply } from '../../../chat/call.js';
import type { Part } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import type { Consultation } from '../rules/consultation.js';
import type { Situation } from '../use-cases/similar.js';
import type { Needs } from '../use-cases/needs.js';

type From = { consultation: Consultation | null };

export type CommandNeeds = Needs & {
  /** Answer cards about something like it, as parts to show beside a form; none is no part. */
  cardsAbout: (about: Situation) => Promise<readonly Part[]>;
  /** The referral form, filled in from a consultation and linked to it, if it is from one. */
  refer: (who: Who, from: From & { what: string }) => Reply;
  /** The form that keeps an answer for the next time. */
  saveCard: (who: Who, from: From & { text: string }) => Reply;
};
