import type { Act } from '../../privacy/rules.js';
import { mayTellTeam } from '../../referrals/rules/help.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { findFor } from '../../referrals/use-cases/move.js';
import { askedToAgree, type Story } from '../rules.js';
import type { NewStory, StoryNeeds } from './needs.js';

export type ProposeOutcome =
  | { kind: 'may'; referral: Referral }
  | { kind: 'not-found' }
  /** It is not over, or the person did not agree that how it ended is told. */
  | { kind: 'may-not'; referral: Referral }
  | { kind: 'told-already'; referral: Referral };

/** Whether somebody may tell the team what came of a referral: whoever sent or follows it, if the person agreed. */
export async function mayPropose(needs: StoryNeeds, act: Act, id: string): Promise<ProposeOutcome> {
  const found = await findFor({ store: needs.referrals }, act, { id }, 'story.proposed');
  if (found.kind !== 'found') return found;
  const { referral, parties } = found;
  if (!parties.has('sender') && !parties.has('navigator')) {
    await needs.store.refused(act, 'story.proposed', 'not-yours');
    return { kind: 'not-found' };
  }
  if (!mayTellTeam(referral)) return { kind: 'may-not', referral };
  if (await needs.store.about(id)) return { kind: 'told-already', referral };
  return { kind: 'may', referral };
}

export type Proposed =
  { kind: 'proposed'; story: Story } | { kind: 'repeated' } | { kind: 'nobody-to-agree' };

/** **Tell the team**: proposes a de-identified story. It is posted once two people have agreed to it. */
export async function proposeStory(
  needs: StoryNeeds,
  act: Act,
  id: string,
  draft: NewStory,
): Promise<Proposed | Exclude<ProposeOutcome, { kind: 'may' }>> {
  const may = await mayPropose(needs, act, id);
  if (may.kind !== 'may') return may;
  const asked = askedToAgree(act.who.partnership, may.referral).flatMap(({ id: memberId }) => {
    const to = needs.person(memberId);
    return to ? [{ memberId, to }] : [];
  });
  if (asked.length < 2) return { kind: 'nobody-to-agree' };
  const story = await needs.store.propose(may.referral, draft, asked, act);
  return story === 'repeated' ? { kind: 'repeated' } : { kind: 'proposed', story };
}
