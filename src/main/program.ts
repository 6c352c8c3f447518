import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Dispatch, Hear } from '../chat/call.js';
import type { Feature } from '../chat/feature.js';
import type { Platform } from '../chat/place.js';
import { createSigner } from '../chat/signing.js';
import type { Config } from '../config.js';
import { derive } from '../database/keyring.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import { createBoard } from '../delivery/board.js';
import { createReadBack } from '../delivery/read-back.js';
import { createFeatures } from '../features/index.js';
import type { Who } from '../features/partnerships/rules.js';
import type { KeptDirectory } from '../features/partnerships/store/directory.js';
import type { Clock } from '../shared/clock.js';
import type { Log } from '../shared/log.js';
import type { SlackRoom } from '../slack/app.js';
import type { TeamsRoom } from '../teams/app.js';
import { createWeb, type WebRoom } from '../web/app.js';
import { createDelivery, type Delivery } from './delivery.js';
import { createForward, type Forward } from './forward.js';
import { createHearing } from './hearing.js';
import { createLocalWorkspace } from './local.js';
import { openPlatforms } from './platforms.js';
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
  worker: Delivery['worker'];
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
  const offered = createFeatures({
    ...{ keyring, directory, randomBytes, now },
    database: waking(database, () => delivery.worker.wake()),
    platforms: new Set(connected(config)),
  });
  const { features, clean, notices, threads } = offered;
  const common = { ...needs, log, now, probes };
  const delivery = createDelivery({ ...common, ...offered });
  const { worker, keep, nextDue } = delivery;
  const board = createBoard({ database, notices });
  const hearing = createHearing({ ...common, ...offered, board });
  const time = createForward({ clock, worker, due: delivery.due });
  const said = {
    ...{ log, signer: createSigner(derive(keyring, 'signing')) },
    words: features.flatMap(({ commands }) => commands),
    menu: features.flatMap((each) => each.menu ?? []),
  };
  const local = config.local ? createLocalWorkspace({ directory, database, clock, worker, time }) : null;
  const web = createWeb({ ...said, dispatch: hearing.dispatch, board, local });
  const chats = await openPlatforms({ ...common, ...said, ...hearing, keep, clean, isOurs: board.isOurs });
  delivery.connect('web', web);
  if (chats.slack) delivery.connect('slack', chats.slack);
  if (chats.teams) delivery.connect('teams', chats.teams);
  const readBack = createReadBack({ ...{ database, now, threads, keep }, ...reading(common, chats.slack) });
  return { web, ...chats, ...hearing, worker, features, board, nextDue, time, probes, readBack };
}

/** What can be read back, how fast, and who hears what was found. */
const reading = (
  { config, log, probes }: Pick<ProgramNeeds, 'config' | 'log'> & { probes: Probes },
  slack: SlackRoom | null,
): Pick<Parameters<typeof createReadBack>[0], 'rooms' | 'onRead' | 'pause'> => ({
  rooms: new Map(slack ? [['slack', slack.readThread]] : []),
  onRead(platform, outcome) {
    if ('fault' in outcome)
      return log.error({ event: 'read-back', platform, outcome: 'fault' }, outcome.fault);
    probes.readBack(platform, outcome.found);
    if (outcome.found > 0) log.info({ event: 'read-back', platform, count: outcome.found });
  },
  pause: (ms) => setTimeout(ms / (config.testClock?.speed ?? 1), undefined, { ref: false }),
});

/** Whatever was decided may be due at once: a commit wakes the worker, and a call that decides nothing costs nothing. */
const waking = (database: Database, wake: () => void): Database => ({
  ...database,
  transaction: async (work, options) => {
    const done = await database.transaction(work, options);
    wake();
    return done;
  },
});

/** The platforms that people are reached on. */
function connected(config: Config): Platform[] {
  const chats = (['slack', 'teams'] as const).filter((platform) => config[platform] !== null);
  return config.local || chats.length === 0 ? [...chats, 'web'] : chats;
}
