import { createHmac } from 'node:crypto';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export const SECRET = '0123456789abcdef0123456789abcdef';

/** A stand-in for Slack's Web API that only answers, so that what is measured is not it. */
export async function startAnsweringApi() {
  const views: string[] = [];
  const answers: Readonly<Record<string, object>> = {
    'auth.test': { ok: true, team_id: 'T0CORRIDOR', user_id: 'U0BOT', bot_id: 'B0BOT', url: 'https://x.slack.com/' },
    'views.open': { ok: true, view: { id: 'V1', hash: 'h1' } },
    'bots.info': { ok: true, bot: { id: 'B0BOT', app_id: 'A0CORRIDOR' } },
  }; // prettier-ignore
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const method = (req.url ?? '').split('/').pop() ?? '';
      if (method === 'views.open' && views.length === 0)
        views.push(new URLSearchParams(Buffer.concat(chunks).toString()).get('view') ?? '');
      res.setHeader('content-type', 'application/json');
      res.setHeader('x-oauth-scopes', '');
      res.end(JSON.stringify(answers[method] ?? { ok: true, ts: '1.1', channel: 'C0' }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/`, views, stop: () => server.close() };
}

export type Usage = { cpuMs: number; rssMb: number };
export type Child = { process: ChildProcess; port: number; startMs: number; usage(collect?: boolean): Promise<Usage>; stop(): Promise<void> }; // prettier-ignore

/** Starts one of the children and waits until it is ready. */
export async function startChild(file: string, port: number, env: Record<string, string>): Promise<Child> {
  const began = performance.now();
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, PORT: String(port), SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: 'xoxb-bench', ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const startMs = performance.now() - began;
  const usage = async (collect = false) => {
    child.send(collect);
    const [answer] = (await once(child, 'message')) as [Usage];
    return answer;
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { process: child, port, startMs, usage, stop };
} // prettier-ignore

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let triggers = 0;

/** One signed `/refer`. @returns how long the acknowledgement took, in milliseconds */
function slash(port: number): Promise<number> {
  triggers += 1;
  const body = new URLSearchParams({
    command: '/refer',
    text: '',
    user_id: 'U0NADIA',
    team_id: 'T0CORRIDOR',
    channel_id: 'C0WARD',
    api_app_id: 'A0CORRIDOR',
    trigger_id: `1.${triggers}.x`,
    response_url: 'https://hooks.slack.com/x',
  }).toString();
  const ts = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${ts}:${body}`).digest('hex')}`;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-slack-request-timestamp': ts,
      'x-slack-signature': signature,
    };
    const sent = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers }, (res) => {
      res.resume();
      res.on('end', () =>
        res.statusCode === 200 ? resolve(performance.now() - began) : reject(new Error(`answered ${res.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
} // prettier-ignore

export type Load = { p50: number; p99: number };

/** Sends `count` commands, `atOnce` at a time. */
export async function load(port: number, count: number, atOnce: number): Promise<Load> {
  const times: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        times.push(await slash(port));
      }
    }),
  );
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
