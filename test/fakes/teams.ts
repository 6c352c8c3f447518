import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey } from 'jose';
import { answer, createFaults, type Fault, type Said as Answer } from './faults.js';
import { APP, createTeamsKeys } from './teams-keys.js';
import { createMessages, type Json, type Said, type Standing } from './teams-messages.js';

export type { Json, Standing };
export { APP };

export const TENANT = '22222222-2222-4222-8222-222222222222';
/** A second organisation that is let in; the sample has nobody of it. */
export const SECOND_TENANT = '44444444-4444-4444-8444-444444444444';
/** The bot's secret may go on after this; so does the token it gets, which tells several processes apart. */
export const PASSWORD = 'not-a-secret-at-all';
const TOKEN = 'outbound';

/** What it answers where Corridor may not write any more. */
export const BLOCKED: Fault = {
  kind: 'status',
  status: 403,
  applied: false,
  body: JSON.stringify({ error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } }),
};

/** Where the SDK looks for the keys; Corridor asks for them directly. */
const METADATA = '/v1/.well-known/openidconfiguration';

/** Teams takes 100 KB, counted as UTF-16. */
const MOST_UNITS = 51_200;

type Options = {
  /** Milliseconds. */
  now: () => number;
  /** Told of every message that is really there from now on, in order. */
  onLanded?: (message: Standing) => void;
  /** After how many milliseconds a new message can be read back. */
  readLagMs?: () => number;
};

async function bodyOf(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

/**
 * A stand-in for the service behind Teams on loopback: keys, sign-in, connector and Graph, with faults on demand. To
 * `faults`, a call is `say`, `change` or `open` (a one-to-one chat), with the channel or chat as its place, or `read`
 * or `sign-in`.
 */
export async function startFakeTeams({ now, onLanded = () => undefined, readLagMs = () => 0 }: Options) {
  const { pair, keys, sign } = await createTeamsKeys({ now });
  const state = { down: false, graph: 200, keyFetches: 0, tokenFetches: 0, ids: 1_700_000_000_000 };
  const messages = createMessages({ app: APP, now, readLagMs });
  const faults = createFaults();

  const server = createServer((req, res) => void serve(req, res));
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await bodyOf(req);
    const { pathname, searchParams } = new URL(req.url ?? '/', apiUrl);
    const path = decodeURIComponent(pathname);
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (path === METADATA)
      return answer(res, () => said(200, { jwks_uri: `${apiUrl}v1/.well-known/keys` }), undefined);
    if (path === '/v1/.well-known/keys') {
      state.keyFetches += 1;
      return answer(res, () => (state.down ? said(503, {}) : said(200, { keys })), undefined);
    }
    if (path.endsWith('/oauth2/v2.0/token')) {
      state.tokenFetches += 1;
      const suffix = new URLSearchParams(body).get('client_secret')?.slice(PASSWORD.length) ?? '';
      const granted = { access_token: `${TOKEN}${suffix}`, expires_in: 3_600 };
      return answer(res, () => said(200, granted), faults.take('sign-in', granted.access_token));
    }
    if (path.startsWith('/v1.0/')) {
      const read = () => said(state.graph, messages.page(path, searchParams, apiUrl));
      return answer(res, read, faults.take('read', token));
    }
    const call = callOf(req.method ?? '', path, body, String((state.ids += 1)));
    const place = call.conversation.split(';')[0];
    answer(res, () => carryOut(call, body.length, token), faults.take(call.name, token, place));
  }

  function carryOut({ name, answers, ...call }: Call, size: number, token: string): Answer {
    if (!token.startsWith(TOKEN)) return said(401, {});
    if (size > MOST_UNITS) return said(413, { error: { code: 'MessageSizeTooBig' } });
    const { conversation, id, body } = call;
    const at = now();
    messages.keep({ ...call, at });
    if (name === 'say') onLanded({ conversation, id, body, edits: 0, at });
    return answers;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  return {
    ...{ apiUrl, faults, keys, state, pair, now },
    ...{ calls: messages.calls, messagesIn: messages.messagesIn, places: messages.places },
    /** A token as the service signs it; `claims` and `header` change it, `key` signs it with another. */
    token: (claims?: Json, header?: Json, key?: CryptoKey | Uint8Array) =>
      sign({ serviceurl: apiUrl, ...claims }, header, key),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>;

const said = (status: number, json: unknown): Answer => ({ status, json });

type Call = Omit<Said, 'at'> & { name: 'say' | 'change' | 'open'; answers: Answer };

/** What the connector is asked for; `newId` is that of what comes into being by it. */
function callOf(method: string, path: string, text: string, newId: string): Call {
  const json = (text ? JSON.parse(text) : {}) as Json;
  const [, conversation = '', activity = ''] =
    /\/v3\/conversations\/([^/]+)\/activities\/?(.*)$/.exec(path) ?? [];
  const id = activity || newId;
  if (conversation)
    return {
      ...{ method, path, conversation, id, body: json, name: activity ? 'change' : 'say' },
      answers: said(200, { id }),
    };
  const channel = ((json['channelData'] as Json | undefined)?.['channel'] as Json | undefined)?.['id'];
  const direct = (json['members'] as { id: string }[] | undefined)?.[0]?.id;
  const made = typeof channel === 'string' ? `${channel};messageid=${id}` : `a:${direct}`;
  return {
    ...{ method, path, conversation: made, id, body: (json['activity'] as Json | undefined) ?? json },
    ...{
      name: typeof channel === 'string' ? 'say' : 'open',
      answers: said(201, { id: made, activityId: id }),
    },
  };
}
