import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

import type { Json } from './teams-messages.js';

export const APP = '11111111-1111-4111-8111-111111111111';

/** A key set as the service behind Teams publishes it, made for this run alone, and tokens signed with it. */
export async function createTeamsKeys({ now }: { now: () => number }) {
  const pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'RS256', use: 'sig' };
  const keys: Json[] = [
    { ...jwk, kid: 'good', endorsements: ['msteams'] },
    { ...jwk, kid: 'other-channel', endorsements: ['directline'] },
    { ...jwk, kid: 'bare' },
  ];
  return {
    ...{ pair, keys },
    /** A token as the service signs it: what is said in `claims` and `header` changes it, `key` signs it with another. */
    sign(
      claims: Json & { serviceurl: unknown },
      header: Json = {},
      key: CryptoKey | Uint8Array = pair.privateKey,
    ): Promise<string> {
      const at = Math.floor(now() / 1_000);
      const usual = { iss: 'https://api.botframework.com', aud: APP, nbf: at - 60, exp: at + 3_600 };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'good', ...header })
        .sign(key);
    },
  };
}
