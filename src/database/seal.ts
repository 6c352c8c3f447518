import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * The keys for what people typed. The `current` one seals; the others still open what they sealed. They are listed
 * from the newest to the `oldest`, so the oldest is the next to be retired.
 */
export type Keyring = { current: string; oldest: string; get(kid: string): Buffer | undefined };

/** The one place where a sealed value is good. Moved to another row or field, it does not open. */
export type Where = { partnership: string; table: string; row: string; field: string };

/**
 * A sealed value does not open: it was altered or moved (`altered`), or its key has been retired (`unknown-key`).
 * The message says no more than that.
 */
export class SealBroken extends Error {
  override name = 'SealBroken';
  readonly code: 'altered' | 'unknown-key';

  constructor(code: SealBroken['code']) {
    super(`A sealed value does not open: ${code}`);
    this.code = code;
  }
}

const VERSION = 'v1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OPTIONS = { authTagLength: TAG_BYTES }; // unnamed, Node 20 would accept a tag of 4 bytes

/** Encrypts with the current key. @returns `v1.kid.iv.ct`, the 16 bytes of the tag at the end of `ct`. */
export function seal(plain: string, keyring: Keyring, where: Where): string {
  const kid = keyring.current;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(keyring, kid), nonce, OPTIONS);
  cipher.setAAD(bindTo(kid, where));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, kid, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/** @throws SealBroken unless every character is as `seal` made it, for the same place */
export function open(sealed: string, keyring: Keyring, where: Where): string {
  const [version, kid = '', nonceText = '', bodyText = '', ...more] = sealed.split('.');
  const nonce = Buffer.from(nonceText, 'base64url');
  const body = Buffer.from(bodyText, 'base64url');
  // Node skips what is not base64, so that different texts would open: only the one that was written may.
  const asWritten = nonce.toString('base64url') === nonceText && body.toString('base64url') === bodyText;
  const shaped = nonce.length === NONCE_BYTES && body.length >= TAG_BYTES;
  if (version !== VERSION || more.length > 0 || !asWritten || !shaped) throw new SealBroken('altered');

  const decipher = createDecipheriv(CIPHER, keyOf(keyring, kid), nonce, OPTIONS);
  decipher.setAAD(bindTo(kid, where));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return decipher.update(body.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new SealBroken('altered');
  }
}

function keyOf(keyring: Keyring, kid: string): Buffer {
  const key = keyring.get(kid);
  if (!key) throw new SealBroken('unknown-key');
  return key;
}

const bindTo = (kid: string, { partnership, table, row, field }: Where): Buffer =>
  Buffer.from(JSON.stringify([VERSION, kid, partnership, table, row, field]));
