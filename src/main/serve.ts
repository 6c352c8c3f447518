import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import cron from 'node-cron';
import type { Config } from '../config.js';
import { connect } from '../database/connect.js';
import { keyringFrom, localKeyring } from '../database/keyring.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import { runPartnershipCommand } from '../features/partnerships/commands.js';
import { createDirectory } from '../features/partnerships/store/directory.js';
import { partnershipStore } from '../features/partnerships/store/load.js';
import { systemClock, type Clock } from '../shared/clock.js';
import { createLog, type Log } from '../shared/log.js';
import { fastClock, movableClock, sharedClock } from './clock.js';
import { createProgram } from './program.js';
import { close, createHttpServer, listen } from './server.js';

const STOP_WITHIN_MS = 10_000;
const SAMPLES = new URL('../../manifests/partnerships/', import.meta.url);

/** The keys that the settings name, or those of the data folder. First of all: a database without its keys is refused. */
export const openKeyring = async (config: Config): Promise<Keyring> =>
  config.keys ? keyringFrom(config.keys) : localKeyring(config.dataFolder);

/** Opens the database that the settings name. */
export const openDatabase = (config: Config): Promise<Database> =>
  connect({
    folder: config.dataFolder,
    url: config.database.kind === 'postgresql' ? config.database.url : undefined,
    encryptionKey: config.database.kind === 'embedded' ? config.database.encryptionKey : undefined,
  });

/** A running Corridor. */
export type Running = { port: number; stop(): Promise<void> };

/**
 * Starts Corridor.
 * @param print says something to the person who started it
 */
export async function serve(
  config: Config,
  print: (line: string) => void,
  writeLog: (line: string) => void,
): Promise<Running> {
  const log = createLog(writeLog, () => systemClock.now());
  const keyring = await openKeyring(config);
  const database = await openDatabase(config);
  try {
    return await run({ config, keyring, database, log }, print);
  } catch (error) {
    await database.close();
    throw error;
  }
}

type RunNeeds = { config: Config; keyring: Keyring; database: Database; log: Log };

async function run(needs: RunNeeds, print: (line: string) => void): Promise<Running> {
  const { config, database, log } = needs;
  const shared = database.provider === 'postgresql' ? await databaseClock(database) : null;
  const clock = await clockFor(config, database, shared ?? systemClock);
  const directory = createDirectory({ database });
  await directory.refresh();
  if (config.local && directory.all().length === 0) {
    await loadSample(config.sample, database, clock);
    await directory.refresh();
  }
  const { web, slack, teams, worker, probes, readBack } = await createProgram({ ...needs, directory, clock });

  const server = createHttpServer({
    web: web.handle,
    slack: slack?.handle ?? null,
    teams: teams?.handle ?? null,
    probes,
  });
  const port = await listen(server, config.port, config.host);
  await slack?.start();
  const refresh = () =>
    Promise.all([directory.refresh(), shared?.adjust()]).catch((fault: unknown) =>
      log.error({ event: 'refresh', outcome: 'fault' }, fault),
    );
  const lookBack = (look: () => Promise<void>) => () =>
    look().catch((fault: unknown) => log.error({ event: 'read-back', outcome: 'fault' }, fault));
  const wakings = [
    cron.schedule('*/5 * * * * *', () => worker.wake()),
    cron.schedule('* * * * *', refresh),
    cron.schedule('30 * * * * *', lookBack(readBack.wake)),
  ];
  worker.wake();
  void lookBack(readBack.atStart)();
  log.info({ event: 'started', port, database: database.provider });
  print(greeting(config, port, directory.all().length));

  const stop = async () => {
    // Whoever sends people here must be able to see that it stops, so it listens until its work is handed back. What
    // comes in meanwhile is decided and stored as ever; what is then to be said, the next start says.
    probes.stopping();
    for (const each of wakings) void each.stop();
    await Promise.all([worker.stop(), readBack.stop()]);
    await slack?.stop();
    await teams?.stop();
    await close(server, STOP_WITHIN_MS);
    await database.close();
    log.info({ event: 'stopped' });
  };
  return { port, stop };
}

async function clockFor({ local, testClock }: Config, database: Database, clock: Clock): Promise<Clock> {
  if (testClock) return fastClock(clock, testClock);
  return local ? movableClock(clock, await lastMoment(database)) : clock;
}

const databaseClock = ({ db }: Database) =>
  sharedClock({
    ask: async () => {
      const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS "at"`;
      if (!row) throw new Error('the database does not say what time it is');
      return row.at;
    },
    elapsedMs: () => performance.now(),
  });

/** The invented partnership of the local workspace, through the same loader as every other. */
export async function loadSample(name: string, database: Database, clock: Clock): Promise<void> {
  const complaints: string[] = [];
  const code = await runPartnershipCommand(['load', fileURLToPath(new URL(`${name}.yaml`, SAMPLES))], {
    open: async () => ({ store: partnershipStore({ database, clock }), close: async () => {} }),
    read: (file) => readFileSync(file, 'utf8'),
    print: () => {},
    printError: (line) => complaints.push(line),
  });
  if (code !== 0) throw new Error(complaints.join('\n'));
}

/** The latest moment that is stored: a moved clock goes on from there. */
async function lastMoment(database: Database): Promise<Date | null> {
  const last = await database.db.auditEvent.findFirst({ orderBy: { at: 'desc' }, select: { at: true } });
  return last?.at ?? null;
}

function greeting(config: Config, port: number, partnerships: number): string {
  if (config.local)
    return `Corridor's local workspace is open: http://localhost:${port}\nThe data is invented and stays in ${config.dataFolder}. Stop it with Ctrl+C.`;
  const platforms = [...(config.slack ? ['Slack'] : []), ...(config.teams ? ['Microsoft Teams'] : [])].join(
    ' and ',
  );
  const none = 'No partnership is loaded yet: npm run partnership -- load FILE';
  return `Corridor is running on port ${port}, connected to ${platforms}. ${partnerships === 0 ? none : `Partnerships: ${partnerships}.`}`;
}
