import type { Address, Channel } from '../../../chat/place.js';
import type { Directory, Member } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import type { Change, NewConsultation } from '../rules/change.js';
import type { Consultation } from '../rules/consultation.js';

/** One thing that was written, as it reads now. `text` is null once it was deleted or erased. */
export type Written = {
  id: string;
  kind: 'what' | 'reply' | 'question' | 'answer';
  authorId: string;
  at: Date;
  text: string | null;
  edited: boolean;
  /** It was removed because it could identify somebody. */
  removed: boolean;
  /** Written through a form, so that a form must change it; anything else is changed where it was written. */
  byForm: boolean;
};

/** Something that was written, and the consultation it belongs to. */
export type WrittenIn = { consultation: Consultation; written: Written };

/** What the use cases need of the store. Every question is asked within one partnership; none takes a name. */
export type ConsultationStore = {
  create(draft: NewConsultation, act: Act): Promise<Consultation | 'repeated'>;
  /** Writes a decided change, or nothing: `too-late` when somebody changed the consultation in between. */
  change(change: Change, by: Act | Tick): Promise<Consultation | 'repeated' | 'too-late'>;
  refused(act: Act, action: string, reference: string | undefined, reason: string): Promise<void>;

  find(partnershipId: string, by: { id: string } | { number: number }): Promise<Consultation | null>;
  open(partnershipId: string): Promise<Consultation[]>;
  /** What is open for one person: asked or taken by them. */
  mine(partnershipId: string, memberId: string): Promise<Consultation[]>;

  /** What was written, oldest first. */
  thread(consultation: Consultation): Promise<Written[]>;
  /** What was asked: the first thing in its thread. */
  asked(consultation: Consultation): Promise<Written | null>;
  written(partnershipId: string, id: string): Promise<WrittenIn | null>;
  /** The consultation a thread belongs to, by the message at its root, or by a message written in it. */
  ofThread(channel: Channel, rootMessageId: string): Promise<Consultation | null>;
  ofMessage(channel: Channel, messageId: string): Promise<WrittenIn | null>;
  /** What a message is about, whoever wrote it: a card, or one of the things written to a consultation. */
  about(
    channel: Channel,
    messageId: string,
  ): Promise<{ consultation: Consultation; written: Written | null } | null>;
  /** Follows an edit or a deletion in the record. False when there was nothing to follow. */
  rewrite(consultation: Consultation, writtenId: string, text: string | null, act: Act): Promise<boolean>;

  /** The subjects of the cards in whose threads people may still write: open, or closed since then. */
  threads(partnershipId: string, closedSince: Date): Promise<string[]>;
  /** The channels in which something of it could not be shown, and nothing has taken its place since. */
  missingIn(consultation: Consultation): Promise<readonly Address[]>;
  /** Says so on its cards and to whoever asked, and again when it was tried again. The same key does it once. */
  tellMissing(partnershipId: string, id: string, key: string, now: Date): Promise<void>;

  /** Answered ones that share rare words with a text. */
  similar(partnershipId: string, text: string, limit: number): Promise<Consultation[]>;
};

/** The clock acting: under the key of its job, for nobody. */
export type Tick = { key: string; at: Date; partnershipId: string };

export type Needs = { store: ConsultationStore; directory: Directory; now: () => Date };

/** Who is on duty for a consultation: the duty adviser, else whoever leads the service. */
export type OnDuty = (partnershipId: string, issues: readonly string[], at: Date) => readonly Member[];
