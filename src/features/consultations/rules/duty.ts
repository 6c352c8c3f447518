import { mayAnswer, servicesFor, type Member, type Partnership } from '../../partnerships/rules.js';

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

/** Who is on duty: the duty advisers, else the service leads; qualified ones alone. */
export function advisersOnDuty(partnership: Partnership, issues: readonly string[]): Member[] {
  const all = advisersFor(partnership, issues);
  const asked = partnership.issues.filter(({ key }) => issues.includes(key));
  const qualified = all.filter((member) => asked.every((issue) => mayAnswer(issue, member)));
  const duty = qualified.filter(({ role }) => role === 'duty-adviser');
  return duty.length > 0 ? duty : leadsOf(partnership, issues);
}
