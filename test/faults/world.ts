import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openingAfter } from '../../src/features/deadlines/rules.js';
import { BOT_TOKEN, startFakeSlack } from '../fakes/slack.js';
import type { FakeMessage } from '../fakes/slack-workspace.js';
import { newDatabaseName, onServer, urlOf } from '../support/postgresql-server.js';
import { freePort, runCommand, startProgram, type Env, type RunningProgram } from '../support/process.js';

const FIXTURE = 'test/fixtures/maternity-in-slack.yaml';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
export const TRIAGE = 'C0TRIAGE';
/** The partnership's two channels: what is written in one is repeated in the other. */
export const CHANNELS = ['C0WARD', 'C0CLINIC'] as const;

export const waited = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const WEEK_MS = 7 * 24 * 3_600_000;

export type WorldOptions = {
  /** A PostgreSQL server; without it SQLite, in one process. */
  server: string | undefined;
  processes: number;
  /** So many times faster than real time go all clocks, leases and waits. */
  speed: number;
  /** Another build of the program. */
  main?: string | undefined;
  onLanded: (message: FakeMessage) => void;
  readLagMs: () => number;
};

/** One of the processes that share the work. */
export type Life = { program: RunningProgram | null; readonly token: string };

export type Stopped = { life: Life; readiness: number; code: number | string };

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The real program as processes on a database of its own, and a fake Slack, early on a working day. */
export async function openWorld(options: WorldOptions) {
  const database = await createDatabase(options.server);
  const { speed } = options;
  const sinceFor = (wantedMs: number) => startOf(speed, wantedMs);
  let sinceMs = sinceFor(openingAfter(new Date(), 1, LONDON).getTime() - 60_000);
  const now = () => sinceMs + (Date.now() - sinceMs) * speed;
  const channels = [TRIAGE, ...CHANNELS];
  const fake = await startFakeSlack({ ...options, port: await freePort(), now, channels, remembers: false });
  const common: Env = {
    ...{ PATH: process.env['PATH'] ?? '', DATA_DIR: database.folder },
    ...(database.url && { DATABASE_URL: database.url }),
    ...{ SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: fake.apiUrl },
    CORRIDOR_KEYS: `faults:${randomBytes(32).toString('base64')}`,
  };
  await runCommand(['partnership', 'load', FIXTURE], { ...common, SLACK_BOT_TOKEN: BOT_TOKEN, PORT: '0', TEST_CLOCK: `${speed}@${sinceMs}` });
  const ports = await Promise.all(Array.from({ length: options.processes }, freePort));
  const lives: Life[] = ports.map((_, nth) => ({ program: null, token: `${BOT_TOKEN}-${nth}` }));

  async function start(life: Life): Promise<void> {
    const port = String(ports[lives.indexOf(life)]);
    const env = { ...common, SLACK_BOT_TOKEN: life.token, PORT: port, TEST_CLOCK: `${speed}@${sinceMs}` };
    life.program = await startProgram(env, options.main);
  }
  /** Ends it without a warning. */
  async function kill(life: Life): Promise<void> {
    const dying = life.program;
    life.program = null;
    await dying?.kill();
  }
  await Promise.all(lives.map(start));

  return {
    ...{ fake, lives, start, kill, speed },
    database: { url: database.url, folder: database.folder },
    /** The addresses of those that run, where Slack would deliver to. */
    urls: () => lives.flatMap(({ program }) => (program ? [`${program.url}/slack/events`] : [])),
    /** Asks all to stop, as an operator does. @returns how each ended, and what it last said of its readiness */
    async stop(): Promise<Stopped[]> {
      const running = lives.flatMap((life) => (life.program ? { life, program: life.program } : []));
      for (const life of lives) life.program = null;
      const stopped = running.map(async ({ life, program }) => {
        const code = program.stop();
        return { life, readiness: await lastReadiness(program.url), code: await code };
      });
      return await Promise.all(stopped);
    },
    /** Sets the clock of everything that starts from now on a week ahead: they have all been away so long. */
    passWeek(): void {
      sinceMs = sinceFor(now() + WEEK_MS);
    },
    async close(): Promise<void> {
      await Promise.all(lives.map(kill));
      await fake.close();
      await database.remove();
    },
  };
} // prettier-ignore

/** Whoever sends people there asks until nobody answers any more. */
async function lastReadiness(url: string): Promise<number> {
  for (let last = 200; ;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer === null) return last;
    last = answer.status;
  }
}

/** From when a clock of that speed must have run to show `wantedMs` now. */
const startOf = (speed: number, wantedMs: number): number =>
  Math.round((speed * Date.now() - wantedMs) / (speed - 1));

async function createDatabase(server: string | undefined) {
  const folder = await mkdtemp(join(await roomyMemory(), 'corridor-faults-'));
  const name = newDatabaseName('faults');
  if (server) await onServer(server, `CREATE DATABASE "${name}" TEMPLATE template0`);
  return {
    folder,
    url: server && urlOf(server, name),
    async remove(): Promise<void> {
      if (server) await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
      await rm(folder, { recursive: true });
    },
  };
}

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1_000_000_000;

/** A folder in memory where the system has one: a process that is killed leaves the same behind there as on a disk. */
async function roomyMemory(): Promise<string> {
  const memory = await statfs(MEMORY).catch(() => null);
  return memory && memory.bavail * memory.bsize > ENOUGH_BYTES ? MEMORY : tmpdir();
}

/** How long the program needs to look at a file on a quiet machine of no special kind, and the speed it stands there. */
const QUIET_MS = 1_200;
const MOST_SPEED = 20;
const LEAST_SPEED = 3;

/** The program gives up after three seconds of its own time, so a busy machine needs a slower clock. */
export async function fittingSpeed(): Promise<number> {
  const began = Date.now();
  await runCommand(['partnership', 'check', FIXTURE], { PATH: process.env['PATH'] ?? '' });
  const speed = Math.round((MOST_SPEED * QUIET_MS) / (Date.now() - began));
  return Math.min(MOST_SPEED, Math.max(LEAST_SPEED, speed));
}
