/**
 * The part of a reference that is said aloud, such as the `7KQ3` of `WIR-7KQ3`. No 0 O, 1 I L or 5 S to mistake for
 * each other; 29 characters, a prime, so that the check character finds any one wrong character (a 2 read as Z too)
 * and any two neighbours that were swapped.
 */
export const ALPHABET = '2346789ABCDEFGHJKMNPQRTUVWXYZ';
const BASE = ALPHABET.length;

/** How many random bytes `makeReference` wants: one for each character it may use. */
export const REFERENCE_BYTES = 5;

/**
 * A random reference. Three characters and their check; each failed `attempt` (it was taken) adds one, up to five.
 * @param bytes at least `REFERENCE_BYTES` random ones
 */
export function makeReference(prefix: string, bytes: Uint8Array, attempt: number): string {
  const length = Math.min(3 + attempt, REFERENCE_BYTES);
  const body = [...bytes.slice(0, length)].map((byte) => ALPHABET[byte % BASE]).join('');
  return `${prefix}-${body}${checkCharacter(body)}`;
}

/** Reads a reference as people type it (`wir 7kq3`). Null when it is none, or a character is wrong. */
export function readReference(typed: string): string | null {
  const match = /^\s{0,9}([a-z]{2,4})[\s-]{0,3}([0-9a-z]{4,6})\s{0,9}$/i.exec(typed);
  if (!match) return null;
  const code = (match[2] ?? '').toUpperCase();
  if ([...code].some((each) => !ALPHABET.includes(each))) return null;
  if (checkCharacter(code.slice(0, -1)) !== code.at(-1)) return null;
  return `${(match[1] ?? '').toUpperCase()}-${code}`;
}

/** A weighted sum modulo the prime: a wrong character or a swap of two neighbours always changes it. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, each, place) => total + (place + 2) * ALPHABET.indexOf(each), 0);
  return ALPHABET[sum % BASE] ?? '';
}
