import type { Log } from '../shared/log.js';

const TIMEOUT_MS = 3_000;

/** Posts to the address that came with a command or a press. It never throws: nothing depends on it but courtesy. */
export type Respond = (url: string, body: object) => Promise<void>;

/** @param apiUrl where the Web API is, if not at Slack: a stand-in answers on the same host. */
export function createRespond(needs: { log: Log; apiUrl?: string }): Respond {
  const own = needs.apiUrl === undefined ? undefined : new URL(needs.apiUrl).origin;
  return async (url, body) => {
    if (!isAllowed(url, own)) return needs.log.error({ event: 'slack-response-url', outcome: 'not-called' });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) needs.log.error({ event: 'slack-response-url', status: response.status });
    } catch (error) {
      needs.log.error({ event: 'slack-response-url', outcome: 'failed' }, error);
    }
  };
}

/** The address comes from outside, so only Slack's own host is called, by its plain name over TLS. */
function isAllowed(url: string, own: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  return username === '' && password === '' && (origin === 'https://hooks.slack.com' || origin === own);
}
