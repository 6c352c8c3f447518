/** The states of a referral, as keys of the status list. `draft` lives only in the form and is never stored. */
export const STATES = [
  'draft',
  'requested',
  'on-hold',
  'accepted',
  'in-progress',
  'completed',
  'rejected',
  'failed',
  'cancelled',
  'entered-in-error',
] as const;
export type State = (typeof STATES)[number];

/** Who somebody is to one referral. Several may hold at once; see `partiesOf`. */
export type Party =
  'sender' | 'navigator' | 'adviser' | 'qualified-adviser' | 'service-lead' | 'privacy-lead';

/** What must come with a move before it may happen. */
export type Need = 'agreement' | 'reason' | 'conflict-check' | 'outcome';

/** Where a referral stands. Being on hold before acceptance and after it are two different places. */
export type Standing = Exclude<State, 'on-hold'> | 'held-early' | 'held-later';

type Row = { from: readonly Standing[]; to: State; by: readonly Party[]; needs: readonly Need[] };

const OPEN: readonly Standing[] = ['requested', 'held-early', 'accepted', 'in-progress', 'held-later'];
const BEFORE_ACCEPTANCE: readonly Standing[] = ['requested', 'held-early'];
const ANY_STORED: readonly Standing[] = [...OPEN, 'completed', 'rejected', 'failed', 'cancelled'];
const OWN: readonly Party[] = ['sender', 'navigator'];
const ADVISERS: readonly Party[] = ['adviser', 'service-lead'];

/**
 * The transition table. Anything not in it is refused.
 * Source: taxonomy of referral status; governance section 6 adds that a navigator may do on their cases what the
 * sender may, and that the service lead is an adviser of their organisation.
 */
const TRANSITIONS: readonly Row[] = [
  { from: ['draft'], to: 'requested', by: OWN, needs: ['agreement'] },
  { from: ['draft'], to: 'cancelled', by: ['sender'], needs: ['reason'] },
  { from: BEFORE_ACCEPTANCE, to: 'accepted', by: ['qualified-adviser'], needs: ['conflict-check'] },
  { from: BEFORE_ACCEPTANCE, to: 'rejected', by: ADVISERS, needs: ['reason'] },
  { from: ['requested'], to: 'on-hold', by: ADVISERS, needs: ['reason'] },
  { from: ['held-early'], to: 'requested', by: OWN, needs: [] },
  { from: ['held-early'], to: 'failed', by: ADVISERS, needs: ['reason'] },
  { from: ['accepted'], to: 'in-progress', by: ADVISERS, needs: [] },
  { from: ['accepted', 'in-progress'], to: 'on-hold', by: ADVISERS, needs: ['reason'] },
  { from: ['held-later'], to: 'accepted', by: ADVISERS, needs: [] },
  { from: ['held-later'], to: 'in-progress', by: ADVISERS, needs: [] },
  { from: ['accepted', 'in-progress', 'held-later'], to: 'failed', by: ADVISERS, needs: ['reason'] },
  { from: ['accepted', 'in-progress'], to: 'completed', by: ADVISERS, needs: ['outcome'] },
  { from: OPEN, to: 'cancelled', by: [...OWN, ...ADVISERS, 'privacy-lead'], needs: ['reason'] },
  { from: BEFORE_ACCEPTANCE, to: 'entered-in-error', by: ['sender'], needs: ['reason'] },
  { from: ANY_STORED, to: 'entered-in-error', by: ['privacy-lead'], needs: ['reason'] },
];

export type MoveDecision =
  /** The states to pass through, in order: completing an accepted referral writes `in-progress` on the way. */
  | { kind: 'move'; through: readonly State[] }
  | { kind: 'not-from-here' }
  | { kind: 'not-yours' }
  | { kind: 'needs-regulated' }
  | { kind: 'missing'; need: Need };

/** Where a referral stands, from what is stored of it. */
export function standingOf({ state, heldFrom }: { state: State; heldFrom: State | null }): Standing {
  if (state !== 'on-hold') return state;
  return heldFrom === 'requested' ? 'held-early' : 'held-later';
}

/** Whether somebody who is all of `parties` may move a referral from where it stands, bringing `given`. */
export function decideMove(
  from: Standing,
  to: State,
  parties: ReadonlySet<Party>,
  given: ReadonlySet<Need>,
): MoveDecision {
  const rows = TRANSITIONS.filter((row) => row.to === to && row.from.includes(from));
  if (rows.length === 0) return { kind: 'not-from-here' };

  const row = rows.find(({ by }) => by.some((party) => parties.has(party)));
  if (!row) {
    const regulated = rows.some(({ by }) => by.includes('qualified-adviser')) && parties.has('adviser');
    return { kind: regulated ? 'needs-regulated' : 'not-yours' };
  }
  const need = row.needs.find((each) => !given.has(each));
  if (need) return { kind: 'missing', need };
  return { kind: 'move', through: from === 'accepted' && to === 'completed' ? ['in-progress', to] : [to] };
}

/** Nothing more can happen to it, but for its removal by a privacy lead. */
export const isOpen = (state: State): boolean =>
  state === 'requested' || state === 'on-hold' || state === 'accepted' || state === 'in-progress';
