import type { Db } from '../../../database/types.js';
import type { Partnership } from '../rules.js';
import { issueOf } from '../schema/lists.js';
import { StoredNation, StoredSettings } from '../schema/stored.js';
import type { Former } from './memory.js';
import { channelOf, memberOf, organisationOf, serviceOf, siteOf, wordsOf } from './read-parts.js';

/** Reads every partnership whole, and who and what has left them. */
export async function readPartnerships(
  db: Db,
): Promise<{ partnerships: readonly Partnership[]; former: Former }> {
  const all = byName(await rowsOf(db)).map(readOne);
  return {
    partnerships: all.map(({ partnership }) => partnership),
    former: {
      members: all.flatMap(({ former }) => former.members),
      services: all.flatMap(({ former }) => former.services),
    },
  };
}

const rowsOf = (db: Db) =>
  db.partnership.findMany({
    include: {
      organisations: true,
      sites: true,
      services: { include: { capacity: { orderBy: { asOf: 'desc' }, take: 1 } } },
      members: { include: { accounts: true } },
      channels: true,
    },
  });

/** Sorted here, since the two databases sort letters differently. */
const byName = <T extends { name: string }>(rows: readonly T[]) =>
  rows.toSorted((one, two) => one.name.localeCompare(two.name, 'en-GB'));

function readOne(row: Awaited<ReturnType<typeof rowsOf>>[number]): {
  partnership: Partnership;
  former: Former;
} {
  const { id, key, name, prefix, timeZone, dutyLine } = row;
  const { services: order, issues, words, ...settings } = StoredSettings.parse(row.settings);
  const organisations = byName(row.organisations).map(organisationOf);
  const sites = byName(row.sites).map(siteOf);
  const members = byName(row.members).map((each) => memberOf(each, organisations, sites));
  const services = row.services
    .toSorted((one, two) => order.indexOf(one.key) - order.indexOf(two.key))
    .map((each) => serviceOf(each, organisations, row.channels));
  const partnership: Partnership = {
    ...settings,
    id,
    key,
    name,
    prefix,
    timeZone,
    dutyLine,
    nation: StoredNation.parse(row.nation),
    issues: issues.map((each) => issueOf(each.key, each.label)),
    words: wordsOf(words),
    organisations: organisations.filter((each) => each.active).map((each) => each.organisation),
    sites: sites.filter((each) => each.active).map((each) => each.site),
    services: services.filter((each) => each.active).map((each) => each.service),
    members: members.filter((each) => each.active),
    channels: row.channels.filter((each) => each.purpose === 'partnership').map(channelOf),
  };
  const former: Former = {
    members: members.filter((each) => !each.active),
    services: services.filter((each) => !each.active).map((each) => each.service),
  };
  return { partnership, former };
}
