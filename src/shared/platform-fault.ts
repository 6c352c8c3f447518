/**
 * A platform said no, or did not say. Made only in a platform room's `faults.ts`; read by delivery.
 * - `retry-after`: nothing was carried out; try again after `retryAfterMs` (clamped by delivery)
 * - `gone`: the place or person cannot be reached any more
 * - `denied`: Corridor may not do this there
 * - `broken`: refused for good, for another reason
 * - `unknown-outcome`: it may or may not have been carried out
 */
export class PlatformFault extends Error {
  override name = 'PlatformFault';
  readonly kind: 'retry-after' | 'gone' | 'denied' | 'broken' | 'unknown-outcome';
  /** A short code of the platform's, safe to log: never its words. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(kind: PlatformFault['kind'], code: string, retryAfterMs?: number) {
    super(`${kind}: ${code}`);
    this.kind = kind;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}
