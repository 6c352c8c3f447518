import { mayAnswer, type Issue, type Member, type Partnership } from '../../features/partnerships/rules.js';
import { maySend } from '../../features/referrals/rules/referral.js';

/** Somebody who acts in the sample, by their name in the local workspace. */
export type Actor = { key: string; user: string; site: string | null };

/** A service with the issues it takes and, for each of them, who may answer it. */
export type Desk = { service: string; issues: readonly { key: string; advisers: readonly string[] }[] };

/** Who plays in the sample: those who consult and refer, the link workers, and the services. All by their keys. */
export type Cast = { senders: readonly Actor[]; navigators: readonly string[]; desks: readonly Desk[] };

/** The cast of a partnership. Issues that need safe contact are left out: their forms ask about a real person. */
export function castOf(partnership: Partnership): Cast {
  const { members, issues, services } = partnership;
  const advisersOf = (issue: Issue, organisationId: string) =>
    members
      .filter((member) => member.organisation.id === organisationId && mayAnswer(issue, member))
      .flatMap((member) => userOf(member) ?? []);
  const desks = services.map(({ key, issues: taken, organisation, status }): Desk => ({
    service: key,
    issues:
      status === 'active'
        ? issues
            .filter((issue) => taken.includes(issue.key) && !issue.safeContact)
            .map((issue) => ({ key: issue.key, advisers: advisersOf(issue, organisation.id) }))
            .filter(({ advisers }) => advisers.length > 0)
        : [],
  }));
  return {
    senders: members.filter(maySend).flatMap((member) => {
      const user = userOf(member);
      return user === null ? [] : [{ key: member.key, user, site: member.site?.key ?? null }];
    }),
    navigators: members.filter(({ active, role }) => active && role === 'link-worker').map(({ key }) => key),
    desks: desks.filter((desk) => desk.issues.length > 0),
  };
}

const userOf = ({ accounts, active }: Member): string | null =>
  (active && accounts.find(({ platform }) => platform === 'web')?.user) || null;
