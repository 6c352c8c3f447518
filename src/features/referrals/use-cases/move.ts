import type { Act } from '../../privacy/rules.js';
import type { Change } from '../rules/change.js';
import { isReasoned, reasonFor } from '../rules/reasons.js';
import { partiesOf, type Referral } from '../rules/referral.js';
import type { MoveNeeds } from './needs.js';
import { decideMove, isOpen, standingOf, type Need, type Party, type State } from '../rules/states.js';

export type MoveOutcome =
  | { kind: 'done'; referral: Referral; change: Change['kind'] }
  /** The same press, delivered or pressed again: nothing more happened. */
  | { kind: 'repeated' }
  /** The same words for one that is foreign, one that was removed and one that never was. */
  | { kind: 'not-found' }
  | { kind: 'not-yours'; referral: Referral }
  | { kind: 'needs-regulated'; referral: Referral }
  | { kind: 'not-from-here'; referral: Referral }
  | { kind: 'someone-was-quicker'; referral: Referral }
  | { kind: 'missing'; need: Need }
  | { kind: 'not-tried-enough'; referral: Referral }
  | { kind: 'raise-needs-agreement'; referral: Referral };

/** The refusals that name a referral. */
type Refusal = Extract<MoveOutcome, { referral: Referral }>['kind'] & Exclude<MoveOutcome['kind'], 'done'>;

/** What a move brings: everything of a `Change` but what the rules work out. */
export type Move = Omit<Change, 'referral' | 'through'> & { to: State };

/** Moves a referral as far as the transition table lets this member, or says why not. */
export async function moveReferral(needs: MoveNeeds, act: Act, id: string, move: Move): Promise<MoveOutcome> {
  const action = `referral.${move.kind}`;
  const found = await findFor(needs, act, { id }, action);
  if (found.kind !== 'found') return found;
  const { referral, parties } = found;

  const decision = decideMove(standingOf(referral), move.to, parties, givenBy(move));
  switch (decision.kind) {
    case 'not-yours':
    case 'needs-regulated':
    case 'not-from-here':
      return refuse(needs, act, move.kind, { kind: decision.kind, referral });
    case 'missing':
      await needs.store.refused(act, action, referral.reference, decision.kind);
      return decision;
    case 'move': {
      const { to: _to, ...change } = move;
      return write(needs, act, { ...change, referral, through: decision.through });
    }
  }
}

/** Something to record that moves no state: who may, where the referral must stand (open, if not said), and what. */
type Entry = {
  by: readonly Party[];
  fits?: (referral: Referral) => boolean;
  change: (referral: Referral) => Omit<Change, 'referral' | 'through'>;
};

/** Records something that moves no state, or says why not. */
export async function recordOn(needs: MoveNeeds, act: Act, id: string, entry: Entry): Promise<MoveOutcome> {
  const found = await findFor(needs, act, { id }, 'referral.record');
  if (found.kind !== 'found') return found;
  const { referral, parties } = found;
  const change = entry.change(referral);
  if (!entry.by.some((party) => parties.has(party)))
    return refuse(needs, act, change.kind, { kind: 'not-yours', referral });
  const fits = entry.fits ?? (({ state }) => isOpen(state));
  if (!fits(referral)) return refuse(needs, act, change.kind, { kind: 'not-from-here', referral });
  return write(needs, act, { ...change, referral, through: [] });
}

/** Says no and leaves a line about it; a call that was decided before is told that instead. */
export async function refuse(
  needs: MoveNeeds,
  act: Act,
  kind: Change['kind'],
  refusal: { kind: Refusal; referral: Referral },
): Promise<MoveOutcome> {
  if (await needs.store.decided(act.key)) return { kind: 'repeated' };
  await needs.store.refused(act, `referral.${kind}`, refusal.referral.reference, refusal.kind);
  return refusal;
}

type Found = { kind: 'found'; referral: Referral; parties: ReadonlySet<Party> } | { kind: 'not-found' };
type By = Parameters<MoveNeeds['store']['find']>[1];

/** The referral, if this member is anybody to it. To everybody else it does not exist. */
export async function findFor(needs: MoveNeeds, act: Act, by: By, action: string): Promise<Found> {
  const { member, partnership } = act.who;
  const referral = await needs.store.find(partnership.id, by);
  const parties = referral ? partiesOf(referral, member, partnership) : new Set<Party>();
  if (referral && referral.state !== 'entered-in-error' && parties.size > 0)
    return { kind: 'found', referral, parties };
  await needs.store.refused(act, action, referral?.reference, 'not-found');
  return { kind: 'not-found' };
}

async function write(needs: MoveNeeds, act: Act, change: Change): Promise<MoveOutcome> {
  const after = await needs.store.change(change, act);
  if (after === 'repeated') return { kind: 'repeated' };
  if (after === 'too-late') {
    const { partnershipId, id } = change.referral;
    const now = await needs.store.find(partnershipId, { id });
    await needs.store.refused(act, `referral.${change.kind}`, change.referral.reference, after);
    return { kind: 'someone-was-quicker', referral: now ?? change.referral };
  }
  return { kind: 'done', referral: after, change: change.kind };
}

/** What the move brings with it. A reason counts only if it is on the list for the state it leads to. */
function givenBy({ to, reason, outcomes, kind }: Move): ReadonlySet<Need> {
  const given = new Set<Need>();
  if (reason && isReasoned(to) && reason.state === to && reasonFor(to, reason.key)) given.add('reason');
  if (outcomes && outcomes.length > 0) given.add('outcome');
  if (kind === 'taken') given.add('conflict-check'); // asked by the confirmation of the button itself
  return given;
}
