import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openingAfter } from '../../src/features/deadlines/rules.js';
import { BOT_TOKEN, startFakeSlack } from '../fakes/slack.js';
import { APP, PASSWORD, startFakeTeams, TENANT } from '../fakes/teams.js';
import { newDatabaseName, onServer, urlOf } from '../support/postgresql-server.js';
import { freePort, runCommand, startProgram, type Env, type RunningProgram } from '../support/process.js';
import { channelsOf, FIXTURE, TRIAGE, writePartnership } from './partnership.js';
import { seenInSlack, seenInTeams, type Seen } from './seen.js';

export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

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
  /** One of the two channels is in Teams. */
  spans: boolean;
  onLanded: (message: Seen) => void;
  readLagMs: () => number;
};

/** One of the processes that share the work. */
export type Life = {
  program: RunningProgram | null;
  /** How the tokens end with which it asks anything of Slack or Teams. */
  readonly suffix: string;
};

export type Stopped = { life: Life; readiness: number; code: number | string };

export type World = Awaited<ReturnType<typeof openWorld>>;

/** The real program as processes on a database of its own, a fake Slack and a fake Teams, early on a working day. */
export async function openWorld(options: WorldOptions) {
  const database = await createDatabase(options.server);
  const { speed, spans } = options;
  const sinceFor = (wantedMs: number) => startOf(speed, wantedMs);
  let sinceMs = sinceFor(openingAfter(new Date(), 1, LONDON).getTime() - 60_000);
  const now = () => sinceMs + (Date.now() - sinceMs) * speed;
  const channels = channelsOf(spans);
  const { slack, teams } = await startFakes(options, now);
  const common: Env = {
    ...{ PATH: process.env['PATH'] ?? '', DATA_DIR: database.folder },
    ...(database.url && { DATABASE_URL: database.url }),
    ...{ SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_API_URL: slack.apiUrl },
    ...(spans && { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT, TEAMS_API_URL: teams.apiUrl }),
    CORRIDOR_KEYS: `faults:${randomBytes(32).toString('base64')}`,
  };
  const envOf = (suffix: string, port: string): Env => ({
    ...{ ...common, PORT: port, TEST_CLOCK: `${speed}@${sinceMs}`, SLACK_BOT_TOKEN: `${BOT_TOKEN}${suffix}` },
    ...(spans && { TEAMS_APP_PASSWORD: `${PASSWORD}${suffix}` }),
  });
  await runCommand(['partnership', 'load', writePartnership(spans, database.folder)], envOf('', '0'));
  const ports = await Promise.all(Array.from({ length: options.processes }, freePort));
  const lives: Life[] = ports.map((_, nth) => ({ program: null, suffix: `-${nth}` }));

  async function start(life: Life): Promise<void> {
    const env = envOf(life.suffix, String(ports[lives.indexOf(life)]));
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
    ...{ slack, teams, lives, start, kill, speed, channels, now },
    database: { url: database.url, folder: database.folder },
    /** The addresses of those that run, where Slack or Teams would deliver to. */
    urls: () => lives.flatMap(({ program }) => program?.url ?? []),
    /** Everything that Corridor has said and that stands somewhere now. */
    seen: (): Seen[] => [
      ...slack.workspace.messages.map(seenInSlack),
      ...teams.places().flatMap((place) => teams.messagesIn(place).map(seenInTeams)),
    ],
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
      await slack.close();
      await teams.close();
      await database.remove();
    },
  };
} // prettier-ignore

async function startFakes({ onLanded, readLagMs, speed }: WorldOptions, now: () => number) {
  const common = { now, readLagMs };
  return {
    slack: await startFakeSlack({
      ...{ ...common, speed, port: await freePort(), remembers: false },
      channels: [TRIAGE, ...channelsOf(false)],
      onLanded: (message) => onLanded(seenInSlack(message)),
    }),
    teams: await startFakeTeams({ ...common, onLanded: (message) => onLanded(seenInTeams(message)) }),
  };
}

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
