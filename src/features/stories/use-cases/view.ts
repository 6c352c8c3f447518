import type { Member, Partnership } from '../../partnerships/rules.js';
import { mayTellTeam } from '../../referrals/rules/help.js';
import { voicesOf, type Voice } from '../rules.js';
import type { StoryNeeds, Told } from './needs.js';

/** A story as it may be read now: without words once it was taken back, or the person agrees to less. */
export async function viewStory(
  { store, referrals, directory }: StoryNeeds,
  partnershipId: string,
  id: string,
): Promise<(Told & { partnership: Partnership; voicesOf: (member: Member) => readonly Voice[] }) | null> {
  const partnership = directory.partnership(partnershipId);
  const told = await store.find(partnershipId, id);
  const referral = told && (await referrals.find(partnershipId, { id: told.story.referralId }));
  if (!partnership || !told || !referral) return null;
  const text = mayTellTeam(referral) ? told.text : null;
  // Before it was said, what has been taken back is not said at all.
  if (text === null && !(await store.isSaid(told.story))) return null;
  return { ...told, text, partnership, voicesOf: (member) => voicesOf(member, referral, partnership) };
}

/** What the digests ask about stories: which there are, and the words of one that still stands. */
export const quotable = (needs: StoryNeeds) => ({
  postedIn: needs.store.postedIn,
  waiting: needs.store.waiting,
  words: async (partnershipId: string, id: string): Promise<string | null> => {
    const view = await viewStory(needs, partnershipId, id);
    return view?.story.endedAt === null ? view.text : null;
  },
});

/** The same for somebody who is asked to agree. */
export async function viewAsk(needs: StoryNeeds, partnershipId: string, id: string, memberId: string) {
  const view = await viewStory(needs, partnershipId, id);
  const reader = needs.directory.memberById(memberId);
  return view && reader?.active ? { ...view, reader, voices: view.voicesOf(reader) } : null;
}
