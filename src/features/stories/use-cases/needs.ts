import type { Address } from '../../../chat/place.js';
import type { Directory } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import type { Referral } from '../../referrals/rules/referral.js';
import type { ReferralStore } from '../../referrals/use-cases/needs.js';
import type { Story, Voice } from '../rules.js';

/** A story as it was written; null text once it has been taken back. */
export type Told = { story: Story; text: string | null };

export type NewStory = { text: string; agreed: 'spoken' | 'written' };

/** Somebody who is asked to agree, and where they are reached. */
export type Asked = { memberId: string; to: Address };

/** What the use cases need of the store. Every question is asked within one partnership. */
export type StoryStore = {
  find(partnershipId: string, id: string): Promise<Told | null>;
  /** The story of a referral that has not been taken back, if there is one. */
  about(referralId: string): Promise<Story | null>;
  /** The newest that was posted between two moments and still stands, by its id. */
  postedIn(partnershipId: string, between: { from: Date; until: Date }): Promise<string | null>;
  /** The one that has waited longest for a champion to agree, by its id. */
  waiting(partnershipId: string): Promise<string | null>;
  /** Keeps it, and asks those who have to agree. */
  propose(
    referral: Referral,
    story: NewStory,
    asked: readonly Asked[],
    act: Act,
  ): Promise<Story | 'repeated'>;
  /** Adds an agreement; with the second one it is posted. */
  agree(
    story: Story,
    voice: Voice,
    channels: readonly Address[],
    act: Act,
  ): Promise<'agreed' | 'posted' | 'repeated' | 'too-late'>;
  /** Takes an agreement back, until it is posted. */
  undo(story: Story, voice: Voice, act: Act): Promise<'undone' | 'repeated' | 'too-late'>;
  /** Takes the story itself back: its words are erased, wherever it stands. */
  end(story: Story, act: Act): Promise<'ended' | 'repeated' | 'too-late'>;
  /** Whether anybody has been shown it. */
  isSaid(story: Story): Promise<boolean>;
  refused(act: Act, action: string, reason: string): Promise<void>;
};

export type StoryNeeds = {
  store: StoryStore;
  referrals: ReferralStore;
  directory: Directory;
  person: (memberId: string) => Address | null;
  channels: (partnershipId: string) => readonly Address[];
  now: () => Date;
};
