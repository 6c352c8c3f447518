// Corridor as Microsoft's Agents Playground shows it, to be looked at by hand: npm run teams:playground -- [nadia]
// The Playground is fetched by npx when it is started, and is no part of Corridor: its licence is for trying things out.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { connect } from '../../src/database/connect.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { serve } from '../../src/main/serve.js';
import { APP } from '../fakes/teams-keys.js';
import { PASSWORD, TENANT } from '../fakes/teams.js';
import { loadSample } from '../support/partnership.js';
import { TEST_CONFIG } from '../support/settings.js';
import { teamsChannel, teamsSampleText, teamsUser } from '../support/teams-sample.js';
import { startSigningProxy } from './signing-proxy.js';

const PLAYGROUND = '@microsoft/m365agentsplayground@0.2.28';
const PORT = 56_150;

/** Loads the sample into a database of its own. @returns everybody in it, by key and name */
async function fill(folder: string): Promise<{ key: string; name: string }[]> {
  const database = await connect({ folder });
  await loadSample(database, teamsSampleText());
  const directory = createDirectory({ database });
  await directory.refresh();
  const people = directory.all().flatMap(({ members }) => members.map(({ key, name }) => ({ key, name })));
  await database.close();
  return people;
}

/** The Playground takes five people besides whoever acts, neither more nor fewer, and one channel. */
const OTHERS = 5;

/** What the Playground is told of the sample. */
function settingsOf(people: readonly { key: string; name: string }[], acting: string): string {
  const users = people.map(({ key, name }) => {
    const [givenName = '', surname = ''] = name.split(' ');
    const email = `${key}@corridor.example`;
    const names = { name, givenName, surname, userPrincipleName: email, email };
    return { key, id: `29:${key}`, aadObjectId: teamsUser(key), ...names };
  });
  const [currentUser] = users.filter(({ key }) => key === acting).map(({ key: _key, ...user }) => user);
  if (!currentUser) throw new Error(`Say one of: ${people.map(({ key }) => key).join(', ')}`);
  return stringify({
    version: '0.1.1',
    tenantId: TENANT,
    bot: { id: `28:${APP}`, name: 'Corridor' },
    currentUser,
    users: users
      .filter(({ key }) => key !== acting)
      .slice(0, OTHERS)
      .map(({ key: _key, ...user }) => user),
    personalChat: { id: `a:29:${acting}` },
    groupChat: { id: 'group-chat', name: 'Group chat' },
    team: {
      id: '19:team',
      name: 'The partnership',
      aadGroupId: TENANT,
      channels: [{ id: teamsChannel('corridor'), name: 'corridor' }],
    },
  });
}

const [, , acting = 'nadia'] = process.argv;
const folder = await mkdtemp(join(tmpdir(), 'corridor-playground-'));
const ends = { connector: `http://127.0.0.1:${PORT}/_connector`, bot: '' };
const proxy = await startSigningProxy({ now: Date.now, ends: () => ends });
await writeFile(join(folder, '.m365agentsplayground.yml'), settingsOf(await fill(folder), acting));
const app = { appId: APP, password: PASSWORD, tenantId: TENANT, tenants: [TENANT] };
const teams = { ...app, hosts: ['smba.trafficmanager.net'], apiUrl: proxy.url };
const print = (line: string) => void process.stdout.write(`${line}\n`);
const keys = `playground:${randomBytes(32).toString('base64')}`;
const config = { ...TEST_CONFIG, dataFolder: folder, keys, local: false, teams };
const running = await serve(config, print, () => {});
ends.bot = `http://127.0.0.1:${running.port}/teams/messages`;

const words = ['--app-endpoint', `${proxy.url}api/messages`, '--service-url', proxy.url];
const more = ['--channel-id', 'msteams', '--port', String(PORT), '--disable-telemetry'];
const playground = spawn('npx', ['--yes', PLAYGROUND, ...words, ...more], { cwd: folder, stdio: 'inherit' });
process.on('SIGINT', () => undefined); // the Playground gets it too; everything ends when it has ended
await once(playground, 'exit');
await running.stop();
proxy.close();
await rm(folder, { recursive: true, force: true });
