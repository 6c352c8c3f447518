import type { WebClient } from '@slack/web-api';
import { PlatformFault } from '../shared/platform-fault.js';
import { asking } from './clients.js';

/** The settings for Slack do not work. The message says which, and where to look; it never quotes a secret. */
export class SlackSetupError extends Error {
  override name = 'SlackSetupError';
}

export type Self = { team: string; app: string | undefined; botId: string; botUser: string };

const REFUSED = new Set(
  `invalid_auth not_authed account_inactive token_revoked token_expired no_permission missing_scope
   not_allowed_token_type org_login_required team_access_not_granted access_denied`.split(/\s+/),
);

/** Asks Slack who we are. @throws SlackSetupError for a token that Slack refuses or that is not a bot's. */
export async function signIn(client: WebClient): Promise<Self> {
  const answer = await asking(client.auth.test()).catch((fault: unknown) => {
    throw fault instanceof PlatformFault && REFUSED.has(fault.code) ? refusedToken(fault.code) : fault;
  });
  const { team_id: team, bot_id: botId, user_id: botUser, app_id: app } = answer;
  if (team === undefined || botId === undefined || botUser === undefined) throw notABot();
  return { team, app, botId, botUser };
}

const refusedToken = (code: string) =>
  new SlackSetupError(
    `Slack refuses the bot token (${code}). Copy the “Bot User OAuth Token” again from the app's page at ` +
      `api.slack.com/apps, under “OAuth & Permissions”; it starts with xoxb-.`,
  );

const notABot = () =>
  new SlackSetupError(
    "The Slack token is not a bot token. Use the “Bot User OAuth Token” from the app's page at api.slack.com/apps, " +
      'under “OAuth & Permissions”; it starts with xoxb-, not xoxp-.',
  );
