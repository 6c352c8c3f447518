import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, createFaults, type Fault } from './faults.js';
import { wrongWithMessage, wrongWithView } from './slack-check.js';

import { createMethods, type Args } from './slack-methods.js';
import { createWorkspace, type FakeMessage, type FakeView } from './slack-workspace.js';

/**
 * The only tokens the fake takes: the bot's, and the one with which an app asks for a socket. The bot's may go on after
 * this, which tells several processes apart.
 */
export const BOT_TOKEN = 'xoxb-fake';
export const APP_TOKEN = 'xapp-fake';

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

type Options = {
  /** Milliseconds; the bot's clock must agree within five minutes. */
  now?: () => number;
  /** How many times faster than real time it goes; what people do, they do in real time. */
  speed?: number;
  /** Whether every call is remembered, for tests that look at them. */
  remembers?: boolean;
  /** Told of every message that is really there from now on, in order. */
  onLanded?: (message: FakeMessage) => void;
  /** 0, the default, takes a free one. */
  port?: number;
  /** How much history one page holds at most. */
  pageSize?: number;
  /** After how many milliseconds a new message can be read back. */
  readLagMs?: () => number;
  channels?: readonly string[];
  /** Where `apps.connections.open` sends the bot. */
  socketUrl?: string;
  /** What `auth.test` says besides, or instead. */
  self?: object;
};

/**
 * A Slack workspace on a loopback port. Point the bot's `apiUrl` at it, and drive it with `createDriver`. A payload that
 * Slack would refuse is refused here too, and `close` throws with the list of them, so that no test can miss one.
 */
export async function startFakeSlack(options: Options = {}) {
  const { now = Date.now, port = 0, pageSize = 100, channels = ['C0TRIAGE', 'C0WARD'] } = options;
  const { speed = 1, remembers = true, onLanded = () => undefined, readLagMs = () => 0 } = options;
  const workspace = createWorkspace(now, speed, readLagMs);
  for (const each of channels) workspace.channels.set(each, { member: true, archived: false });
  const faults = createFaults();
  const problems: string[] = [];
  const calls: { method: string; args: Args }[] = [];
  const responseUrls = new Map<string, { user: string; channel: string; uses: number }>();

  const report = (what: string, problem: string | null) => {
    if (problem !== null) problems.push(`${what}: ${problem}`);
    return problem === null;
  };
  const checkMessage = (what: string, message: { text: unknown; blocks: unknown }) =>
    report(what, wrongWithMessage(message));
  const checkView = (what: string, view: unknown) => report(what, wrongWithView(view));
  const { socketUrl, self } = options;
  const methods = createMethods({ workspace, pageSize, checkMessage, checkView, socketUrl, self, onLanded });

  /** Shows something to one person, as an answer to a command or through a response_url does. */
  function showTo(user: string, channel: string, body: unknown): FakeMessage {
    const { text, blocks = [] } = body as { text?: string; blocks?: [] };
    checkMessage('an answer', { text, blocks });
    const base = { ts: workspace.nextTs(), user: 'U0CORRIDOR', edits: 0, unfurls: false };
    const message = { ...base, channel, text: text ?? '', blocks, onlyFor: user };
    workspace.shown.push(message);
    return message;
  }

  const server = createServer((req, res) => void serve(req, res));
  async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = new URL(req.url ?? '/', 'http://fake').pathname;
    const body = await readText(req);
    const method = path.replace(/^\/(api|response)\//, '');
    if (path.startsWith('/response/')) return respond(res, method, body);
    const args = Object.fromEntries(new URLSearchParams(body));
    if (remembers) calls.push({ method, args });
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const run = () => {
      const wanted = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
      if (!token.startsWith(wanted)) return { ok: false, error: 'invalid_auth' };
      return methods[method]?.(args) ?? { ok: false, error: 'unknown_method' };
    };
    answer(res, () => ({ status: 200, json: run() }), faults.take(method, token));
  }

  function respond(res: ServerResponse, id: string, body: string): void {
    calls.push({ method: 'response_url', args: { id } });
    const target = responseUrls.get(id);
    const run = () => {
      if (target === undefined || (target.uses += 1) > 5) return { ok: false, error: 'used_url' };
      showTo(target.user, target.channel, JSON.parse(body));
      return { ok: true };
    };
    const fault = faults.take('response_url', '');
    const used: Fault = { kind: 'status', status: 404, applied: false };
    const isUsed = target === undefined || target.uses >= 5;
    answer(res, () => ({ status: 200, json: run() }), isUsed ? used : fault);
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${origin}/api/`,
    now,
    faults,
    problems,
    workspace,
    checkView,
    showTo,
    /** Every call so far, with its arguments as they came. */
    calls,
    count: (method: string) => calls.filter((each) => each.method === method).length,
    makeResponseUrl(user: string, channel: string): string {
      const id = workspace.nextId('R');
      responseUrls.set(id, { user, channel, uses: 0 });
      return `${origin}/response/${id}`;
    },
    /** What stands in a channel now, threads included, oldest first. */
    channel: (id: string): FakeMessage[] => workspace.messages.filter(({ channel }) => channel === id),
    directTo: (user: string): FakeMessage[] =>
      workspace.messages.filter(({ channel }) => channel === workspace.direct.get(user)),
    /** What this person alone was shown: command answers, answers to presses, ephemeral messages. */
    shownTo: (user: string): FakeMessage[] => workspace.shown.filter(({ onlyFor }) => onlyFor === user),
    modalOf: (user: string): FakeView | undefined => workspace.modals.get(user),
    homeOf: (user: string): FakeView | undefined => workspace.homes.get(user),
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      if (problems.length > 0) throw new Error(`Slack would have refused:\n${problems.join('\n')}`);
    },
  };
}

async function readText(req: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of req) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
