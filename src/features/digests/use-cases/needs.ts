import type { Address } from '../../../chat/place.js';
import type { Period } from '../../evidence/rules/periods.js';
import type { EvidenceStore } from '../../evidence/use-cases/weeks.js';
import type { ShownCard } from '../../learning/use-cases.js';
import type { Directory, Partnership } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import type { Action } from '../rules/actions.js';
import type { Counts, OpenWork, WardCounts } from '../rules/counts.js';
import type { OwnReferral } from '../rules/note.js';

/** One digest that was run, with what has been done since about what it suggested. */
export type Run = {
  id: string;
  partnershipId: string;
  week: string;
  ranAt: Date;
  counts: Counts;
  actions: readonly Action[];
  deeds: readonly { action: string; byId: string }[];
};

/** One thing to be said, by the name of who composes it and the ids it needs. */
export type Telling = {
  to: Address;
  notice: string;
  /** What is said once: said again, it is edited. */
  subject: string;
  payload: Readonly<Record<string, string>>;
};

export type NewRun = Pick<Run, 'week' | 'counts' | 'actions'> & { partnershipId: string };

/** What the use cases need of the store. Every question is asked within one partnership. */
export type DigestStore = {
  /** The newest runs, the newest first. */
  newest(partnershipId: string, most: number): Promise<Run[]>;
  run(partnershipId: string, id: string): Promise<Run | null>;
  openWork(partnership: Partnership, now: Date): Promise<OpenWork>;
  /** Writes a run with what is to be said about it, or, if its week has one, nothing. */
  write(run: NewRun, tellings: (id: string) => readonly Telling[], key: string, now: Date): Promise<void>;
  /** Brings the counts of a run up to date, and the messages that show it. */
  rewrite(run: Run, counts: Counts, tellings: readonly Telling[], act: Act): Promise<void>;
  /** Notes that a suggestion was taken up, with what is to be said: once, whoever presses first. */
  act(run: Run, action: string, said: ActSaid, act: Act): Promise<'done' | 'repeated' | 'done-already'>;
  /** What was written to a site, or null once it has been erased. */
  letter(partnershipId: string, id: string): Promise<{ text: string; byId: string; siteId: string } | null>;
  refused(act: Act, action: string, reason: string): Promise<void>;
  plan(job: PeriodJob, now: Date): Promise<void>;
  /** Writes a month's card with what is to be said about it, or, if the month has one, nothing. */
  writeCard(
    card: NewCard,
    tellings: (id: string) => readonly Telling[],
    key: string,
    now: Date,
  ): Promise<void>;
  wardCard(partnershipId: string, id: string): Promise<WardCard | null>;
  /** Notes that a card was posted, with what is to be said: once, whoever presses first. */
  postCard(
    card: WardCard,
    tellings: readonly Telling[],
    act: Act,
  ): Promise<'done' | 'repeated' | 'done-already'>;
  /** Says the quarter's note to each of these, from working hours on: once for a key. */
  sayNotes(partnership: Partnership, tellings: readonly Telling[], key: string, now: Date): Promise<void>;
  /** Who sent a referral in that period. */
  sendersIn(partnershipId: string, period: Pick<Period, 'from' | 'until'>): Promise<string[]>;
  /** The referrals somebody sent in that period, as the note reads them. */
  sentBy(
    partnershipId: string,
    memberId: string,
    period: Pick<Period, 'from' | 'until'>,
  ): Promise<OwnReferral[]>;
};

/** Something that is told of a period when it is over. */
export type PeriodJob = { partnershipId: string; name: string; period: Period; dueAt: Date };

export type NewCard = { partnershipId: string; counts: WardCounts };
/** A month's card for the team, and who has posted it. */
export type WardCard = NewCard & { id: string; postedById: string | null };

/** What follows from a suggestion: who is told what, and the letter that is kept, if there is one. */
export type ActSaid = {
  tellings: (letter: string) => readonly Telling[];
  /** The digests that show it as done from now on. */
  digests: readonly Telling[];
  letter?: { siteId: string; text: string };
};

/** The words that a digest or card mentions and does not keep, as they stand now: null once they are gone. */
export type Mentioned = {
  /** The title of an answer card, while it is offered. */
  card: string | null;
  /** A story that stands in the partnership's channel. */
  story: string | null;
};

/** What the digests ask about stories. */
type Stories = {
  /** The newest that was posted in a period and still stands, by its id. */
  postedIn(partnershipId: string, period: Pick<Period, 'from' | 'until'>): Promise<string | null>;
  /** The one that has waited longest for a champion to agree, by its id. */
  waiting(partnershipId: string): Promise<string | null>;
  /** Its words, while they may be read. */
  words(partnershipId: string, id: string): Promise<string | null>;
};

export type Needs = {
  store: DigestStore;
  stories: Stories;
  evidence: EvidenceStore;
  directory: Directory;
  person: (memberId: string) => Address | null;
  channels: (partnershipId: string) => readonly Address[];
  /** The newest answer card about an issue, by its id. */
  cardAbout: (partnership: Partnership, issue: string) => Promise<string | null>;
  card: (partnershipId: string, id: string) => Promise<ShownCard | null>;
  newestReport: (serviceId: string) => Promise<{ id: string } | null>;
  now: () => Date;
};
