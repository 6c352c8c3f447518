import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.js';
import { slackSampleText } from '../support/slack-sample.js';
import { loadSample } from '../support/partnership.js';
import { load, startAnsweringApi, startChild, type Child } from './slack-load.js';

const COMMANDS = 5_000;
const AT_ONCE = 32;
const WARM_UP = 500;

/** A signed slash command that opens a form: Corridor beside a bare Bolt app that opens the same form. */
export async function benchSlash(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const api = await startAnsweringApi();
  const database = await connect({ folder });
  await loadSample(database, slackSampleText());
  await database.close();
  const corridor = await startChild('child-corridor.mjs', 4_310, { DATA_DIR: folder, SLACK_API_URL: api.url, CORRIDOR_KEYS: KEY });
  await load(corridor.port, 1, 1);
  const bolt = await startChild('child-bolt.mjs', 4_311, { SLACK_API_URL: api.url, VIEW: api.views[0] ?? '{}' });

  const [ours, theirs] = [await measure(corridor), await measure(bolt)];
  const ratio = ours.cpuPerCommand / theirs.cpuPerCommand;
  print(`signed /refer that opens a form, ${COMMANDS} commands, ${AT_ONCE} at once`);
  print(`  CPU a command      Corridor ${ours.cpuPerCommand.toFixed(3)} ms, bare Bolt ${theirs.cpuPerCommand.toFixed(3)} ms: ${ratio.toFixed(2)}× (aim 2×)`);
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

async function measure(child: Child) {
  const rest = await child.usage(true);
  await load(child.port, WARM_UP, AT_ONCE);
  const before = await child.usage();
  const { p50, p99 } = await load(child.port, COMMANDS, AT_ONCE);
  const after = await child.usage();
  const settled = await child.usage(true);
  return { p50, p99, cpuPerCommand: (after.cpuMs - before.cpuMs) / COMMANDS, restMb: rest.rssMb, afterMb: settled.rssMb };
} // prettier-ignore
