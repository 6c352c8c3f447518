import { nextWorkingMoment } from '../../deadlines/rules.js';
import { mayAnswer, servicesFor, type Member, type Partnership } from '../../partnerships/rules.js';
import { onDuty } from '../../partnerships/rules/rota.js';

/** The advisers whose organisation has a service for any of these issues. */
function advisersFor(partnership: Partnership, issues: readonly string[]): Member[] {
  const organisations = new Set(
    issues.flatMap((issue) =>
      issue === 'other'
        ? partnership.services.map(({ organisation }) => organisation.id)
        : servicesFor(partnership, [issue]).map(({ organisation }) => organisation.id),
    ),
  );
  return partnership.members.filter(
    ({ active, side, organisation }) => active && side === 'legal' && organisations.has(organisation.id),
  );
}

/** Who leads the services that take these issues. */
export const leadsOf = (partnership: Partnership, issues: readonly string[]): Member[] =>
  advisersFor(partnership, issues).filter(({ role }) => role === 'service-lead');

/**
 * Who is on duty at `at`, or when work next begins: those on the rota, else the duty advisers, qualified ones alone;
 * else the service leads.
 */
export function advisersOnDuty(
  partnership: Partnership,
  issues: readonly string[],
  at: Date,
): readonly Member[] {
  const all = advisersFor(partnership, issues);
  const asked = partnership.issues.filter(({ key }) => issues.includes(key));
  const qualified = all.filter((member) => asked.every((issue) => mayAnswer(issue, member)));
  const rota = onDuty(partnership, nextWorkingMoment(at, partnership)).filter((member) =>
    qualified.includes(member),
  );
  if (rota.length > 0) return rota;
  const duty = qualified.filter(({ role }) => role === 'duty-adviser');
  return duty.length > 0 ? duty : leadsOf(partnership, issues);
}
