import { nextWorkingMoment } from '../../deadlines/rules.js';
import { advisersOnDuty } from '../../consultations/rules/duty.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import { championsOf } from '../../partnerships/rules/champions.js';
import { isAway, onDuty } from '../../partnerships/rules/rota.js';
import type { OpenWork, PressingReferral, Unrecorded } from './counts.js';

/** Who is told when a digest finds nobody. */
export const administratorsOf = ({ members }: Partnership): Member[] =>
  members.filter(({ active, duties }) => active && duties.includes('administrator'));

/**
 * The champions who do not read their own copy on the day of `at`, because they are away or have no account here: then
 * whoever else gets one is told that it falls to them.
 */
export const absentAt = (
  partnership: Partnership,
  reached: (member: Member) => boolean,
  at: Date,
): Member[] =>
  championsOf(partnership).filter(
    (member) =>
      member.duties.includes('champion') && (isAway(partnership, member.key, at) || !reached(member)),
  );

/** The active staff of a site who could consult and refer. */
export const staffOf = ({ members }: Partnership, siteId: string): Member[] =>
  members.filter(({ active, side, site }) => active && side === 'health' && site?.id === siteId);

/** Who should take a referral that presses: those of the service's organisation who are on duty, or who lead it. */
function takersOf(
  partnership: Partnership,
  { organisationId }: PressingReferral,
  now: Date,
): readonly Member[] {
  const own = ({ organisation }: Member) => organisation.id === organisationId;
  const duty = onDuty(partnership, nextWorkingMoment(now, partnership)).filter(own);
  return duty.length > 0 ? duty : leadersOf(partnership, organisationId);
}

function leadersOf({ members }: Partnership, organisationId: string): readonly Member[] {
  const own = members.filter(
    ({ active, side, organisation }) => active && side === 'legal' && organisation.id === organisationId,
  );
  const leads = own.filter(({ role }) => role === 'service-lead');
  return leads.length > 0 ? leads : own;
}

/** Whoever took it, or who leads the service once they have left. */
function askedOf(partnership: Partnership, { takenById, organisationId }: Unrecorded): readonly Member[] {
  const taker = partnership.members.find(({ id, active }) => active && id === takenById);
  return taker ? [taker] : leadersOf(partnership, organisationId);
}

/** The part of the open work that each adviser is to look at, for one kind of suggestion. */
function sharesOf<Case>(
  cases: readonly Case[],
  whose: (each: Case) => readonly Member[],
): ReadonlyMap<string, readonly Case[]> {
  const shares = new Map<string, Case[]>();
  for (const each of cases)
    for (const { id } of whose(each)) shares.set(id, [...(shares.get(id) ?? []), each]);
  return shares;
}

/** Who is to be asked about what, for each kind of nudge. */
export const nudgesFor = (partnership: Partnership, work: OpenWork, now: Date) => ({
  'act-by': sharesOf(work.pressing, (each) => takersOf(partnership, each, now)),
  unanswered: sharesOf(work.overdue, ({ issues }) => advisersOnDuty(partnership, issues, now)),
  outcomes: sharesOf(work.unrecorded, (each) => askedOf(partnership, each)),
});
