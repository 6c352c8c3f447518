import type { Member, Partnership } from '../../partnerships/rules.js';
import type { Consultation } from './consultation.js';

/** Everything a message about one consultation is made of, read at the moment it is said. */
export type ConsultationView = {
  consultation: Consultation;
  partnership: Partnership;
  asker: Member | undefined;
  taker: Member | undefined;
  /** What was asked; null once it was erased. */
  what: string | null;
  now: Date;
};
