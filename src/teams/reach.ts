import type { Address } from '../chat/place.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { isPersonal, type Activity } from './activity.js';
import type { Connector, Where } from './connector.js';
import type { Conversations } from './conversations.js';
import { personOf, placeOf } from './places.js';

type Needs = {
  connector: Connector;
  conversations: Conversations;
  tenants: ReadonlySet<string>;
  /** The service’s address for whoever has not been met yet. */
  serviceUrl: string;
};

const REMEMBERED = 5_000;

/** Knows the conversation behind an address, and learns it from whatever arrives. */
export function createReach({ connector, conversations, tenants, serviceUrl }: Needs) {
  const known = new Map<string, string>();

  return {
    /** @throws PlatformFault when the address is another tenant's, or the conversation cannot be opened */
    async of(to: Address): Promise<Where> {
      if (to.platform !== 'teams' || !tenants.has(to.tenant))
        throw new PlatformFault('broken', 'foreign_tenant');
      const row = await conversations.find(to);
      const service = { serviceUrl: row?.serviceUrl ?? serviceUrl, tenant: to.tenant };
      if (to.to === 'channel') return { ...service, conversationId: to.channel };
      if (row?.conversationId) return { ...service, conversationId: row.conversationId };
      const conversationId = await openDirect(connector, service, row?.memberId ?? to.user);
      await conversations.keep(to, {
        ...service,
        conversationId,
        memberId: row?.memberId ?? null,
        groupId: null,
      });
      return { ...service, conversationId };
    },

    /** Keeps how the person and the channel of an activity are reached, when that is new. */
    async learn(activity: Activity): Promise<void> {
      const { from, conversation, serviceUrl: url } = activity;
      const person = personOf(activity);
      if (person) {
        const conversationId = isPersonal(activity) ? conversation.id : null;
        const reached = { serviceUrl: url, conversationId, memberId: from?.id ?? null, groupId: null };
        await keepOnce({ to: 'person', ...person }, reached);
      }
      await learnChannel(activity);
    },

    /** The same of the channel alone. */
    learnChannel,

    async forget(activity: Activity): Promise<void> {
      const person = isPersonal(activity) ? personOf(activity) : null;
      const place = placeOf(activity);
      const gone: Address | null = person
        ? { to: 'person', ...person }
        : place && { to: 'channel', ...place };
      if (!gone) return;
      known.clear();
      await conversations.drop(gone);
    },
  };

  async function learnChannel(activity: Activity): Promise<void> {
    const place = placeOf(activity);
    if (!place) return;
    const groupId = activity.channelData?.team?.aadGroupId ?? null;
    const reached = {
      serviceUrl: activity.serviceUrl,
      conversationId: place.channel,
      memberId: null,
      groupId,
    };
    await keepOnce({ to: 'channel', ...place }, reached);
  }

  async function keepOnce(of: Address, conversation: Parameters<Conversations['keep']>[1]): Promise<void> {
    const key = JSON.stringify(of);
    const value = JSON.stringify(conversation);
    if (known.get(key) === value) return;
    await conversations.keep(of, conversation);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, value);
  }
}

export type Reach = ReturnType<typeof createReach>;

/** Opening a conversation that is open already gives the same one, so this may be repeated. */
async function openDirect(connector: Connector, service: Omit<Where, 'conversationId'>, user: string) {
  try {
    return await connector.openDirect(service, user);
  } catch (fault) {
    if (!(fault instanceof PlatformFault) || fault.kind !== 'unknown-outcome') throw fault;
    throw new PlatformFault('retry-after', fault.code, 5_000);
  }
}
