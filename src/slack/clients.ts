import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from '@slack/bolt';
import { faultOf } from './faults.js';

/** One POST for each call, whatever comes back: repeating one is a decision for delivery, which can look first. */
const SENDING = {
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 3_000,
  maxRequestConcurrency: 8,
} satisfies WebClientOptions;

/** Reading twice does no harm. */
const READING = {
  retryConfig: { retries: 2, minTimeout: 200, maxTimeout: 1_000 },
  rejectRateLimitedCalls: true,
  timeout: 5_000,
} satisfies WebClientOptions;

export type ClientSettings = { botToken: string; apiUrl?: string; speed?: number };
export type Clients = { send: WebClient; read: WebClient };

/** Fresh options each time: the SDK changes the objects it is given. */
export const sendingOptions = (settings: ClientSettings, logger: Logger): WebClientOptions => ({
  ...SENDING,
  retryConfig: { ...SENDING.retryConfig },
  timeout: Math.round(SENDING.timeout / (settings.speed ?? 1)), // a fraction would be refused
  ...common(settings, logger),
});

/** A client that says things, once each, and one that looks things up and may look again. */
export function createClients(settings: ClientSettings, logger: Logger): Clients {
  const reading = { ...READING, retryConfig: { ...READING.retryConfig }, ...common(settings, logger) };
  return {
    send: new WebClient(settings.botToken, sendingOptions(settings, logger)),
    read: new WebClient(settings.botToken, reading),
  };
}

const common = ({ apiUrl }: ClientSettings, logger: Logger): WebClientOptions => ({
  logger,
  fetch: fetchReadably,
  ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
});

/** A 429 without a number of seconds reaches the caller as a nameless error; with one, as the rate limit it is. */
const fetchReadably: typeof fetch = async (url, init) => {
  const response = await fetch(url, init);
  if (response.status !== 429 || /^\s*\d{1,9}\s*$/.test(response.headers.get('retry-after') ?? ''))
    return response;
  return new Response(null, { status: 429, headers: { 'retry-after': '5' } });
};

/** Makes a call and turns what goes wrong into a `PlatformFault`. */
export async function asking<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw faultOf(error);
  }
}
