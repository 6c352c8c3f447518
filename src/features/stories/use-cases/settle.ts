import type { Act } from '../../privacy/rules.js';
import { mayTellTeam } from '../../referrals/rules/help.js';
import {
  decideAgree,
  mayEnd,
  undoable,
  voicesOf,
  type AgreeDecision,
  type Story,
  type Voice,
} from '../rules.js';
import type { StoryNeeds } from './needs.js';

export type SettleOutcome =
  | { kind: 'agreed' | 'posted-now' | 'undone' | 'taken-back' }
  | Exclude<AgreeDecision, { kind: 'agree' }>
  | { kind: 'not-found' }
  | { kind: 'repeated' };

/** Agrees to a story. The second agreement, of another person, posts it. */
export async function agreeToStory(needs: StoryNeeds, act: Act, id: string): Promise<SettleOutcome> {
  const found = await findStory(needs, act, id);
  if (!found) return { kind: 'not-found' };
  const { story, voices } = found;
  const decision = decideAgree(story, voices, act.who.member.id);
  if (decision.kind !== 'agree') {
    await needs.store.refused(act, 'story.agreed', decision.kind);
    return decision;
  }
  const channels = needs.channels(act.who.partnership.id);
  const done = await needs.store.agree(story, decision.voice, channels, act);
  return done === 'posted' ? { kind: 'posted-now' } : settled(done);
}

/** Takes one’s own agreement back, until the other one is there. */
export async function undoAgreement(needs: StoryNeeds, act: Act, id: string): Promise<SettleOutcome> {
  const found = await findStory(needs, act, id);
  if (!found) return { kind: 'not-found' };
  const voice = undoable(found.story, act.who.member.id);
  if (voice === null) return { kind: found.story.postedAt ? 'posted' : 'ended' };
  return settled(await needs.store.undo(found.story, voice, act));
}

/** Takes a story back, or down: whoever proposed it, and whoever may agree to it. */
export async function endStory(needs: StoryNeeds, act: Act, id: string): Promise<SettleOutcome> {
  const found = await findStory(needs, act, id);
  if (!found) return { kind: 'not-found' };
  const { story, voices } = found;
  if (story.endedAt) return { kind: 'ended' };
  if (!mayEnd(story, voices, act.who.member.id)) return { kind: 'not-yours' };
  return settled(await needs.store.end(story, act));
}

function settled(done: 'agreed' | 'undone' | 'ended' | 'repeated' | 'too-late' | 'posted'): SettleOutcome {
  if (done === 'ended') return { kind: 'taken-back' };
  if (done === 'too-late') return { kind: 'agreed-already' };
  return done === 'posted' ? { kind: 'posted-now' } : { kind: done };
}

type Found = { story: Story; voices: readonly Voice[] };

/** The story, if this member is anybody to it. To everybody else it does not exist. */
async function findStory({ store, referrals }: StoryNeeds, act: Act, id: string): Promise<Found | null> {
  const { member, partnership } = act.who;
  const told = await store.find(partnership.id, id);
  const referral = told && (await referrals.find(partnership.id, { id: told.story.referralId }));
  const voices = referral ? voicesOf(member, referral, partnership) : [];
  if (told && referral && (voices.length > 0 || told.story.proposedById === member.id)) {
    // What the person no longer agrees to is as good as taken back, even before it has been.
    const story = mayTellTeam(referral)
      ? told.story
      : { ...told.story, endedAt: told.story.endedAt ?? act.at };
    return { story, voices };
  }
  await store.refused(act, 'story.settled', 'not-found');
  return null;
}
