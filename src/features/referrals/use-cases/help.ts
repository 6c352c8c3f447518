import type { Act } from '../../privacy/rules.js';
import { mayHelp, mayThank } from '../rules/help.js';
import { levelFor } from '../rules/sharing.js';
import { findFor, recordOn, refuse, type MoveOutcome } from './move.js';
import type { MoveNeeds } from './needs.js';

const HEALTH = ['sender', 'navigator'] as const;

/** **I’ll try them**: the health side tries to reach the person. The service sees who on its card, and nothing moves. */
export const tryThem = (needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> =>
  recordOn(needs, act, id, {
    by: HEALTH,
    fits: (referral) => mayHelp(referral, levelFor(referral, act.who.member.id)),
    change: () => ({ kind: 'trying', set: { helperId: act.who.member.id } }),
  });

/**
 * **New time agreed**: when the person can be reached, for the adviser’s card.
 * @param agreedFor `2026-12-01 14:30`, on the clock of the partnership
 */
export const agreeTime = (needs: MoveNeeds, act: Act, id: string, agreedFor: string): Promise<MoveOutcome> =>
  recordOn(needs, act, id, {
    by: HEALTH,
    fits: (referral) => mayHelp(referral, levelFor(referral, act.who.member.id)),
    change: () => ({ kind: 'time-agreed', set: { helperId: act.who.member.id, agreedFor } }),
  });

/** **Thanks**, once from each who follows it. Nothing is typed, nothing is re-opened, and nothing is to be done. */
export async function thankAdviser(needs: MoveNeeds, act: Act, id: string): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.thanked');
  if (found.kind !== 'found') return found;
  const { referral } = found;
  const thanked = await needs.store.thankedBy(id);
  if (thanked.includes(act.who.member.id))
    return refuse(needs, act, 'thanked', { kind: 'not-from-here', referral });
  return recordOn(needs, act, id, {
    by: HEALTH,
    fits: (each) => mayThank(each, levelFor(each, act.who.member.id)),
    change: ({ takenById }) => ({ kind: 'thanked', alert: { memberId: takenById, news: 'thanked' } }),
  });
}
