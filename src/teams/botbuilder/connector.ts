import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { PlatformFault } from '../../shared/platform-fault.js';
import type { Connector, Where } from '../connector.js';
import { faultOf } from '../faults.js';
import { oneShot } from './one-shot.js';

type Needs = {
  appId: string;
  tenantId: string;
  /** A token for the service, asked for anew when the last one ends. */
  token: () => Promise<string>;
  /** Whether an address may be called: asked again for each request, since a stored one may have been altered. */
  allowsHost: (url: string) => boolean;
  onUnauthorised: () => void;
  /** After so long without an answer nobody knows what became of a request. */
  timeoutMs: number;
};

/** The part of the SDK's client that is used. */
type Client = {
  conversations: {
    createConversation(parameters: object): Promise<{ id?: string; activityId?: string }>;
    sendToConversation(conversationId: string, activity: object): Promise<{ id?: string }>;
    updateActivity(conversationId: string, activityId: string, activity: object): Promise<unknown>;
    deleteActivity(conversationId: string, activityId: string): Promise<unknown>;
  };
};

/**
 * Speaks with the Bot Connector through botbuilder, which is past its end of life: this folder is all that knows it.
 * Only its way out is used. What comes in is checked and read by our own gate and schemas.
 */
export function createConnector(needs: Needs): Connector {
  const { appId } = needs;
  const bot = { id: `28:${appId}` };
  const adapter = createAdapter(needs);

  /** Every request is made inside a turn of its own, the SDK's only documented way to its client. */
  async function asking<T>(where: Where, use: (client: Client) => Promise<T>): Promise<T> {
    let result: { value: T } | undefined;
    try {
      await adapter.continueConversationAsync(appId, referenceOf(where, bot), async (turn) => {
        const client = turn.turnState.get<Client>(adapter.ConnectorClientKey);
        if (client) result = { value: await use(client) };
      });
    } catch (error) {
      throw faultOf(error);
    }
    if (!result) throw new PlatformFault('unknown-outcome', 'no_turn');
    return result.value;
  }
  const idOf = (id: string | undefined): string => {
    if (id === undefined || id === '') throw new PlatformFault('unknown-outcome', 'no_id');
    return id;
  };

  return {
    begin: (where, activity) =>
      asking(where, async (client) => {
        const channelData = { channel: { id: where.conversationId }, tenant: { id: where.tenant } };
        const begun = await client.conversations.createConversation({
          isGroup: true,
          bot,
          channelData,
          activity,
        });
        return { conversationId: idOf(begun.id), activityId: idOf(begun.activityId) };
      }),
    post: (where, activity) =>
      asking(where, async ({ conversations }) =>
        idOf((await conversations.sendToConversation(where.conversationId, activity)).id),
      ),
    change: (where, id, activity) =>
      asking(where, async ({ conversations }) => {
        await conversations.updateActivity(where.conversationId, id, { ...activity, id });
      }),
    remove: (where, id) =>
      asking(where, async ({ conversations }) => {
        await conversations.deleteActivity(where.conversationId, id);
      }),
    openDirect: (service, user) =>
      asking({ ...service, conversationId: user }, async ({ conversations }) => {
        const channelData = { tenant: { id: service.tenant } };
        const members = [{ id: user }];
        const direct = { isGroup: false, bot, members, tenantId: service.tenant, channelData };
        return idOf((await conversations.createConversation(direct)).id);
      }),
  };
}

const referenceOf = ({ serviceUrl, conversationId, tenant }: Where, bot: { id: string }) => ({
  channelId: 'msteams',
  serviceUrl,
  bot: { ...bot, name: 'Corridor' },
  conversation: { id: conversationId, name: '', isGroup: false, conversationType: '', tenantId: tenant },
});

/** As soon as one of the addresses is set, no default applies: so all are, and only the connector's is ever called. */
function createAdapter({ appId, tenantId, token, ...sending }: Needs): CloudAdapter {
  const nowhere = 'https://unused.invalid';
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: appId,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: tenantId,
        ToChannelFromBotLoginUrl: nowhere,
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: nowhere,
        ToBotFromEmulatorOpenIdMetadataUrl: nowhere,
        OAuthUrl: nowhere,
        CallerId: 'urn:botframework:azure',
      },
      credentials(appId, token),
      undefined,
      undefined,
      { httpClient: oneShot(sending) },
    ),
  );
  adapter.onTurnError = (_turn: unknown, error: Error) => Promise.reject(error);
  return adapter;
}

type Signable = { headers: { set(name: string, value: string): void } };

/** The SDK's own sign-in repeats requests and wants its addresses over TLS even in a test; ours does neither. */
const credentials = (appId: string, token: () => Promise<string>) => ({
  isValidAppId: (id: string) => Promise.resolve(id === appId),
  isAuthenticationDisabled: () => Promise.resolve(false),
  createCredentials: () =>
    Promise.resolve({
      async signRequest<R extends Signable>(request: R): Promise<R> {
        request.headers.set('authorization', `Bearer ${await token()}`);
        return request;
      },
    }),
});
