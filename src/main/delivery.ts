import type { Keep, PlatformDoor } from '../chat/platform.js';
import type { Platform } from '../chat/place.js';
import type { Config } from '../config.js';
import type { Keyring } from '../database/seal.js';
import type { Database } from '../database/types.js';
import { createFailureWatch } from '../delivery/failure-watch.js';
import { createInbox } from '../delivery/inbox.js';
import { createJobRunner } from '../delivery/jobs.js';
import { TIMES } from '../delivery/leases.js';
import { createSender, type SenderNeeds } from '../delivery/sender.js';
import { createWorker, earliest } from '../delivery/worker.js';
import type { Features } from '../features/index.js';
import type { Log } from '../shared/log.js';
import { faultIn } from './fault-in.js';
import type { Probes } from './probes.js';

type Needs = Pick<Features, 'notices' | 'jobs' | 'rounds'> & {
  config: Config;
  database: Database;
  keyring: Keyring;
  log: Log;
  now: () => Date;
  probes: Probes;
};

/** What delivery knows of a room: how something is said there, and what becomes of an event that was kept from there. */
type Room = { door: PlatformDoor; process?(body: string): Promise<void> };

export type Delivery = ReturnType<typeof createDelivery>;

/** Builds what survives a crash: the inbox, what is due later, what is to be said, and the worker that sees to it. */
export function createDelivery(needs: Needs) {
  const { config, database, jobs, notices, now, log } = needs;
  const rooms = new Map<string, Room>();
  const doors = new Map<Platform, PlatformDoor>();
  const inbox = createInbox({
    ...needs,
    process: (source, body) => rooms.get(source)?.process?.(body) ?? Promise.resolve(),
    onFault: faultIn(log, 'inbox'),
  });
  const runner = createJobRunner({ database, jobs, onFault: faultIn(log, 'job') });
  const failures = createFailureWatch({ database, jobs });
  const sender = createSender({ database, doors, notices, now, times: TIMES, ...telling(needs, failures) });
  const nextDue = async (since = now()) => earliest(await inbox.nextDue(since), await sender.nextDue(since));
  const worker = createWorker({
    ...{ now, nextDue, steps: [...needs.rounds, inbox.step, runner.step, sender.step, failures.step] },
    onFault: faultIn(log, 'worker'),
    speed: config.testClock?.speed ?? 1,
  });
  return {
    ...{ worker, nextDue },
    /** When the next of what waits for its time is due, by kind. */
    due: [runner.nextDue, sender.nextDue],
    /** From now on things are said there, and what was kept from there is done. */
    connect(platform: Platform, room: Room): void {
      rooms.set(platform, room);
      doors.set(platform, room.door);
    },
    /** Keeps what a platform delivered until it is done. @returns whether it is new */
    async keep(source: Platform, event: Parameters<Keep>[0]): Promise<boolean> {
      const isNew = await inbox.keep({ ...event, source }, now());
      if (isNew) worker.wake();
      return isNew;
    },
  };
}

/** Who hears what became of an attempt to say something: the log, the figures, and those who watch for failures. */
const telling = (
  { log, probes }: Needs,
  failures: ReturnType<typeof createFailureWatch>,
): Pick<SenderNeeds, 'onSent' | 'onFault'> => ({
  onSent(row, outcome, code) {
    const { id, notice, platform } = row;
    probes.counted(platform, outcome);
    if (outcome === 'dead' || outcome === 'held') failures.look();
    if (outcome === 'mended') failures.mended(row);
    log.info({ event: 'sent', outboxId: id, notice, platform, outcome, ...(code && { code }) });
  },
  onFault: (fault, { id, notice }) =>
    log.error({ event: 'sent', outboxId: id, notice, outcome: 'fault' }, fault),
});
