import { z } from 'zod';
import { PlatformFault } from '../shared/platform-fault.js';

/** Corridor is not there any more, or the person blocked it or left. */
const GONE = new Set(
  `MessageWritesBlocked BotNotInConversationRoster ConversationNotFound UserNotFound BotNotInstalled
   ConversationBlockedByUser UserBlocked`.split(/\s+/),
);
/** The connection never came about, so nothing was asked of Teams. */
const NOT_SENT = new Set('ECONNREFUSED ENOTFOUND EAI_AGAIN UND_ERR_CONNECT_TIMEOUT'.split(' '));

const WAIT_MS = 5_000;
/** A token that is refused may be of a secret that was changed: a person has to see to it, and nothing may be lost. */
const SIGN_IN_WAIT_MS = 60_000;

const Body = z.object({
  error: z.looseObject({ code: z.string().optional(), subCode: z.string().optional() }),
});
const Code = z.string().regex(/^[A-Za-z]{3,60}$/);

/** What an answer that is not a success means for whoever has to decide about trying again. */
export function faultOfAnswer(status: number, retryAfter: string | null, text: string): PlatformFault {
  const code = codeIn(text) ?? `http_${status}`;
  switch (status) {
    case 429:
      return new PlatformFault('retry-after', code, secondsIn(retryAfter) ?? WAIT_MS);
    case 412: // the service asks for the same again a little later
      return new PlatformFault('retry-after', code, WAIT_MS);
    case 401:
      return new PlatformFault('retry-after', code, SIGN_IN_WAIT_MS);
    case 403:
      return new PlatformFault(GONE.has(code) ? 'gone' : 'denied', code);
    case 404:
    case 410:
      return new PlatformFault('gone', code);
    default: {
      const unsure = status >= 500 || status === 408 || status < 400;
      return new PlatformFault(unsure ? 'unknown-outcome' : 'broken', code);
    }
  }
}

/** What went wrong before there was an answer. Anything unclear may have happened. */
export function faultOf(error: unknown): PlatformFault {
  if (error instanceof PlatformFault) return error;
  if (!(error instanceof Error)) return new PlatformFault('unknown-outcome', 'unreadable');
  const code = (error.cause as { code?: unknown } | undefined)?.code ?? (error as { code?: unknown }).code;
  if (typeof code !== 'string') return new PlatformFault('unknown-outcome', error.name);
  return NOT_SENT.has(code)
    ? new PlatformFault('retry-after', code, WAIT_MS)
    : new PlatformFault('unknown-outcome', code);
}

/** The secret, or the whole sign-in, is refused: nothing was said, and it can be said once that is put right. */
export const signInFault = (code: string): PlatformFault =>
  new PlatformFault('retry-after', code, SIGN_IN_WAIT_MS);

function codeIn(text: string): string | undefined {
  try {
    const { code, subCode } = Body.parse(JSON.parse(text)).error;
    return Code.safeParse(subCode).data ?? Code.safeParse(code).data;
  } catch {
    return undefined;
  }
}

const secondsIn = (header: string | null): number | undefined =>
  header !== null && /^\s*\d{1,9}\s*$/.test(header) ? Number(header) * 1_000 : undefined;
