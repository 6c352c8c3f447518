import type { Channel } from '../../../chat/place.js';
import type { Consultation, Priority, Source } from './consultation.js';
import type { State } from './states.js';

/** A consultation about to be posted or logged. */
export type NewConsultation = {
  source: Source;
  issues: readonly string[];
  nation: string;
  eventDate: string | null;
  priority: Priority;
  siteId: string | null;
  followsId: string | null;
  what: string;
  /** When a first answer is promised by, and when the duty adviser is reminded before that. */
  promised: { remindAt: Date; breachAt: Date };
  /** A logged one is over already, with this result. */
  closedWith: string | null;
};

/** Something written: by whom follows from who acts. */
export type Writing = {
  kind: 'reply' | 'question' | 'answer';
  text: string;
  /** Where and as what it was written on a platform; null when it came through a form. */
  origin: { channel: Channel; messageId: string } | null;
};

/** What happened, as it is recorded. */
export type ChangeKind =
  | 'taken'
  | 'handed-back'
  | 'replied'
  | 'asked'
  | 'answered'
  | 're-opened'
  | 'result'
  | 'closed'
  | 'reminded'
  | 'breached'
  | 'withdrawn';

/** News that somebody is to be told of in a direct message. */
export type Telling = {
  memberId: string;
  news: 'reply' | 'question' | 'answered' | 'not-forgotten' | 'waiting' | 'overdue' | 'still-there';
};

/** A job to plan with the change: its slot makes the key, so that planning it twice is planning it once. */
export type Planned = { job: 'remind' | 'breach' | 'close' | 'silence'; slot: string; dueAt: Date };

/** One change to one consultation, decided. The store writes it whole or not at all. */
export type Change = {
  consultation: Consultation;
  kind: ChangeKind;
  through: readonly State[];
  set?: Partial<
    Pick<Consultation, 'takenById' | 'repliedAt' | 'askerResult' | 'adviserResult' | 'reminders'>
  >;
  writing?: Writing;
  telling?: readonly Telling[];
  plan?: readonly Planned[];
  /** Erase everything that was written. */
  erase?: boolean;
};
