import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Provider } from '../../src/database/types.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { createProgram } from '../../src/main/program.js';
import { createHttpServer } from '../../src/main/server.js';
import { createLog } from '../../src/shared/log.js';
import { APP, PASSWORD, startFakeTeams, TENANT, type Json } from '../fakes/teams.js';
import { MORNING, TEST_CONFIG, testClock } from './corridor.js';
import { openDatabase } from './database.js';
import { settled } from './settled.js';
import { loadSample, sampleText } from './partnership.js';

/** Somebody of the sample as Entra knows them. */
const teamsUser = (key: string): string => {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A channel of the sample as Teams knows it. */
export const teamsChannel = (key: string): string => `19:${key}@thread.tacv2`;

const teamsSampleText = (): string =>
  sampleText('maternity')
    .replace(/^( +)web: (harbour-triage|mersey-law-triage|corridor)$/gm, (_, indent: string, key: string) => `${indent}teams: ${TENANT}/${teamsChannel(key)}`)
    .replace(/^( +)web: (\w+)$/gm, (_, indent: string, key: string) => `${indent}teams: ${TENANT}/${teamsUser(key)}`); // prettier-ignore

/** The whole of Corridor between a fake Teams and a fresh database, with the maternity sample living in Teams. */
export async function openTeamsCorridor(provider: Provider) {
  const database = await openDatabase(provider);
  await loadSample(database, teamsSampleText());
  const directory = createDirectory({ database });
  await directory.refresh();
  const clock = testClock(MORNING);
  const fake = await startFakeTeams({ now: () => clock.now().getTime() });
  const lines: string[] = [];
  const teams = {
    ...{ appId: APP, password: PASSWORD, tenantId: TENANT, tenants: [TENANT] },
    ...{ hosts: ['smba.trafficmanager.net'], apiUrl: fake.apiUrl },
  };
  const program = await createProgram({
    config: { ...TEST_CONFIG, teams, local: false },
    keyring: keyringFrom(`test:${randomBytes(32).toString('base64')}`),
    ...{ database, directory, clock },
    log: createLog((line) => lines.push(line), clock.now),
  });
  const ready = () => Promise.resolve(true);
  const server = createHttpServer({ web: program.web.handle, slack: null, teams: program.teams?.handle ?? null, ready });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/messages`;
  let ids = 0;

  const activity = (user: string, more: Json = {}): Json => ({
    ...{ type: 'message', id: `act-${(ids += 1)}`, channelId: 'msteams', serviceUrl: fake.apiUrl },
    from: { id: `29:${user}`, aadObjectId: teamsUser(user) },
    recipient: { id: `28:${APP}` },
    conversation: { id: `a:29:${user}`, conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    timestamp: clock.now().toISOString(),
    ...more,
  });
  async function send(body: unknown, authorization?: string | null) {
    const auth = authorization === undefined ? `Bearer ${await fake.token()}` : authorization;
    const headers = { 'content-type': 'application/json', ...(auth !== null && { authorization: auth }) };
    const response = await fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, json: text.startsWith('{') ? (JSON.parse(text) as Json) : null };
  }
  return {
    ...program,
    ...{ database, directory, clock, fake, lines, url, activity, send },
    settle: () => settled(program, clock),
    async drop() {
      server.closeAllConnections();
      server.close();
      await program.teams?.stop();
      await program.worker.stop();
      await database.drop();
      await fake.close();
    },
  };
} // prettier-ignore

export type TeamsCorridor = Awaited<ReturnType<typeof openTeamsCorridor>>;
