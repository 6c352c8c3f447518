import type { z } from 'zod';
import type { Channel, Person } from '../../../chat/place.js';
import { mayAnswer } from '../rules.js';
import { draftOf, type Draft, type Loose } from './draft.js';
import type { MemberEntry, ServiceEntry } from './file.js';
import { issueOf, roleOf } from './lists.js';
import { rotaMisfits } from './rota-check.js';
import { standingOf } from './standing.js';
import type { Path } from './yaml.js';

export type Misfit = { path: Path; message: string };
type Member = z.infer<typeof MemberEntry>;
type Service = z.infer<typeof ServiceEntry>;

/** What does not fit together in a file, as far as the file can be understood. */
export function crossCheck(value: unknown): readonly Misfit[] {
  const draft = draftOf(value);
  return [
    ...draft.sites.flatMap(({ key, entry }) =>
      lost(draft, 'organisations', ['sites', key, 'organisation'], entry),
    ),
    ...draft.members.flatMap((member) => memberMisfits(draft, member)),
    ...draft.services.flatMap((service) => serviceMisfits(draft, service)),
    ...peopleMisfits(draft),
    ...issueMisfits(draft),
    ...accountsTwice(draft),
    ...channelsTwice(draft),
    ...rotaMisfits(draft),
  ];
}

/** A reference to an organisation or a site that is not there. The last part of the path is the key that refers. */
function lost(draft: Draft, to: 'organisations' | 'sites', path: Path, entry: object): readonly Misfit[] {
  const wanted = (entry as Record<string, unknown>)[String(path.at(-1))];
  if (wanted === undefined || draft[to].some(({ key }) => key === wanted)) return [];
  return [{ path, message: `should be the key of one of the ${to} in this file` }];
}

const WEEKLY_WANT = 'can be weekly only for a link worker: take it out, or write daily';

function memberMisfits(draft: Draft, { key, entry }: Loose<Member>): readonly Misfit[] {
  const required = entry.role === undefined ? [] : roleOf(entry.role).requires;
  const lacking = required.filter((each) => !entry.regulations?.includes(each));
  return [
    ...lost(draft, 'organisations', ['members', key, 'organisation'], entry),
    ...lost(draft, 'sites', ['members', key, 'site'], entry),
    ...(entry.updates === 'weekly' && entry.role && roleOf(entry.role).audience !== 'link-worker'
      ? [{ path: ['members', key, 'updates'], message: WEEKLY_WANT }]
      : []),
    ...lacking.map((each) => ({
      path: ['members', key, 'role'],
      message: `needs ${each} among this person’s regulations: add it if they hold it, or choose another role`,
    })),
  ];
}

function serviceMisfits(draft: Draft, service: Loose<Service>): readonly Misfit[] {
  const { key, entry, given } = service;
  const at = (...rest: readonly string[]) => ['services', key, ...rest];
  const misfits: Misfit[] = [...lost(draft, 'organisations', at('organisation'), entry)];
  const byEmail = entry.handover?.includes('secure-email');
  if (byEmail === true && !given.has('secureEmail')) {
    misfits.push({ path: at('handover'), message: 'has secure-email: write the address under secureEmail' });
  }
  if (byEmail === false && given.has('secureEmail')) {
    misfits.push({
      path: at('secureEmail'),
      message: 'is never used: add secure-email to handover, or take it out',
    });
  }
  if (entry.status === 'active' && entry.triage?.length === 0) {
    misfits.push({ path: at(), message: 'needs a triage channel, where its referrals arrive' });
  }
  return [...misfits, ...notOffered(draft, service), ...nobodyMay(draft, service)];
}

/** A service may list what the partnership offers, or the wider issue that something offered belongs to. */
function notOffered({ issues }: Draft, { key, entry }: Loose<Service>): readonly Misfit[] {
  if (!issues) return [];
  const covered = new Set(issues.flatMap((each) => [each, issueOf(each).parent]));
  return (entry.issues ?? []).flatMap((issue, index) =>
    covered.has(issue)
      ? []
      : [
          {
            path: ['services', key, 'issues', index],
            message: `${issue} is not among this partnership’s issues`,
          },
        ],
  );
}

/** A service that lists a regulated issue must have somebody who may lawfully answer it. */
function nobodyMay(draft: Draft, { key, entry }: Loose<Service>): readonly Misfit[] {
  const unclear = draft.members.some(({ entry: { role, organisation } }) => !role || !organisation);
  if (unclear || entry.status !== 'active' || !entry.organisation) return [];
  const advisers = draft.members
    .filter((each) => each.entry.organisation === entry.organisation)
    .map((each) =>
      standingOf(each.entry, draft.organisations.find((one) => one.key === entry.organisation)?.entry),
    );
  if (!advisers.some((each) => each.side === 'legal')) {
    const message = 'has no adviser among its members, so nobody could take a referral';
    return [{ path: ['services', key, 'organisation'], message }];
  }
  return (entry.issues ?? []).flatMap((issueKey, index) => {
    const issue = issueOf(issueKey);
    if (advisers.some((each) => mayAnswer(issue, each))) return [];
    const message =
      `${issueKey} may only be answered by an adviser with ${issue.requires?.join(' or ')}, and this organisation has ` +
      'none: add it under regulations where it is held, or take the issue off this service';
    return [{ path: ['services', key, 'issues', index], message }];
  });
}

function peopleMisfits({ people, members }: Draft): readonly Misfit[] {
  const misfits: Misfit[] = Object.entries(people).flatMap(([duty, key]) =>
    typeof key !== 'string' || key === '' || members.some((each) => each.key === key)
      ? []
      : [{ path: ['people', duty], message: 'should be the key of somebody under members' }],
  );
  if (people['deputy'] !== undefined && people['deputy'] === people['champion']) {
    const message = 'should be somebody else than the champion, for when the champion is away';
    misfits.push({ path: ['people', 'deputy'], message });
  }
  return misfits;
}

function issueMisfits({ issues }: Draft): readonly Misfit[] {
  if (!issues) return [];
  const twice = issues.flatMap((key, index) =>
    issues.indexOf(key) === index ? [] : [{ path: ['issues', index], message: `${key} stands here twice` }],
  );
  if (issues.includes('other')) return twice;
  return [...twice, { path: ['issues'], message: 'should have other, since “not sure” is always offered' }];
}

/** One account is one person: two members of one partnership cannot share it. */
function accountsTwice({ members }: Draft): readonly Misfit[] {
  const uses = members.flatMap(({ key, entry }) =>
    (entry.accounts ?? []).map((each) => ({
      path: ['members', key, 'accounts', each.platform],
      address: each,
    })),
  );
  return repeated(uses, 'is an account that somebody in this file has already');
}

function channelsTwice({ channels, services }: Draft): readonly Misfit[] {
  const uses = [
    ...channels.map((each) => ({ path: ['channels', each.platform], address: each })),
    ...services.flatMap(({ key, entry }) =>
      (entry.triage ?? []).map((each) => ({
        path: ['services', key, 'triage', each.platform],
        address: each,
      })),
    ),
  ];
  return repeated(uses, 'is a channel that has another use in this file already');
}

function repeated(
  uses: readonly { path: Path; address: Person | Channel }[],
  message: string,
): readonly Misfit[] {
  const seen = new Set<string>();
  return uses.flatMap(({ path, address }) => {
    const same = JSON.stringify(address);
    const before = seen.has(same);
    seen.add(same);
    return before ? [{ path, message }] : [];
  });
}
