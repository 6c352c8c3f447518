import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Makes and checks the short signature that button values and form contexts carry, because both pass through the
 * client. `scope` says where it is good (platform, tenant, channel or person, action): elsewhere it does not fit.
 */
export type Signer = {
  sign(scope: readonly string[], value: string): string;
  /** @returns the value that was signed, or null if it was altered or signed for another scope. */
  verify(scope: readonly string[], signed: string): string | null;
};

const MAC_CHARACTERS = 22; // 132 bits of base64url

/** @param key 32 bytes, used for nothing else. */
export function createSigner(key: Buffer): Signer {
  const mac = (scope: readonly string[], value: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([...scope, value]))
      .digest('base64url')
      .slice(0, MAC_CHARACTERS);
  return {
    sign: (scope, value) => `${mac(scope, value)}.${value}`,
    verify: (scope, signed) => {
      const value = signed.slice(MAC_CHARACTERS + 1);
      const want = Buffer.from(`${mac(scope, value)}.`);
      const got = Buffer.from(signed.slice(0, MAC_CHARACTERS + 1));
      return want.length === got.length && timingSafeEqual(want, got) ? value : null;
    },
  };
}
