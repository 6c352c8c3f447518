import { parseArgs } from 'node:util';
import { counted } from '../../chat/words.js';
import type { Config } from '../../config.js';
import type { Database } from '../../database/types.js';
import { createDirectory } from '../../features/partnerships/store/directory.js';
import { createLog } from '../../shared/log.js';
import { systemClock } from '../../shared/clock.js';
import { createProgram } from '../program.js';
import { loadSample, openDatabase, openKeyring } from '../serve.js';
import { castOf } from './cast.js';
import { planHistory } from './plan.js';
import { play } from './play.js';

const USE = 'Use: npm run sample -- --months 18 --seed 1';
const MOST_MONTHS = 36;

type Screen = {
  /** Writes as it is: a line that begins with a carriage return takes the place of the one before. */
  write: (text: string) => void;
  printError: (line: string) => void;
};

/**
 * Fills an empty database with a made-up history of the sample partnership, up to now, through the same forms that
 * people use. @returns the exit code
 */
export async function runSampleCommand(
  words: readonly string[],
  config: Config,
  screen: Screen,
): Promise<number> {
  const options = optionsIn(words);
  if (!options) {
    screen.printError(USE);
    return 1;
  }
  if (!config.local) {
    screen.printError('The sample is for the local workspace: leave out the settings of Slack and Teams.');
    return 1;
  }
  const keyring = await openKeyring(config);
  const database = await openDatabase(config);
  try {
    if ((await database.db.partnership.count()) > 0) {
      screen.printError('There is a partnership already. Set DATA_DIR to a new folder, and run it again.');
      return 1;
    }
    return await fill({ config, keyring, database }, options, screen);
  } finally {
    await database.close();
  }
}

type Options = { months: number; seed: number };

function optionsIn(words: readonly string[]): Options | null {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { months: { type: 'string', default: '18' }, seed: { type: 'string', default: '1' } },
    });
    const [months, seed] = [Number(values.months), Number(values.seed)];
    const isGood = Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS && Number.isInteger(seed);
    return isGood ? { months, seed } : null;
  } catch {
    return null; // a word that is no option
  }
}

type Needs = { config: Config; keyring: Awaited<ReturnType<typeof openKeyring>>; database: Database };

async function fill(needs: Needs, { months, seed }: Options, { write }: Screen): Promise<number> {
  const until = systemClock.now();
  const from = new Date(until);
  from.setUTCMonth(from.getUTCMonth() - months);
  const begun = await fillWith(needs, { from, until, seed }, (done, of, at) => write(progress(done, of, at)));
  write(`\nThe sample is there: ${begun} cases in ${counted(months, 'month')}. Look at it with: npm start\n`);
  return 0;
}

/** Plays the history between two moments into an empty database. @returns how many cases were begun */
export async function fillWith(
  { config, keyring, database }: Needs,
  { from, until, seed }: { from: Date; until: Date; seed: number },
  onStep: (done: number, of: number, at: Date) => void,
): Promise<number> {
  let now = from;
  const clock = { now: () => now, set: (at: Date) => void (now = at) };
  const directory = createDirectory({ database });
  await loadSample(config.sample, database, clock);
  await directory.refresh();
  const [partnership] = directory.all();
  if (!partnership) throw new Error('the sample has no partnership');
  const log = createLog(() => {}, clock.now);
  const { dispatch, time, worker } = await createProgram({
    config,
    keyring,
    database,
    directory,
    clock,
    log,
  });
  const steps = planHistory({ cast: castOf(partnership), time: partnership, from, until }, seed);
  const begun = await play({ dispatch, forwardTo: time.forwardTo, partnership, onStep }, steps);
  await time.forwardTo(until);
  await worker.stop();
  return begun;
}

const BAR = 30;

/** A line that takes its own place: how far it is, and in which month. */
function progress(done: number, of: number, at: Date): string {
  const full = Math.round((done / of) * BAR);
  return `\r[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${done} of ${of}, ${at.toISOString().slice(0, 7)} `;
}
