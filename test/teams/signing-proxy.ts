import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { createTeamsKeys } from '../fakes/teams-keys.js';

/** Where a tool that imitates Teams keeps its connector, and where Corridor takes activities. */
type Ends = { connector: string; bot: string };

const Body = z.looseObject({ serviceUrl: z.string() });

/**
 * Stands between Corridor and a tool that imitates Teams but signs nothing: to the tool it is the bot, to Corridor it
 * is the service with its keys and its sign-in. Corridor trusts those keys because it is started with this address,
 * which its settings take on this machine only; it has no switch that lets in what is unsigned.
 */
export async function startSigningProxy({ now, ends }: { now: () => number; ends: () => Ends }) {
  const { keys, sign: tokenFor } = await createTeamsKeys({ now });

  async function sign(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await text(req);
    const { serviceUrl } = Body.parse(JSON.parse(body));
    await pass(res, ends().bot, { method: 'POST', body, bearer: await tokenFor({ serviceurl: serviceUrl }) });
  }
  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = req.url ?? '/';
    if (path === '/api/messages') return await sign(req, res);
    if (path.startsWith('/v1/')) return send(res, 200, JSON.stringify({ keys }));
    if (path.endsWith('/oauth2/v2.0/token'))
      return send(res, 200, JSON.stringify({ access_token: 'outbound', expires_in: 3_600 }));
    if (!path.startsWith('/v3/')) return send(res, 403, '{}'); // Graph is nothing such a tool has
    const body = await text(req);
    await pass(res, `${ends().connector}${path}`, { method: req.method ?? 'GET', body, bearer: 'outbound' });
  }
  const server = createServer((req, res) => {
    answer(req, res).catch((fault: unknown) => send(res, 502, JSON.stringify({ error: String(fault) })));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const send = (res: ServerResponse, status: number, body: string): void =>
  void res.writeHead(status, { 'content-type': 'application/json' }).end(body);

type Passed = { method: string; body: string; bearer: string };

async function pass(res: ServerResponse, url: string, { method, body, bearer }: Passed): Promise<void> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
    ...(body !== '' && { body }),
  });
  send(res, response.status, await response.text());
}
