import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { PlatformFault } from '../shared/platform-fault.js';

const GONE = new Set(
  `channel_not_found is_archived user_not_found users_not_found user_disabled account_inactive user_is_bot
   cannot_dm_bot user_deactivated`.split(/\s+/),
);
const DENIED = new Set(
  `not_in_channel user_not_in_channel missing_scope no_permission restricted_action restricted_action_read_only_channel
   restricted_action_thread_only_channel restricted_action_non_threadable_channel access_denied not_authed invalid_auth
   token_revoked token_expired org_login_required ekm_access_denied team_access_not_granted not_allowed_token_type
   user_not_visible cannot_dm_users cant_post_message messages_tab_disabled two_factor_setup_required`.split(
    /\s+/,
  ),
);
const LATER = new Set(
  `ratelimited rate_limited accesslimited message_limit_exceeded request_timeout team_added_to_org`.split(
    /\s+/,
  ),
);
/** Slack says of these that a part may have been carried out. */
const UNSURE = new Set('internal_error fatal_error service_unavailable'.split(' '));
/** The connection never came about, so nothing was asked of Slack. */
const NOT_SENT = new Set('ECONNREFUSED ENOTFOUND EAI_AGAIN UND_ERR_CONNECT_TIMEOUT'.split(' '));

/** Used where Slack asks to wait without saying how long. */
const WAIT_MS = 5_000;

/** What an error of the SDK means for whoever has to decide about trying again. Anything unclear may have happened. */
export function faultOf(error: unknown): PlatformFault {
  if (error instanceof PlatformFault) return error;
  if (error instanceof WebAPIRateLimitedError) return later('ratelimited', error.retryAfter * 1_000);
  if (error instanceof WebAPIPlatformError) return faultOfCode(error.data.error);
  if (error instanceof WebAPIHTTPError) return faultOfStatus(error.statusCode);
  if (error instanceof WebAPIRequestError) {
    const code = codeOf(error.original.cause) ?? codeOf(error.original) ?? error.original.name;
    return NOT_SENT.has(code) ? later(code, WAIT_MS) : new PlatformFault('unknown-outcome', code);
  }
  return new PlatformFault('unknown-outcome', error instanceof Error ? error.name : 'unreadable');
}

/** @param code Slack's word for it; an answer that is not Slack's JSON reaches us here as arbitrary text. */
function faultOfCode(code: unknown): PlatformFault {
  if (typeof code !== 'string' || !/^[a-z][a-z0-9_]{2,79}$/.test(code))
    return new PlatformFault('unknown-outcome', 'unreadable');
  if (LATER.has(code)) return later(code, WAIT_MS);
  if (UNSURE.has(code)) return new PlatformFault('unknown-outcome', code);
  if (GONE.has(code)) return new PlatformFault('gone', code);
  if (DENIED.has(code)) return new PlatformFault('denied', code);
  return new PlatformFault('broken', code);
}

function faultOfStatus(status: number): PlatformFault {
  const code = `http_${status}`;
  if (status >= 500 || status === 408 || status < 400) return new PlatformFault('unknown-outcome', code);
  if (status === 429) return later(code, WAIT_MS);
  return new PlatformFault(status === 401 || status === 403 ? 'denied' : 'broken', code);
}

/** Slack's own number may be absurd; whoever waits clamps it, and here it only has to be a time. */
const later = (code: string, waitMs: number) => new PlatformFault('retry-after', code, Math.max(0, waitMs));

const codeOf = (cause: unknown): string | undefined => {
  const code = cause instanceof Error ? (cause as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : undefined;
};
