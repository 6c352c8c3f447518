import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

export const APP = '11111111-1111-4111-8111-111111111111';
export const TENANT = '22222222-2222-4222-8222-222222222222';
export const PASSWORD = 'not-a-secret-at-all';

export type Json = Record<string, unknown>;
export type Said = { method: string; path: string; conversation: string; id: string; body: Json; at: number };
/** A message as it stands now. */
export type Standing = { conversation: string; id: string; body: Json; edits: number; at: number };
export type Fault =
  { status: number; headers?: Record<string, string>; body?: Json } | 'reset' | 'reset-after';

/** Teams takes 100 KB, counted as UTF-16. */
const MOST_UNITS = 51_200;

async function bodyOf(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

/** A stand-in for the service behind Teams on loopback: keys, sign-in, connector and Graph, with faults on demand. */
export async function startFakeTeams({ now }: { now: () => number }) {
  const pair = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'RS256', use: 'sig' };
  const keys: Json[] = [
    { ...jwk, kid: 'good', endorsements: ['msteams'] },
    { ...jwk, kid: 'other-channel', endorsements: ['directline'] },
    { ...jwk, kid: 'bare' },
  ];
  const state = { down: false, graph: 200, keyFetches: 0, tokenFetches: 0, ids: 1_700_000_000_000 };
  const calls: Said[] = [];
  const faults: Fault[] = [];
  /** What goes wrong with whatever is asked about one channel or chat, before `faults` are looked at. */
  const faultsIn = new Map<string, Fault[]>();

  /** What stands in a channel (with its threads) or a one-to-one chat now, oldest first. */
  function messagesIn(where: string): Standing[] {
    const standing = new Map<string, Standing>();
    for (const { method, conversation, id, body, at } of calls) {
      if (conversation !== where && !conversation.startsWith(`${where};`)) continue;
      const key = `${conversation}/${id}`;
      const before = standing.get(key);
      if (method === 'DELETE') standing.delete(key);
      else if (body['type'] === 'message')
        standing.set(key, {
          conversation,
          id,
          body,
          edits: before ? before.edits + 1 : 0,
          at: before?.at ?? at,
        });
    }
    return [...standing.values()];
  }

  /** The same as Graph gives it: the roots of a channel, or the replies under one. */
  function historyOf(path: string): Json[] {
    const [, channel = '', root] = /\/channels\/([^/]+)\/messages(?:\/([^/]+)\/replies)?$/.exec(path) ?? [];
    return messagesIn(channel)
      .filter(({ conversation, id }) => conversation === `${channel};messageid=${root ?? id}` && id !== root)
      .map(({ id, body, at }) => ({
        id,
        createdDateTime: new Date(at).toISOString(),
        from: { application: { id: APP } },
        attachments: (body['attachments'] as Json[]).map(({ content }) => ({
          content: JSON.stringify(content),
        })),
      }));
  }

  const server = createServer((req, res) => {
    void (async () => {
      const body = await bodyOf(req);
      const path = decodeURIComponent((req.url ?? '').split('?')[0] ?? '');
      const send = (status: number, json: unknown, headers: Record<string, string> = {}) =>
        res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
      if (path === '/v1/.well-known/keys') {
        state.keyFetches += 1;
        return state.down ? void send(503, {}) : void send(200, { keys });
      }
      if (path.endsWith('/oauth2/v2.0/token')) {
        state.tokenFetches += 1;
        return void send(200, { access_token: 'outbound', expires_in: 3_600 });
      }
      if (path.startsWith('/v1.0/')) return void send(state.graph, { value: historyOf(path) });
      const json = (body ? JSON.parse(body) : {}) as Json;
      const id = String((state.ids += 1));
      const [, conversation = '', activity = id] =
        /\/v3\/conversations\/([^/]+)\/activities\/?(.*)$/.exec(path) ?? [];
      const channel = ((json['channelData'] as Json | undefined)?.['channel'] as Json | undefined)?.['id'];
      const direct = (json['members'] as { id: string }[] | undefined)?.[0]?.id;
      const made = typeof channel === 'string' ? `${channel};messageid=${id}` : `a:${direct}`;
      const known = conversation || made;
      const fault = faultsIn.get(known.split(';')[0] ?? '')?.shift() ?? faults.shift();
      if (fault === 'reset') return void req.socket.destroy();
      if (fault && fault !== 'reset-after') return void send(fault.status, fault.body ?? {}, fault.headers);
      if (req.headers.authorization !== 'Bearer outbound') return void send(401, {});
      if (body.length > MOST_UNITS) return void send(413, { error: { code: 'MessageSizeTooBig' } });
      calls.push({
        method: req.method ?? '',
        path,
        conversation: known,
        id: activity || id,
        body: (json['activity'] as Json | undefined) ?? json,
        at: now(),
      });
      if (fault === 'reset-after') return void req.socket.destroy();
      send(conversation ? 200 : 201, conversation ? { id: activity || id } : { id: made, activityId: id });
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    ...{ apiUrl, calls, faults, faultsIn, keys, state, pair, now, messagesIn },
    /** A token as the service signs it; `claims` and `header` change it, `key` signs it with another. */
    token: (
      claims: Json = {},
      header: Json = {},
      key: CryptoKey | Uint8Array = pair.privateKey,
    ): Promise<string> => {
      const at = Math.floor(now() / 1_000);
      const usual = {
        iss: 'https://api.botframework.com',
        aud: APP,
        serviceurl: apiUrl,
        nbf: at - 60,
        exp: at + 3_600,
      };
      return new SignJWT({ ...usual, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'good', ...header })
        .sign(key);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>;
