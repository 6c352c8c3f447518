import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Refused } from '../chat/body.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import type { Activity } from './activity.js';
import { allowsHost, type Hosts } from './hosts.js';

export type GateNeeds = {
  appId: string;
  /** The tenants whose people may speak with Corridor, in small letters. */
  tenants: ReadonlySet<string>;
  hosts: Hosts;
  /** Where the service publishes the keys it signs with. */
  keysUrl: string;
  clock: Clock;
  log: Log;
};

/** Who signs what comes from Teams, as the Bot Connector names itself. */
const ISSUER = 'https://api.botframework.com';
const TOLERANCE_S = 300;
const DAY_MS = 24 * 3_600_000;

/** Which service address the sender of a request has shown to be. */
export type Claims = { serviceurl: string };
const Claims = z.object({ serviceurl: z.string().min(1) });
const Signed = z.object({ kid: z.string(), endorsements: z.array(z.string()).default([]) });

/**
 * Decides who is let in: botbuilder's own check answers forged signatures with 500, keeps a trace of every unsigned
 * request for ever, and looks at neither the tenant nor an empty service address.
 */
export function createGate(needs: GateNeeds) {
  const { appId, tenants, hosts, keysUrl, clock, log } = needs;
  // One request for the keys at a time, and none within half a minute of the last, however many unknown keys arrive.
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    timeoutDuration: 3_000,
    cooldownDuration: 30_000,
    cacheMaxAge: DAY_MS,
  });
  const refuse = (status: Refused['status'], code: string): never => {
    log.info({ event: 'teams-refused', status, code });
    throw new Refused(status);
  };
  const isEndorsed = (kid: string | undefined) =>
    keys.jwks()?.keys.some((each) => {
      const key = Signed.safeParse(each);
      return key.success && key.data.kid === kid && key.data.endorsements.includes('msteams');
    }) ?? false;

  return {
    /** Checks the token alone, before a byte of the body is read. @throws Refused 401, or 503 while the keys cannot be had */
    async checkToken(authorization: string | undefined): Promise<Claims> {
      const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return refuse(401, 'no-token');
      const verified = await jwtVerify(token, keys, {
        issuer: ISSUER,
        audience: appId,
        algorithms: ['RS256'],
        clockTolerance: TOLERANCE_S,
        requiredClaims: ['exp'],
        currentDate: clock.now(),
      }).catch((error: unknown) => refuse(isOurTrouble(error) ? 503 : 401, codeOf(error)));
      if (!isEndorsed(verified.protectedHeader.kid)) return refuse(401, 'not-endorsed');
      const claims = Claims.safeParse(verified.payload);
      return claims.success ? claims.data : refuse(401, 'no-serviceurl');
    },

    /** Checks what the body says of itself against the token and the settings. @throws Refused 401 or 403 */
    checkBody({ serviceurl }: Claims, { channelId, serviceUrl, tenant, conversation, from }: Activity): void {
      if (channelId !== 'msteams') return refuse(401, 'other-channel');
      if (serviceUrl !== serviceurl) return refuse(401, 'other-serviceurl');
      if (!allowsHost(hosts, serviceUrl)) return refuse(401, 'blocked-host');
      if (tenant === undefined || (conversation.tenantId ?? tenant) !== tenant)
        return refuse(403, 'no-tenant');
      // In a shared channel the person may be of another tenant than the team.
      if (![tenant, from?.tenantId ?? tenant].every((each) => tenants.has(each)))
        return refuse(403, 'other-tenant');
    },
  };
}

export type Gate = ReturnType<typeof createGate>;

/** The keys could not be fetched or read: whoever asked may be genuine. */
const isOurTrouble = (error: unknown) =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error.code === 'ERR_JOSE_GENERIC';

const codeOf = (error: unknown) => (error instanceof errors.JOSEError ? error.code : 'no-keys');
