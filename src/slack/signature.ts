import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const TOLERANCE_S = 300;

/** Whether Slack signed exactly these bytes, within five minutes of now either way. */
export function isSigned(secret: string, headers: IncomingHttpHeaders, raw: Buffer, now: Date): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(now.getTime() / 1_000 - Number(stamp)) > TOLERANCE_S) return false;
  const mac = createHmac('sha256', secret).update(`v0:${stamp}:`).update(raw).digest('hex');
  const want = Buffer.from(`v0=${mac}`);
  const got = Buffer.from(signature);
  return want.length === got.length && timingSafeEqual(want, got);
}
