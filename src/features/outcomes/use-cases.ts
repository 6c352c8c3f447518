import type { Address } from '../../chat/place.js';
import type { Directory } from '../partnerships/rules.js';
import type { Act } from '../privacy/rules.js';
import { isCompleted, type Referral } from '../referrals/rules/referral.js';
import { isOpen } from '../referrals/rules/states.js';
import { findFor, refuse, type MoveOutcome } from '../referrals/use-cases/move.js';
import type { MoveNeeds } from '../referrals/use-cases/needs.js';
import { completeReferral, correctOutcomes } from '../referrals/use-cases/verbs.js';
import type { WorkingTime } from '../deadlines/rules.js';
import { dayAt } from '../../shared/days.js';
import { plainOutcome } from '../gains/rules/outcome.js';
import { cadenceFor, notYetUntil } from './rules/cadence.js';
import type { OutcomeContext } from './schema.js';

export type OutcomeStore = {
  /** Asks, and plans to ask again, whole or not at all. */
  ask(referral: Referral, to: Address, nth: number, key: string, time: WorkingTime, now: Date): Promise<void>;
  /** Puts the next ask off. False when this call was here before. */
  postpone(referral: Referral, until: Date, act: Act): Promise<boolean>;
};

export type OutcomeNeeds = {
  store: OutcomeStore;
  referrals: MoveNeeds['store'];
  directory: Directory;
  person: (memberId: string) => Address | null;
  now: () => Date;
};

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

/** **Not yet**: the question comes back later. @returns when, or why there is nothing to ask any more. */
export async function askLater(needs: OutcomeNeeds, act: Act, id: string) {
  const found = await openForAdviser(needs, act, { id });
  if (found.kind !== 'open') return found;
  const { referral } = found;
  if (!isOpen(referral.state))
    return refuse({ store: needs.referrals }, act, 'completed', { kind: 'not-from-here', referral });
  const until = notYetUntil(act.at, cadenceFor(referral.issues), act.who.partnership);
  await needs.store.postpone(referral, until, act);
  return { kind: 'postponed', referral, until } as const;
}

/** Asks the adviser on the case how it ended, unless it has ended, or nobody is there to ask. */
export async function askForOutcome(
  needs: OutcomeNeeds,
  { partnership: partnershipId, referral: id, nth }: { partnership: string; referral: string; nth: number },
  key: string,
): Promise<void> {
  const partnership = needs.directory.partnership(partnershipId);
  const referral = await needs.referrals.find(partnershipId, { id });
  if (!partnership || !referral || !isOpen(referral.state)) return;
  const to = needs.person(askedOf(needs, referral));
  if (to) await needs.store.ask(referral, to, nth, key, partnership, needs.now());
}

/** Whoever took it; if they have left, the service lead of the organisation. */
function askedOf(
  { directory }: OutcomeNeeds,
  { takenById, organisationId, partnershipId }: Referral,
): string {
  const taker = takenById ? directory.memberById(takenById) : null;
  if (taker?.active) return taker.id;
  const members = directory.partnership(partnershipId)?.members ?? [];
  const lead = members.find(
    ({ active, role, organisation }) =>
      active && role === 'service-lead' && organisation.id === organisationId,
  );
  return lead?.id ?? '';
}
