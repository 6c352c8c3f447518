import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.js';
import { slackSampleText } from '../support/slack-sample.js';
import { loadSample } from '../support/partnership.js';
import { load, measure, startChild } from './children.js';
import { slackEnv, slash, startAnsweringApi } from './slack-load.js';

const COMMANDS = 5_000;
const AT_ONCE = 32;

/** A signed slash command that opens a form: Corridor beside a bare Bolt app that opens the same form. */
export async function benchSlash(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const api = await startAnsweringApi();
  const database = await connect({ folder });
  await loadSample(database, slackSampleText());
  await database.close();
  const corridor = await startChild('child-corridor.mjs', 4_310, { ...slackEnv(api.url), DATA_DIR: folder, CORRIDOR_KEYS: KEY });
  await load(slash, corridor.port, 1, 1);
  const bolt = await startChild('child-bolt.mjs', 4_311, { ...slackEnv(api.url), VIEW: api.views[0] ?? '{}' });

  const [ours, theirs] = [await measure(corridor, slash, COMMANDS, AT_ONCE), await measure(bolt, slash, COMMANDS, AT_ONCE)];
  const ratio = ours.cpuEach / theirs.cpuEach;
  print(`signed /refer that opens a form, ${COMMANDS} commands, ${AT_ONCE} at once`);
  print(`  CPU a command      Corridor ${ours.cpuEach.toFixed(3)} ms, bare Bolt ${theirs.cpuEach.toFixed(3)} ms: ${ratio.toFixed(2)}× (aim 2×)`);
  print(`  acknowledged p50   Corridor ${ours.p50.toFixed(1)} ms, bare Bolt ${theirs.p50.toFixed(1)} ms`);
  print(`  acknowledged p99   Corridor ${ours.p99.toFixed(1)} ms, bare Bolt ${theirs.p99.toFixed(1)} ms`);
  print(`  memory at rest     Corridor ${ours.restMb.toFixed(0)} MB, bare Bolt ${theirs.restMb.toFixed(0)} MB`);
  print(`  memory afterwards  Corridor ${ours.afterMb.toFixed(0)} MB, bare Bolt ${theirs.afterMb.toFixed(0)} MB`);
  print(`  cold start         Corridor ${corridor.startMs.toFixed(0)} ms, bare Bolt ${bolt.startMs.toFixed(0)} ms`);
  await Promise.all([corridor.stop(), bolt.stop()]);
  api.stop();
  rmSync(folder, { recursive: true });
} // prettier-ignore

const KEY = `bench:${Buffer.alloc(32, 7).toString('base64')}`;
