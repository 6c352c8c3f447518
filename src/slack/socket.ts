import { SocketModeReceiver, type Logger } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Log } from '../shared/log.js';
import { Refused } from '../chat/body.js';
import { sendingOptions, type ClientSettings } from './clients.js';
import type { Take } from './receiver.js';
import { SlackSetupError } from './sign-in.js';

type Needs = {
  settings: ClientSettings & { appToken?: string };
  logger: Logger;
  log: Log;
  take: Take;
};

export type Socket = { start(): Promise<void>; stop(): Promise<void> };

type Delivery = { body: unknown; ack: Parameters<Take>[1] };

/**
 * The way in for a machine that Slack cannot reach. Bolt's receiver keeps the connection; what comes through it takes
 * the same way as a request, so an event is stored before it is acknowledged here too.
 */
export function createSocket({ settings, logger, log, take }: Needs): Socket {
  const { appToken } = settings;
  if (appToken === undefined) return { start: async () => undefined, stop: async () => undefined };
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    // An object of its own: the receiver turns a hundred retries on in the one it gets.
    installerOptions: { clientOptions: sendingOptions(settings, logger) },
  });
  receiver.client.on('slack_event', ({ body, ack }: Delivery) => {
    take(body, ack).catch((error: unknown) => {
      // Without an acknowledgement Slack delivers an event again; what is refused it need not.
      if (error instanceof Refused) return void ack().catch(() => undefined);
      log.error({ event: 'slack-socket' }, error);
    });
  });
  return {
    start: async () => {
      await receiver.start().catch((error: unknown) => {
        throw refusedCode(error) ?? error;
      });
    },
    stop: () => receiver.stop(),
  };
}

function refusedCode(error: unknown): SlackSetupError | undefined {
  const code = error instanceof WebAPIPlatformError ? error.data.error : '';
  if (!/auth|token|inactive|scope/.test(code)) return undefined;
  return new SlackSetupError(
    `Slack refuses the app token. Make one with the scope connections:write on the app's page at ` +
      `api.slack.com/apps, under “Basic Information”; it starts with xapp-.`,
  );
}
