import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatch, Hear } from '../chat/call.js';
import type { Channel } from '../chat/place.js';
import type { Clean } from '../chat/clean.js';
import type { Keep, PlatformDoor } from '../chat/platform.js';
import type { Signer } from '../chat/signing.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import { createConnector } from './botbuilder/connector.js';
import type { Conversations } from './conversations.js';
import { createDoor } from './door.js';
import { acceptActivity, processActivity } from './events.js';
import { createFind } from './find.js';
import { createGate } from './gate.js';
import { allowsHost } from './hosts.js';
import { answerInvoke } from './invoke.js';
import { createReach } from './reach.js';
import { createReceiver } from './receiver.js';
import { createSeals } from './seals.js';
import { CONNECTOR_SCOPE, createTokens } from './tokens.js';
import { createWhisper } from './whisper.js';

const TIMEOUT_MS = 3_000;

export type TeamsSettings = {
  appId: string;
  password: string;
  /** The bot's own tenant, where it signs in. */
  tenantId: string;
  /** The tenants whose people may speak with Corridor. */
  tenants: readonly string[];
  /** The hosts of the service that may be called. */
  hosts: readonly string[];
  /** A stand-in for the service, its keys, its sign-in and Graph. */
  apiUrl?: string;
  /** How many times faster than real time the clock of that stand-in goes. */
  speed?: number;
};

export type TeamsNeeds = {
  settings: TeamsSettings;
  dispatch: Dispatch;
  hear: Hear;
  signer: Signer;
  words: readonly { word: string }[];
  log: Log;
  clock: Clock;
  conversations: Conversations;
  keep: Keep;
  clean: Clean;
  isOurs(place: Channel, messageId: string): Promise<boolean>;
};

export type TeamsRoom = {
  /** Answers `POST /teams/messages`. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  door: PlatformDoor;
  /** Does what a kept activity asks for. Throws `PlatformFault` when Teams does not take the answer. */
  process(body: string): Promise<void>;
  /** Waits up to ten seconds for what is under way. */
  stop(): Promise<void>;
};

/** Builds everything that speaks with Teams. It calls nobody until there is something to say. */
export function createTeams(needs: TeamsNeeds): TeamsRoom {
  const { settings, log, clock, conversations } = needs;
  const { appId, tenantId, apiUrl: standIn } = settings;
  const hosts = { names: settings.hosts, standIn };
  const tenants = new Set(settings.tenants);
  const tokens = createTokens({
    ...settings,
    loginUrl: standIn ?? 'https://login.microsoftonline.com/',
    clock,
  });
  const connector = createConnector({
    ...{ appId, tenantId },
    token: () => tokens.get(tenantId, CONNECTOR_SCOPE),
    allowsHost: (url) => allowsHost(hosts, url),
    onUnauthorised: () => tokens.forget(tenantId, CONNECTOR_SCOPE),
    timeoutMs: Math.round(TIMEOUT_MS / (settings.speed ?? 1)),
  });
  const serviceUrl = standIn ?? 'https://smba.trafficmanager.net/teams/';
  const reach = createReach({ connector, conversations, tenants, serviceUrl });
  const seals = createSeals(needs.signer);
  const whisper = createWhisper({ connector, reach, seals });
  const graphUrl = standIn ?? 'https://graph.microsoft.com/';
  const find = createFind({ appId, graphUrl, tokens, conversations });
  const keysUrl = new URL('v1/.well-known/keys', standIn ?? 'https://login.botframework.com/').href;
  const events = { ...needs, seals, reach, whisper, words: new Set(needs.words.map(({ word }) => word)) };
  const receiver = createReceiver({
    gate: createGate({ appId, tenants, hosts, keysUrl, clock, log }),
    log,
    accept: (activity) => acceptActivity(events, activity),
    invoke: async (activity, answer) => {
      await reach.learn(activity);
      await answerInvoke({ ...needs, seals, whisper }, activity, answer);
    },
  });
  return {
    handle: receiver.handle,
    door: createDoor({ connector, reach, seals, find }),
    process: (body) => processActivity(events, body),
    stop: receiver.finish,
  };
}
