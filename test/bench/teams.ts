// What Teams costs: an activity beside a bare CloudAdapter, and a start with and without it.
// By itself, after a build: npx tsx test/bench/teams.ts
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.js';
import { APP, PASSWORD, startFakeTeams, TENANT, type FakeTeams } from '../fakes/teams.js';
import { loadSample } from '../support/partnership.js';
import { teamsSampleText, teamsUser } from '../support/teams-sample.js';
import { load, measure, post, quantile, startChild, type Child } from './children.js';
import { slackEnv, startAnsweringApi } from './slack-load.js';

type Print = (line: string) => void;
type Env = Record<string, string>;

const ACTIVITIES = 3_000;
const AT_ONCE = 32;
const UNSIGNED = 5_000;
const STARTS = 5;
const KEY = `bench:${Buffer.alloc(32, 7).toString('base64')}`;

/** Prints the cost of a signed activity that opens a form, and how long starts take. */
export async function benchTeams(print: Print): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const fake = await startFakeTeams({ now: Date.now });
  const api = await startAnsweringApi();
  const database = await connect({ folder });
  await loadSample(database, teamsSampleText());
  await database.close();
  const own = { DATA_DIR: folder, CORRIDOR_KEYS: KEY };
  await benchActivity(print, fake, own);
  await benchStarts(print, { ...own, ...slackEnv(api.url) }, teamsEnv(fake));
  api.stop();
  await fake.close();
  rmSync(folder, { recursive: true });
}

const teamsEnv = ({ apiUrl }: FakeTeams): Env => ({
  ...{ TEAMS_APP_ID: APP, TEAMS_APP_PASSWORD: PASSWORD, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: apiUrl },
});

async function benchActivity(print: Print, fake: FakeTeams, own: Env): Promise<void> {
  const opens = asker(fake, `Bearer ${await fake.token()}`);
  const corridor = await startChild('child-corridor.mjs', 4_320, { ...own, ...teamsEnv(fake) });
  const { answer: SHOWN } = await opens(corridor.port);
  const bare = await startChild('child-cloud-adapter.mjs', 4_321, { ...teamsEnv(fake), SHOWN });
  if ((await opens(bare.port)).answer !== SHOWN) throw new Error('they do not show the same form');

  const ours = await measure(corridor, opens, ACTIVITIES, AT_ONCE);
  const theirs = await measure(bare, opens, ACTIVITIES, AT_ONCE);
  const ratio = ours.cpuEach / theirs.cpuEach;
  print(`a signed activity of Teams that opens a form, ${ACTIVITIES}, ${AT_ONCE} at once`);
  print(`  CPU an activity    Corridor ${ours.cpuEach.toFixed(3)} ms, bare CloudAdapter ${theirs.cpuEach.toFixed(3)} ms: ${ratio.toFixed(2)}× (aim 1.2×)`);
  print(`  answered p50       Corridor ${ours.p50.toFixed(1)} ms, bare CloudAdapter ${theirs.p50.toFixed(1)} ms`);
  print(`  answered p99       Corridor ${ours.p99.toFixed(1)} ms, bare CloudAdapter ${theirs.p99.toFixed(1)} ms`);
  print(`  memory afterwards  Corridor ${ours.afterMb.toFixed(0)} MB, bare CloudAdapter ${theirs.afterMb.toFixed(0)} MB`);
  print(`a flood of ${UNSIGNED} unsigned requests, each of another tenant`);
  print(`  memory kept of it  ${(await keptOf(corridor)).toFixed(1)} MB`);
  await Promise.all([corridor.stop(), bare.stop()]);
} // prettier-ignore

/** How much more memory is in use after a flood of which nothing is to be kept. */
async function keptOf(child: Child): Promise<number> {
  const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unsigned = (port: number) => {
    const claims = { iss: `https://sts.windows.net/${randomUUID()}/`, aud: APP };
    const authorization = `Bearer ${base64({ alg: 'RS256', kid: randomUUID() })}.${base64(claims)}.x`;
    const headers = { 'content-type': 'application/json', authorization };
    const activity = {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'https://smba.trafficmanager.net/',
    };
    return post(port, '/teams/messages', headers, JSON.stringify(activity), 401);
  };
  await load(unsigned, child.port, 200, AT_ONCE);
  const { heapMb } = await child.usage(true);
  await load(unsigned, child.port, UNSIGNED, AT_ONCE);
  return (await child.usage(true)).heapMb - heapMb;
}

/** Chooses Refer from the compose box: each time another activity. */
const asker = ({ apiUrl }: FakeTeams, authorization: string) => (port: number) => {
  const activity = {
    ...{ type: 'invoke', name: 'composeExtension/fetchTask', id: randomUUID(), channelId: 'msteams', serviceUrl: apiUrl },
    ...{ from: { id: '29:nadia', aadObjectId: teamsUser('nadia') }, recipient: { id: `28:${APP}` } },
    conversation: { id: 'a:29:nadia', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    value: { commandId: 'refer', commandContext: 'compose' },
  };
  const headers = { 'content-type': 'application/json', authorization };
  return post(port, '/teams/messages', headers, JSON.stringify(activity));
}; // prettier-ignore

async function benchStarts(print: Print, slack: Env, teams: Env): Promise<void> {
  const kinds = [['Slack alone', slack], ['Slack and Teams', { ...slack, ...teams }]] as const; // prettier-ignore
  print(`a cold start, the middle of ${STARTS}`);
  for (const [name, env] of kinds) {
    const times: number[] = [];
    let has = false;
    for (let nth = 0; nth < STARTS; nth += 1) {
      const child = await startChild('child-corridor.mjs', 4_322, env);
      times.push(child.startMs);
      has = (await child.usage()).hasBotbuilder;
      await child.stop();
    }
    print(
      `  ${name.padEnd(18)} ${quantile(times, 0.5).toFixed(0)} ms, ${has ? 'with' : 'without'} botbuilder loaded`,
    );
  }
}

if (import.meta.filename === process.argv[1]) {
  await benchTeams((line) => void process.stdout.write(`${line}\n`));
  process.exit(0);
}
