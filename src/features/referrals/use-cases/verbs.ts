import type { Outcome } from '../../gains/rules/outcome.js';
import type { ShareLevel } from '../../partnerships/rules.js';
import type { Act } from '../../privacy/rules.js';
import { triedEnough, type Way } from '../rules/contact.js';
import type { ReasonedState } from '../rules/reasons.js';
import { isAsked, isCompleted, type Referral } from '../rules/referral.js';
import { isRaise } from '../rules/sharing.js';
import { standingOf } from '../rules/states.js';
import { findFor, moveReferral, recordOn, refuse, type MoveOutcome } from './move.js';
import type { MoveNeeds } from './needs.js';

/** Takes a referral by name. Pressing it says that conflicts were checked in the adviser’s own system. */
export async function takeReferral(needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.taken');
  if (found.kind !== 'found') return found;
  const { referral } = found;
  // What somebody holds and has paused is resumed, by the same row of the table; it is not there to be taken.
  if (referral.takenById !== null) return refuse(needs, act, 'taken', { kind: 'not-from-here', referral });
  return moveReferral(needs, act, id, {
    kind: 'taken',
    to: 'accepted',
    news: 'accepted',
    set: { takenById: act.who.member.id },
  });
}

/** Declines it. The reason and its words stay inside the declining organisation. */
export const declineReferral = (needs: MoveNeeds, act: Act, id: string, key: string, inside: string | null) =>
  moveReferral(needs, act, id, {
    kind: 'declined',
    to: 'rejected',
    news: 'declined',
    reason: { state: 'rejected', key },
    ...(inside && { text: { kind: 'inside', text: inside } }),
  });

/** Asks the sender for more without declining: the referral is on hold until they answer. */
export const askForMore = (needs: MoveNeeds, act: Act, id: string, question: string) =>
  moveReferral(needs, act, id, {
    kind: 'asked',
    to: 'on-hold',
    news: 'question',
    reason: { state: 'on-hold', key: 'more-information-needed' },
    text: { kind: 'question', text: question },
  });

/** Answers a question that is open. Before acceptance this puts the referral back in the queue, at its old place. */
export async function answerQuestion(needs: MoveNeeds, act: Act, id: string, answer: string) {
  const found = await findFor(needs, act, { id }, 'referral.answered');
  if (found.kind !== 'found') return found;
  const { referral } = found;
  const change = {
    kind: 'answered',
    text: { kind: 'answer', text: answer },
    alert: { memberId: referral.takenById, news: 'answered' },
  } as const;
  if (isAsked(referral) && referral.heldFrom === 'requested')
    return moveReferral(needs, act, id, { ...change, to: 'requested' });
  return recordOn(needs, act, id, { by: ['sender', 'navigator'], fits: isAsked, change: () => change });
}

/** Contact was made, or failed again: what the health side was doing about it is over. */
const NOBODY_TRIES = { helperId: null, agreedFor: null };

/** The first successful contact. If the details were moved to file before, only the date is new. */
export async function contactMade(needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.contact-made');
  if (found.kind !== 'found') return found;
  const { referral } = found;
  const change = {
    kind: 'contact-made',
    news: 'contact-made',
    set: { contactedAt: act.at, ...NOBODY_TRIES },
  } as const;
  if (referral.contactedAt !== null || referral.state === 'in-progress') {
    const fits = ({ contactedAt }: Referral) => contactedAt === null;
    return recordOn(needs, act, id, { by: ['adviser'], fits, change: () => change });
  }
  return moveReferral(needs, act, id, { ...change, to: 'in-progress' });
}

/** Counts an attempt to reach the person. */
export const couldNotReach = (needs: MoveNeeds, act: Act, id: string, way: Way) =>
  recordOn(needs, act, id, {
    by: ['adviser'],
    change: ({ contactTries }) => ({
      kind: 'not-reached',
      way,
      news: 'not-reached',
      set: { contactTries: contactTries + 1, ...NOBODY_TRIES },
    }),
  });

/** The details are in the adviser’s own case system: what is sealed of them here goes. */
export async function movedToFile(needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.filed');
  if (found.kind !== 'found') return found;
  const change = { kind: 'filed', set: { filedAt: act.at } } as const;
  if (found.referral.state === 'accepted' && found.referral.filedAt === null)
    return moveReferral(needs, act, id, { ...change, to: 'in-progress' });
  const fits = (referral: Referral) =>
    referral.filedAt === null && ['in-progress', 'held-later'].includes(standingOf(referral));
  return recordOn(needs, act, id, { by: ['adviser'], fits, change: () => change });
}

/** Puts it on hold, takes it up again, or ends it without completion; each with its reason. */
export async function holdReferral(needs: MoveNeeds, act: Act, id: string, key: string) {
  const refused = await notTriedEnough(needs, act, id, 'on-hold', key);
  const reason = { state: 'on-hold', key } as const;
  return refused ?? moveReferral(needs, act, id, { kind: 'held', to: 'on-hold', news: 'on-hold', reason });
}

/** Takes up again what was on hold after acceptance, where it was left. */
export async function resumeReferral(needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.resumed');
  if (found.kind !== 'found') return found;
  const to = found.referral.heldFrom === 'in-progress' ? 'in-progress' : 'accepted';
  return moveReferral(needs, act, id, { kind: 'resumed', to });
}

/** Ends it although it could not be completed. */
export async function failReferral(needs: MoveNeeds, act: Act, id: string, key: string) {
  const refused = await notTriedEnough(needs, act, id, 'failed', key);
  // After a death nobody is pinged; whoever sent it is told by a person, if that is right.
  const news = key === 'died' ? {} : { news: 'closed' as const };
  const reason = { state: 'failed', key } as const;
  return refused ?? moveReferral(needs, act, id, { kind: 'failed', to: 'failed', reason, ...news });
}

/** Completes it with at least one outcome code, and a short line for those who may read it. */
export const completeReferral = (
  needs: MoveNeeds,
  act: Act,
  id: string,
  outcomes: readonly Outcome[],
  line: string | null,
) =>
  moveReferral(needs, act, id, {
    kind: 'completed',
    to: 'completed',
    news: 'closed',
    outcomes,
    ...(line && { text: { kind: 'outcome', text: line } }),
  });

/** Corrects or confirms what came of a closed referral. It stays closed; what stood before is kept as it was. */
export const correctOutcomes = (
  needs: MoveNeeds,
  act: Act,
  id: string,
  outcomes: readonly Outcome[],
  line: string | null,
) =>
  recordOn(needs, act, id, {
    by: ['adviser'],
    fits: isCompleted,
    change: () => ({
      kind: 'corrected',
      news: 'corrected',
      outcomes,
      ...(line && { text: { kind: 'outcome', text: line } }),
    }),
  });

/** The person withdrew, or it is not needed any more: everything typed is erased. */
export async function withdrawReferral(needs: MoveNeeds, act: Act, id: string, key: string) {
  const found = await findFor(needs, act, { id }, 'referral.withdrawn');
  if (found.kind !== 'found') return found;
  return moveReferral(needs, act, id, {
    kind: 'withdrawn',
    to: 'cancelled',
    news: 'withdrawn',
    reason: { state: 'cancelled', key },
    alert: { memberId: found.referral.takenById, news: 'withdrawn' },
    erase: true,
  });
}

/** It should never have been here: everything typed is erased, a coded trace stays. */
export const removeInError = (needs: MoveNeeds, act: Act, id: string, key: string) =>
  moveReferral(needs, act, id, {
    kind: 'removed',
    to: 'entered-in-error',
    reason: { state: 'entered-in-error', key },
    erase: true,
  });

/** Lowers what the health side hears, at once. Raising it would need a new agreement. */
export async function lowerShare(needs: MoveNeeds, act: Act, id: string, share: ShareLevel) {
  const found = await findFor(needs, act, { id }, 'referral.share-lowered');
  if (found.kind !== 'found') return found;
  const { referral } = found;
  if (isRaise(referral.agreed.share.sender, share))
    return refuse(needs, act, 'share-lowered', { kind: 'raise-needs-agreement', referral });
  return recordOn(needs, act, id, {
    by: ['sender', 'navigator', 'adviser'],
    fits: () => true, // also once it is closed: the news of that may still be waiting for the morning
    change: () => ({ kind: 'share-lowered', share }),
  });
}

/** “Couldn't reach” is a reason only after three attempts in two ways. */
async function notTriedEnough(
  needs: MoveNeeds,
  act: Act,
  id: string,
  state: Extract<ReasonedState, 'on-hold' | 'failed'>,
  key: string,
) {
  if (key !== 'unable-to-contact') return null;
  const kind = state === 'failed' ? 'failed' : 'held';
  const found = await findFor(needs, act, { id }, `referral.${kind}`);
  if (found.kind !== 'found') return found;
  if (!found.parties.has('adviser') || triedEnough(await needs.store.waysTried(id))) return null;
  return refuse(needs, act, kind, { kind: 'not-tried-enough', referral: found.referral });
}
