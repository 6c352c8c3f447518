import type { z } from 'zod';
import type { Channel, Person } from '../../../chat/place.js';
import type { Db } from '../../../database/types.js';
import {
  audienceOf,
  type Audience,
  type Capacity,
  type Member,
  type Organisation,
  type Service,
  type Site,
  type Words,
} from '../rules.js';
import { AUDIENCES, DEFAULT_WORDS, roleOf } from '../schema/lists.js';
import { standingOf } from '../schema/standing.js';
import * as stored from '../schema/stored.js';

// Rows as the rest of the program knows them.

type Row<
  Model extends
    'organisation' | 'site' | 'service' | 'member' | 'channelLink' | 'capacityReport' | 'platformAccount',
> = NonNullable<Awaited<ReturnType<Db[Model]['findFirst']>>>;

type KnownOrganisation = { active: boolean; regulations: readonly string[]; organisation: Organisation };
type KnownSite = { active: boolean; site: Site };

/** An organisation, and what it holds for its advisers. */
export function organisationOf({
  id,
  key,
  name,
  kind,
  details,
  active,
}: Row<'organisation'>): KnownOrganisation {
  const { side, regulations } = stored.StoredOrganisation.parse(details);
  return { active, regulations, organisation: { id, key, name, kind, side } };
}

/** A site. */
export const siteOf = ({ id, key, name, setting, organisationId, active }: Row<'site'>): KnownSite => ({
  active,
  site: { id, key, name, setting, organisationId },
});

/** A member, with the words, the side and the regulations that follow from their job and their organisation. */
export function memberOf(
  row: Row<'member'> & { accounts: readonly Row<'platformAccount'>[] },
  organisations: readonly KnownOrganisation[],
  sites: readonly KnownSite[],
): Member {
  const { id, key, name, partnershipId, role, active } = row;
  const held = stored.StoredMember.parse(row);
  const { organisation, regulations } = one(
    organisations,
    (each) => each.organisation.id === row.organisationId,
  );
  const site = sites.find((each) => each.site.id === row.siteId)?.site ?? null;
  const { label: roleLabel, side, audience } = roleOf(role);
  return {
    id,
    key,
    name,
    partnershipId,
    organisation,
    site,
    role,
    roleLabel,
    side,
    active,
    audience: audienceOf(audience, organisation.kind, site?.setting ?? null),
    duties: held.duties,
    updates: held.updates,
    regulations: standingOf({ role, regulations: held.regulations }, { regulations }).regulations,
    accounts: row.accounts.toSorted(byUse).map(personOf),
  };
}

/** A service with its newest capacity report; one that is no longer in the file takes nobody any more. */
export function serviceOf(
  row: Row<'service'> & { capacity: readonly Row<'capacityReport'>[] },
  organisations: readonly KnownOrganisation[],
  channels: readonly Row<'channelLink'>[],
): { active: boolean; service: Service } {
  const { id, key, name, active } = row;
  const { handover, status, ...parts } = stored.StoredService.parse(row);
  const service: Service = {
    id,
    key,
    name,
    ...parts,
    organisation: one(organisations, (each) => each.organisation.id === row.organisationId).organisation,
    status: active ? status : 'defunct',
    handover: handover.modes,
    secureEmail: handover.secureEmail,
    capacity: row.capacity[0] ? capacityOf(row.capacity[0]) : null,
    triage: channels.filter((each) => each.serviceId === id).map(channelOf),
  };
  return { active, service };
}

const capacityOf = ({ capacity, note, asOf, pausedUntil }: Row<'capacityReport'>): Capacity => ({
  level: stored.StoredCapacityLevel.parse(capacity),
  note,
  asOf,
  pausedUntil,
});

/** A channel. */
export const channelOf = ({ platform, tenant, channel }: Row<'channelLink'>): Channel => ({
  platform: stored.StoredPlatform.parse(platform),
  tenant,
  channel,
});

/** The one they last used first. */
const byUse = (first: Row<'platformAccount'>, second: Row<'platformAccount'>) =>
  (second.usedAt?.getTime() ?? 0) - (first.usedAt?.getTime() ?? 0) ||
  (nameOf(first) < nameOf(second) ? -1 : 1);
const nameOf = ({ platform, tenant, user }: Row<'platformAccount'>) =>
  JSON.stringify([platform, tenant, user]);

const personOf = ({ platform, tenant, user }: Row<'platformAccount'>): Person => ({
  platform: stored.StoredPlatform.parse(platform),
  tenant,
  user,
});

/** Every audience's words: the partnership's own where it has some. */
export function wordsOf(own: z.infer<typeof stored.StoredSettings>['words']): Record<Audience, Words> {
  const words = { ...DEFAULT_WORDS };
  for (const each of AUDIENCES) words[each] = Object.assign({}, words[each], own[each]);
  return words;
}

/** The database's foreign keys say that it is there. */
function one<T>(all: readonly T[], fits: (each: T) => boolean): T {
  const found = all.find(fits);
  if (!found) throw new Error('A row refers to one that is not of its partnership.');
  return found;
}
