import { HttpHeaders, type WebResourceLike } from 'botbuilder-stdlib/lib/azureCoreHttpCompat.js';
import { PlatformFault } from '../../shared/platform-fault.js';
import { faultOf, faultOfAnswer } from '../faults.js';

type Needs = { allowsHost: (url: string) => boolean; onUnauthorised: () => void; timeoutMs: number };

/**
 * The SDK posts up to four times after a time-out or a 5xx, whatever it is told. This client makes one request,
 * whatever comes back, and calls only hosts that are allowed: repeating is a decision for delivery, which looks first.
 */
export const oneShot = ({ allowsHost, onUnauthorised, timeoutMs }: Needs) => ({
  async sendRequest(request: WebResourceLike) {
    if (!allowsHost(request.url)) throw new PlatformFault('broken', 'blocked_host');
    const { status, text, headers } = await send(request, timeoutMs);
    if (status === 401) onUnauthorised();
    if (status < 200 || status > 299) throw faultOfAnswer(status, headers.get('retry-after'), text);
    return { request, status, headers: new HttpHeaders(Object.fromEntries(headers)), bodyAsText: text };
  },
});

async function send({ url, method, headers, body }: WebResourceLike, timeoutMs: number) {
  const given = headers.headersArray().filter(({ name }) => name.toLowerCase() !== 'content-length');
  try {
    const response = await fetch(url, {
      method,
      headers: Object.fromEntries(given.map(({ name, value }) => [name, value])),
      ...(typeof body === 'string' && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw faultOf(error);
  }
}
