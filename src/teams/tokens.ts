import { z } from 'zod';
import type { Clock } from '../shared/clock.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { faultOf, signInFault } from './faults.js';

export const CONNECTOR_SCOPE = 'https://api.botframework.com/.default';
export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';

/** Signs in as the app, in one tenant and for one service. */
export type Tokens = {
  /** @throws PlatformFault `retry-after` when there is none to be had: then nothing has been asked of the service */
  get(tenant: string, scope: string): Promise<string>;
  /** Lets go of a token that was refused. */
  forget(tenant: string, scope: string): void;
};

type Needs = { appId: string; password: string; loginUrl: string; clock: Clock };

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const Refusal = z.object({ error: z.string().regex(/^[a-z_]{3,60}$/) });

const RENEW_BEFORE_MS = 300_000;
const TIMEOUT_MS = 5_000;

type Held = { token: string; untilMs: number };

/** Tokens are asked for once and kept until shortly before they end; whoever asks meanwhile waits for the same one. */
export function createTokens({ appId, password, loginUrl, clock }: Needs): Tokens {
  const held = new Map<string, Promise<Held>>();
  const keyOf = (tenant: string, scope: string) => `${tenant} ${scope}`;
  const ask = (tenant: string, scope: string) =>
    request(new URL(`${tenant}/oauth2/v2.0/token`, loginUrl), {
      ...{ client_id: appId, client_secret: password, grant_type: 'client_credentials', scope },
    }).then(({ access_token, expires_in }) => ({
      token: access_token,
      untilMs: clock.now().getTime() + expires_in * 1_000 - RENEW_BEFORE_MS,
    }));
  return {
    async get(tenant, scope) {
      const key = keyOf(tenant, scope);
      const kept = await held.get(key)?.catch(() => undefined);
      if (kept && kept.untilMs > clock.now().getTime()) return kept.token;
      const asked = ask(tenant, scope);
      held.set(key, asked);
      return (await asked).token;
    },
    forget: (tenant, scope) => void held.delete(keyOf(tenant, scope)),
  };
}

async function request(url: URL, form: Record<string, string>): Promise<z.infer<typeof Granted>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const json: unknown = await response.json();
    const granted = Granted.safeParse(json);
    if (response.ok && granted.success) return granted.data;
    throw signInFault(`sign_in_${Refusal.safeParse(json).data?.error ?? response.status}`);
  } catch (error) {
    if (error instanceof PlatformFault) throw error;
    throw new PlatformFault('retry-after', `sign_in_${faultOf(error).code}`, 5_000);
  }
}
