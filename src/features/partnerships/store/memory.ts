import type { Channel, Person } from '../../../chat/place.js';
import type { ChannelUse, Directory, Member, Partnership, Service } from '../rules.js';

/** Those who have left and what was closed, kept for the names on old cases. */
export type Former = { members: readonly Member[]; services: readonly Service[] };

/** A directory of exactly these partnerships. */
export function directoryOf(partnerships: readonly Partnership[], former: Former): Directory {
  const members = partnerships.flatMap((each) => each.members);
  const services = partnerships.flatMap((each) => each.services);
  const byId = new Map(partnerships.map((each) => [each.id, each]));
  const memberById = new Map([...former.members, ...members].map((each) => [each.id, each]));
  const serviceById = new Map([...former.services, ...services].map((each) => [each.id, each]));
  const byAccount = membersByAccount(members);
  const byChannel = new Map(partnerships.flatMap(channelUses));
  return {
    all: () => partnerships,
    partnership: (id) => byId.get(id) ?? null,
    membersOf: (person) => byAccount.get(accountKey(person)) ?? [],
    memberById: (id) => memberById.get(id) ?? null,
    serviceById: (id) => serviceById.get(id) ?? null,
    channelOf: (channel) => byChannel.get(channelKey(channel)) ?? null,
  };
}

function membersByAccount(members: readonly Member[]): ReadonlyMap<string, readonly Member[]> {
  const byAccount = new Map<string, Member[]>();
  for (const member of members) {
    for (const account of member.accounts) {
      const key = accountKey(account);
      const others = byAccount.get(key);
      if (others) others.push(member);
      else byAccount.set(key, [member]);
    }
  }
  return byAccount;
}

function channelUses(partnership: Partnership): readonly (readonly [string, ChannelUse])[] {
  return [
    ...partnership.channels.map(
      (each) => [channelKey(each), { partnership, purpose: 'partnership' }] as const,
    ),
    ...partnership.services.flatMap((service) =>
      service.triage.map((each) => [channelKey(each), { partnership, purpose: 'triage', service }] as const),
    ),
  ];
}

const accountKey = ({ platform, tenant, user }: Person) => JSON.stringify([platform, tenant, user]);
const channelKey = ({ platform, tenant, channel }: Channel) => JSON.stringify([platform, tenant, channel]);
