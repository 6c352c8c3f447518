import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { post } from './children.js';

const SECRET = '0123456789abcdef0123456789abcdef';

/** The settings of a child that speaks with the stand-in. */
export const slackEnv = (apiUrl: string) => ({
  ...{ SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: 'xoxb-bench', SLACK_API_URL: apiUrl },
});

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

let triggers = 0;

/** One signed `/refer`. */
export function slash(port: number) {
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
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': ts,
    'x-slack-signature': signature,
  };
  return post(port, '/slack/events', headers, body);
}
