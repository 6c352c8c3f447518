import { dayAt } from '../../../shared/days.js';
import { plainOutcome } from '../../gains/rules/outcome.js';
import type { Act } from '../../privacy/rules.js';
import { isCompleted, type Referral } from '../../referrals/rules/referral.js';
import { isOpen } from '../../referrals/rules/states.js';
import { findFor, refuse, type MoveOutcome } from '../../referrals/use-cases/move.js';
import { completeReferral, correctOutcomes } from '../../referrals/use-cases/verbs.js';
import type { OutcomeContext } from '../schema.js';
import type { OutcomeNeeds } from './needs.js';

/**
 * Records how a referral ended, and closes it, or corrects what was recorded of a closed one. The referrer hears as
 * much as the person agreed to.
 */
export const recordOutcome = (
  needs: OutcomeNeeds,
  act: Act,
  { referral, correcting, said }: Pick<OutcomeContext, 'referral' | 'correcting' | 'said'>,
  line: string | null,
) => {
  const verb = correcting ? correctOutcomes : completeReferral;
  return verb({ store: needs.referrals }, act, referral, said, line);
};

/** One tap: this is what came of it, and it closes. */
export const recordTapped = (needs: OutcomeNeeds, act: Act, id: string, code: string) => {
  const today = dayAt(act.at, act.who.partnership.timeZone);
  return completeReferral({ store: needs.referrals }, act, id, [plainOutcome(code, today)], null);
};

/** The referral, for an adviser of the service that has it, while it is open or has an outcome; for others, why not. */
export async function openForAdviser(
  { referrals }: OutcomeNeeds,
  act: Act,
  by: { id: string } | { reference: string },
): Promise<{ kind: 'open'; referral: Referral } | MoveOutcome> {
  const needs = { store: referrals };
  const found = await findFor(needs, act, by, 'referral.completed');
  if (found.kind !== 'found') return found;
  const { referral, parties } = found;
  if (!parties.has('adviser')) return refuse(needs, act, 'completed', { kind: 'not-yours', referral });
  if (!isOpen(referral.state) && !isCompleted(referral))
    return refuse(needs, act, 'completed', { kind: 'not-from-here', referral });
  return { kind: 'open', referral };
}
