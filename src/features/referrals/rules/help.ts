import type { ShareLevel } from '../../partnerships/rules.js';
import { isAsked, type Referral } from './referral.js';
import { isOpen } from './states.js';

/**
 * Whether the health side may be asked to help to reach the person: when they know that it is needed, by the news that
 * the person agreed to, or by a question. At level `none` only the question shows, so nothing else can be told from it.
 */
export function mayHelp(referral: Referral, level: ShareLevel): boolean {
  if (isAsked(referral)) return true;
  if (level === 'none' || !isOpen(referral.state) || referral.contactedAt !== null) return false;
  return referral.contactTries > 0 || referral.reason === 'unable-to-contact';
}

/** Whether there is something to thank the adviser for that this reader knows of. After a death nobody is pinged. */
export function mayThank({ state, reason, contactedAt, takenById }: Referral, level: ShareLevel): boolean {
  if (level === 'none' || takenById === null || reason === 'died') return false;
  return state === 'completed' || state === 'failed' || (isOpen(state) && contactedAt !== null);
}

/**
 * Whether the team may be told what came of it, without anything that points to the person: it ended with an outcome,
 * and the person agreed that everybody who follows it hears how.
 */
export const mayTellTeam = ({ state, navigatorId, agreed: { share } }: Referral): boolean =>
  state === 'completed' &&
  share.sender === 'summary' &&
  (navigatorId === null || share.navigator === 'summary');
