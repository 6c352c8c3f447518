import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Feature } from '../chat/feature.js';
import type { Call, Dispatch, Hear, Heard } from '../chat/call.js';
import { createDispatch, createHear } from '../chat/dispatch.js';
import type { Keep, PlatformDoor } from '../chat/platform.js';
import type { Platform } from '../chat/place.js';
import { createSigner } from '../chat/signing.js';
import type { Config } from '../config.js';
import { derive } from '../database/keyring.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import { createBoard } from '../delivery/board.js';
import { createConversations } from '../delivery/conversations.js';
import { createFailureWatch } from '../delivery/failure-watch.js';
import { createInbox } from '../delivery/inbox.js';
import { createJobRunner } from '../delivery/jobs.js';
import { TIMES } from '../delivery/leases.js';
import { createReadBack } from '../delivery/read-back.js';
import { createSender } from '../delivery/sender.js';
import { createWorker, earliest } from '../delivery/worker.js';
import { createFeatures } from '../features/index.js';
import { describeWho, identifyWith } from '../features/partnerships/commands.js';
import type { Who } from '../features/partnerships/rules.js';
import type { KeptDirectory } from '../features/partnerships/store/directory.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import type { SlackRoom } from '../slack/app.js';
import type { TeamsRoom } from '../teams/app.js';
import { createWeb, type WebRoom } from '../web/app.js';
import { createForward, type Forward } from './forward.js';
import { createLocalWorkspace } from './local.js';
import { createProbes, type Probes } from './probes.js';

export type ProgramNeeds = {
  config: Config;
  database: Database;
  keyring: Keyring;
  directory: KeptDirectory;
  clock: Clock & { set?(at: Date): void };
  log: Log;
};

/** The whole of Corridor, built and connected, but not yet listening to anybody. */
export type Program = {
  web: WebRoom;
  slack: SlackRoom | null;
  teams: TeamsRoom | null;
  worker: ReturnType<typeof createWorker>;
  features: readonly Feature<Who>[];
  /** What every door knocks on; it wakes the worker afterwards. */
  dispatch: Dispatch;
  /** What every door passes on when people write to each other in a thread of Corridor's own. */
  hear: Hear;
  board: ReturnType<typeof createBoard>;
  /** When the worker has something to do next that it may not do now. */
  nextDue: () => Promise<Date | null>;
  /** Makes time pass, where the clock can be set. */
  time: Forward;
  /** What those who look after it ask. */
  probes: Probes;
  /** Looks for what a platform never delivered. */
  readBack: ReturnType<typeof createReadBack>;
};

/** Builds every room and connects them. @throws when Slack refuses its settings */
export async function createProgram(needs: ProgramNeeds): Promise<Program> {
  const { config, database, keyring, directory, clock } = needs;
  const now = () => clock.now();
  const probes = createProbes({ database, now });
  const log = probes.watching(needs.log);
  const signer = createSigner(derive(keyring, 'signing'));
  const platforms = new Set<Platform>(connected(config));
  // Whatever was decided may be due at once: a commit wakes the worker, and a call that decides nothing costs nothing.
  const waking: Database = {
    ...database,
    transaction: async (work, options) => {
      const done = await database.transaction(work, options);
      worker.wake();
      return done;
    },
  };
  const { features, around, clean, notices, jobs, rounds, threads } = createFeatures({
    database: waking,
    keyring,
    directory,
    platforms,
    randomBytes,
    now,
  });
  const doors = new Map<Platform, PlatformDoor>();
  const rooms: { slack: SlackRoom | null; teams: TeamsRoom | null } = { slack: null, teams: null };

  const faultIn = (event: string) => (fault: unknown, kind?: string) =>
    log.error({ event, ...(kind && { kind }), outcome: 'fault' }, fault);
  const inbox = createInbox({
    database,
    keyring,
    process: (source, body) =>
      rooms[source === 'teams' ? 'teams' : 'slack']?.process(body) ?? Promise.resolve(),
    onFault: faultIn('inbox'),
  });
  const runner = createJobRunner({ database, jobs, onFault: faultIn('job') });
  const failures = createFailureWatch({ database, jobs });
  const sender = createSender({
    database,
    doors,
    notices,
    now,
    times: TIMES,
    onSent: (row, outcome, code) => {
      const { id, notice, platform } = row;
      probes.counted(platform, outcome);
      if (outcome === 'dead' || outcome === 'held') failures.look();
      if (outcome === 'mended') failures.mended(row);
      log.info({ event: 'sent', outboxId: id, notice, platform, outcome, ...(code && { code }) });
    },
    onFault: (fault, { id, notice }) =>
      log.error({ event: 'sent', outboxId: id, notice, outcome: 'fault' }, fault),
  });
  const nextDue = async (since = now()) => earliest(await inbox.nextDue(since), await sender.nextDue(since));
  const worker = createWorker({
    steps: [...rounds, inbox.step, runner.step, sender.step, failures.step],
    now,
    onFault: faultIn('worker'),
    nextDue,
    speed: config.testClock?.speed ?? 1,
  });

  const asked = {
    features,
    identify: identifyWith(directory),
    describe: describeWho,
    meanwhile: ({ partnership }: Who) => partnership.dutyLine,
    log,
    nowMs: () => performance.now(),
  };
  /** Whoever comes by a door is told things there from now on, if they have several. */
  const following =
    <C extends Call | Heard, R>(door: (from: C) => Promise<R>) =>
    async (from: C): Promise<R> => {
      await directory.follow(from.person, now()).catch(faultIn('follow'));
      return await door(from);
    };
  const dispatch: Dispatch = following(createDispatch({ ...asked, around }));
  const words = features.flatMap(({ commands }) => commands);
  const menu = features.flatMap((each) => each.menu ?? []);
  const time = createForward({ clock, worker, due: [runner.nextDue, sender.nextDue] });
  const local = config.local ? createLocalWorkspace({ directory, database, clock, worker, time }) : null;
  const board = createBoard({ database, notices });
  const hear: Hear = whenSettled(following(createHear(asked)), board);
  const web = createWeb({ dispatch, signer, log, words, menu, board, local });
  doors.set('web', web.door);
  const keep = async (source: Platform, event: Parameters<Keep>[0]): Promise<boolean> => {
    const isNew = await inbox.keep({ ...event, source }, now());
    if (isNew) worker.wake();
    return isNew;
  };
  const keepFrom =
    (source: Platform): Keep =>
    async (event) =>
      void (await keep(source, event));
  if (config.slack) {
    const { createSlack } = await import('../slack/app.js'); // a start without Slack does not pay for its SDK
    rooms.slack = await createSlack({
      settings: slackSettings(config.slack, config.testClock),
      dispatch,
      signer,
      words,
      log,
      clock,
      keep: keepFrom('slack'),
      clean,
      hear,
      isOurs: board.isOurs,
    });
    doors.set('slack', rooms.slack.door);
  }
  if (config.teams) {
    const { createTeams } = await import('../teams/app.js'); // nor does one without Teams
    rooms.teams = createTeams({
      settings: teamsSettings(config.teams, config.testClock),
      ...{ dispatch, hear, signer, words, log, clock },
      conversations: createConversations({ database, now }),
      keep: keepFrom('teams'),
      clean,
      isOurs: board.isOurs,
    });
    doors.set('teams', rooms.teams.door);
  }
  const readBack = createReadBack({
    ...{ database, now, threads, keep },
    rooms: new Map(rooms.slack ? [['slack', rooms.slack.readThread]] : []),
    onRead: (platform, outcome) => {
      if ('fault' in outcome)
        return log.error({ event: 'read-back', platform, outcome: 'fault' }, outcome.fault);
      probes.readBack(platform, outcome.found);
      if (outcome.found > 0) log.info({ event: 'read-back', platform, count: outcome.found });
    },
    pause: (ms) => setTimeout(ms / (config.testClock?.speed ?? 1), undefined, { ref: false }),
  });
  return { web, ...rooms, worker, features, dispatch, hear, board, nextDue, time, probes, readBack };
}

/** People may write under a message before anybody knows that it was said: then they are heard when that is known. */
const whenSettled =
  (hear: Hear, board: ReturnType<typeof createBoard>): Hear =>
  async (heard) => {
    if (heard.kind === 'said' && (await board.mayBeOurs(heard.place, heard.under)))
      throw new Error('nobody knows yet whose thread this is');
    return await hear(heard);
  };

/** The platforms that people are reached on. */
function connected(config: Config): Platform[] {
  const chats = (['slack', 'teams'] as const).filter((platform) => config[platform] !== null);
  return config.local || chats.length === 0 ? [...chats, 'web'] : chats;
}

const slackSettings = (
  { botToken, signingSecret, appToken, apiUrl }: NonNullable<Config['slack']>,
  testClock: Config['testClock'],
) => ({
  botToken,
  signingSecret,
  ...(appToken && { appToken }),
  ...(apiUrl && { apiUrl }),
  ...(testClock && { speed: testClock.speed }),
});

const teamsSettings = (
  { apiUrl, ...settings }: NonNullable<Config['teams']>,
  testClock: Config['testClock'],
) => ({ ...settings, ...(apiUrl && { apiUrl }), ...(testClock && { speed: testClock.speed }) });
