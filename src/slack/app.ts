import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, type Logger, type Receiver } from '@slack/bolt';
import type { Dispatch, Hear } from '../chat/call.js';
import type { Channel } from '../chat/place.js';
import type { Clean } from '../chat/clean.js';
import type { Keep, PlatformDoor } from '../chat/platform.js';
import type { Signer } from '../chat/signing.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import { createClients, sendingOptions } from './clients.js';
import { createDoor } from './door.js';
import { acceptEvent, processEvent } from './events.js';
import type { Word } from './home.js';
import { listen } from './listen.js';
import { createPlaces } from './places.js';
import { readThread } from './read-back.js';
import { createReceiver } from './receiver.js';
import { createRespond } from './response-url.js';
import { sdkLogger } from './sdk-log.js';
import { createSeals } from './seals.js';
import { signIn, type Self } from './sign-in.js';
import { createSocket } from './socket.js';

export type SlackSettings = {
  botToken: string;
  signingSecret: string;
  /** Given where Slack cannot reach this machine: then Corridor calls Slack (Socket Mode). */
  appToken?: string;
  /** A stand-in for `https://slack.com/api/`. */
  apiUrl?: string;
  /** How many times faster than usual to give an answer up, in tests. */
  speed?: number;
};

export type SlackNeeds = {
  settings: SlackSettings;
  dispatch: Dispatch;
  signer: Signer;
  words: readonly Word[];
  log: Log;
  clock: Clock;
  keep: Keep;
  clean: Clean;
  /** Listens to what people write in Corridor's own threads. */
  hear: Hear;
  /** Whether Corridor said this message. */
  isOurs(place: Channel, messageId: string): Promise<boolean>;
};

export type SlackRoom = {
  /** The workspace's id. */
  tenant: string;
  /** Answers `POST /slack/events`: events, commands and whatever people press or send. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  door: PlatformDoor;
  /** Does what a kept event asks for. Throws `PlatformFault` when Slack does not take the answer. */
  process(body: string): Promise<void>;
  /** Reads one of our threads back, for what Slack never delivered. @returns when the newest was written, or null */
  readThread(channel: Channel, rootMessageId: string, since: Date, keep: Keep): Promise<Date | null>;
  /** Connects to Slack, if it is this side that calls. */
  start(): Promise<void>;
  /** Takes nothing more, and waits up to ten seconds for what is under way. */
  stop(): Promise<void>;
};

/**
 * Signs in to Slack and builds everything that speaks with it.
 * @throws SlackSetupError when Slack refuses the token; `PlatformFault` when Slack cannot be asked.
 */
export async function createSlack(needs: SlackNeeds): Promise<SlackRoom> {
  const { settings, log } = needs;
  const logger = sdkLogger(log);
  const clients = createClients(settings, logger);
  const self = await signIn(clients.read);
  const tenant = self.team;
  const seals = createSeals(needs.signer, tenant);
  const places = createPlaces({ client: clients.read, tenant });
  const base = { ...needs, tenant, self, seals, clients, places };

  const receiver = createReceiver({
    ...needs,
    ...{ signingSecret: settings.signingSecret, team: tenant, app: self.app },
    accept: (body) => acceptEvent(base, body),
  });
  const app = createBolt({ settings, logger, self, receiver: receiver.receiver });
  listen(app, { ...base, respond: createRespond({ log, ...settings }) });
  const socket = createSocket({ settings, logger, log, take: receiver.take });

  return {
    tenant,
    handle: receiver.handle,
    door: createDoor({ clients, places, seals, botId: self.botId }),
    process: (body) => processEvent(base, body),
    readThread: (...asked) => readThread(base, ...asked),
    start: () => socket.start(),
    stop: async () => {
      await socket.stop();
      await receiver.finish();
    },
  };
}

type BoltNeeds = { settings: SlackSettings; logger: Logger; self: Self; receiver: Receiver };

/** Bolt, without its own receiver, its memory of conversations and its asking who it is. */
function createBolt({ settings, logger, self, receiver }: BoltNeeds): App {
  const { botId, botUser, team } = self;
  return new App({
    receiver,
    logger,
    clientOptions: sendingOptions(settings, logger),
    convoStore: false,
    // A new object each time, since Bolt adds to the one it gets.
    authorize: async () => ({ botToken: settings.botToken, botId, botUserId: botUser, teamId: team }),
  });
}
