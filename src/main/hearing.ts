import type { Call, Dispatch, Hear, Heard } from '../chat/call.js';
import { createDispatch, createHear } from '../chat/dispatch.js';
import type { createBoard } from '../delivery/board.js';
import type { Features } from '../features/index.js';
import { describeWho, identifyWith } from '../features/partnerships/commands.js';
import type { Who } from '../features/partnerships/rules.js';
import type { KeptDirectory } from '../features/partnerships/store/directory.js';
import type { Log } from '../shared/log.js';
import { faultIn } from './fault-in.js';

type Board = Pick<ReturnType<typeof createBoard>, 'mayBeOurs'>;

type Needs = Pick<Features, 'features' | 'around'> & {
  directory: KeptDirectory;
  board: Board;
  log: Log;
  now: () => Date;
};

/** What every door knocks on, and what it passes on when people write to each other. */
export function createHearing(needs: Needs): { dispatch: Dispatch; hear: Hear } {
  const { features, around, directory, board, log } = needs;
  const asked = {
    ...{ features, log, describe: describeWho, identify: identifyWith(directory) },
    meanwhile: ({ partnership }: Who) => partnership.dutyLine,
    nowMs: () => performance.now(),
  };
  return {
    dispatch: following(needs, createDispatch({ ...asked, around })),
    hear: whenSettled(following(needs, createHear(asked)), board),
  };
}

/** Whoever comes by a door is told things there from now on, if they have several. */
const following =
  <C extends Call | Heard, R>({ directory, now, log }: Needs, door: (from: C) => Promise<R>) =>
  async (from: C): Promise<R> => {
    await directory.follow(from.person, now()).catch(faultIn(log, 'follow'));
    return await door(from);
  };

/** People may write under a message before anybody knows that it was said: then they are heard when that is known. */
const whenSettled =
  (hear: Hear, board: Board): Hear =>
  async (heard) => {
    if (heard.kind === 'said' && (await board.mayBeOurs(heard.place, heard.under)))
      throw new Error('nobody knows yet whose thread this is');
    return await hear(heard);
  };
