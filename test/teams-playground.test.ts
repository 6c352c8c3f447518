import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { APP, PASSWORD, TENANT, type Json } from './fakes/teams.js';
import { wordsOf } from './fakes/teams-driver.js';
import { openDatabase } from './support/database.js';
import { openListening } from './support/listening.js';
import { teamsSampleText, teamsUser } from './support/teams-sample.js';
import { startSigningProxy } from './teams/signing-proxy.js';

type Listening = Awaited<ReturnType<typeof openListening>>;
type Proxy = Awaited<ReturnType<typeof startSigningProxy>>;

/** What an imitation of Teams has been asked to show, and by whom. */
const shown: { path: string; authorization: string | undefined; body: Json }[] = [];
const imitation = createServer((req, res) => void show(req, res));
async function show(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const body = JSON.parse(await text(req)) as Json;
  shown.push({ path: req.url ?? '', authorization: req.headers.authorization, body });
  res.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
}

let corridor: Listening;
let proxy: Proxy;
beforeAll(async () => {
  await once(imitation.listen(0, '127.0.0.1'), 'listening');
  const ends = {
    connector: `http://127.0.0.1:${(imitation.address() as AddressInfo).port}/_connector`,
    bot: '',
  };
  corridor = await openListening(await openDatabase('sqlite'), teamsSampleText(), async (now) => {
    proxy = await startSigningProxy({ now, ends: () => ends });
    const app = { appId: APP, password: PASSWORD, tenantId: TENANT, tenants: [TENANT] };
    return { teams: { ...app, hosts: ['smba.trafficmanager.net'], apiUrl: proxy.url } };
  });
  ends.bot = `${corridor.origin}/teams/messages`;
});
afterAll(async () => {
  await corridor.drop();
  proxy.close();
  imitation.close();
});

it('lets an imitation that signs nothing through the signing proxy, and nowhere else', async () => {
  const activity = {
    ...{ type: 'message', id: '1', text: 'help', channelId: 'msteams', serviceUrl: proxy.url },
    ...{ from: { id: '29:nadia', aadObjectId: teamsUser('nadia') }, recipient: { id: `28:${APP}` } },
    conversation: { id: 'a:29:nadia', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
  };
  const say = async (url: string) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity) })).status;
  };
  expect(await say(`${corridor.origin}/teams/messages`)).toBe(401);
  expect(await say(`${proxy.url}api/messages`)).toBe(200);
  await corridor.settle();
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatchObject({ path: '/_connector/v3/conversations/a%3A29%3Anadia/activities', authorization: 'Bearer outbound' });
  expect(wordsOf(shown[0]?.body)).toContain('Not for emergencies');
}); // prettier-ignore
