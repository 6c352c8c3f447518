import type { IncomingMessage, ServerResponse } from 'node:http';

const MAX_BYTES = 1024 * 1024;
const MAX_MS = 10_000;
const MAX_DEPTH = 50;
const MAX_PIECES = 50_000;

/** A request that is answered with a bare status: malformed, too large, too slow, unknown, or not checkable now. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: 400 | 401 | 403 | 404 | 408 | 413 | 503;

  constructor(status: Refused['status']) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

/** @throws Refused when the body is over 1 MiB, compressed, slower than ten seconds or cut off. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') throw new Refused(413);
  if (Number(req.headers['content-length'] ?? 0) > MAX_BYTES) throw new Refused(413);
  return await new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    const slow = setTimeout(() => settle(new Refused(408)), MAX_MS);
    const settle = (outcome: Buffer | Refused) => {
      clearTimeout(slow);
      req.removeAllListeners('data').pause();
      if (outcome instanceof Refused) reject(outcome);
      else resolve(outcome);
    };
    req.on('data', (piece: Buffer) => {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > MAX_BYTES) settle(new Refused(413));
    });
    req.once('end', () => settle(Buffer.concat(pieces)));
    req.once('error', () => settle(new Refused(400)));
    req.once('close', () => settle(new Refused(400)));
  });
}

/** Answers once. A body that was not read to its end would keep the connection, and the stop, waiting. */
export function answer(req: IncomingMessage, res: ServerResponse, status: number, body: unknown = ''): void {
  if (res.writableEnded || res.headersSent) return;
  if (!req.complete) {
    res.setHeader('connection', 'close');
    res.once('finish', () => req.destroy());
  }
  const text = typeof body === 'string';
  res.writeHead(status, {
    'content-type': text ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  res.end(text ? body : JSON.stringify(body));
}

/**
 * Reads JSON from a stranger: at most 50 deep and 50,000 pieces, without the keys that reach into an object's prototype.
 * @throws Refused for anything else.
 */
export function readJson(text: string): unknown {
  const json = parse(text);
  const waiting: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  let pieces = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      if ((pieces += 1) > MAX_PIECES || depth > MAX_DEPTH) throw new Refused(400);
      if (key === '__proto__' || key === 'constructor') Reflect.deleteProperty(value, key);
      else waiting.push({ value: Reflect.get(value, key), depth: depth + 1 });
    }
  }
  return json;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400);
  }
}

/** @throws Refused for bytes that are not UTF-8. */
export function readUtf8(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    throw new Refused(400);
  }
}
