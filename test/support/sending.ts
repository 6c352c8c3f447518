import { sentence } from '../../src/chat/message.js';
import type { PlatformDoor } from '../../src/chat/platform.js';
import type { Platform } from '../../src/chat/place.js';
import { connect } from '../../src/database/connect.js';
import type { Database, Provider } from '../../src/database/types.js';
import { tell, type Compose, type Notice } from '../../src/delivery/outbox.js';
import { createSender, type SenderNeeds } from '../../src/delivery/sender.js';
import { PlatformFault } from '../../src/shared/platform-fault.js';
import { createFakeDoor } from '../fakes/door.js';
import { createDatabase } from './database.js';

export const CHANNEL = { to: 'channel', platform: 'web', tenant: 'local', channel: 'triage' } as const;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** How a platform says that it did not, or may not have, carried something out. */
export const refused = (kind: 'gone' | 'denied' | 'broken') => new PlatformFault(kind, `is_${kind}`);
export const unclear = () => new PlatformFault('unknown-outcome', 'http_500');
export const wait = (ms?: number) => new PlatformFault('retry-after', 'ratelimited', ms);

const TIMES = { leaseMs: 30_000, settleMs: 60_000, intentAgeMs: 1_000 };

/** A clock that stands still until a test moves it. */
function stillClock() {
  const clock = {
    ms: Date.UTC(2026, 10, 24, 10),
    now: () => new Date(clock.ms),
    forward: (ms: number) => void (clock.ms += ms),
  };
  return clock;
}

export type Sending = Awaited<ReturnType<typeof openSending>>;

/** A fresh database with a sender over it, and a platform in memory that it speaks to. */
export async function openSending(provider: Provider, paceMs: SenderNeeds['times']['paceMs'] = {}) {
  const { url, folder, remove } = await createDatabase(provider);
  const open = () => connect({ url, folder, connections: 4 });
  const database = await open();
  let second: Database | null = null;
  const clock = stillClock();
  const fake = createFakeDoor();
  const outcomes: string[] = [];
  const faults: unknown[] = [];
  const doors = new Map<Platform, PlatformDoor>([['web', fake.door]]);
  const notices = new Map<string, Compose>([['note', async ({ text }) => (text ? sentence(text) : null)]]);
  const needs: SenderNeeds = {
    ...{ database, doors, notices, now: clock.now, times: { ...TIMES, paceMs } },
    onSent: (_row, outcome) => void outcomes.push(outcome),
    onFault: (fault) => void faults.push(fault),
  };
  const sender = createSender(needs);
  let told = 0;

  return {
    ...{
      ...fake,
      database,
      clock,
      doors,
      notices,
      outcomes,
      faults,
      sender,
      needs,
      step: () => sender.step(),
    },
    /** Another process on the same database, or, where only one may open it, another worker. */
    async another(more: Partial<SenderNeeds> = {}) {
      if (provider === 'postgresql') second ??= await open();
      return createSender({ ...needs, database: second ?? database, ...more });
    },
    /** Decides that something is to be said: `text` in the channel, as a subject and in a thread of its own. */
    async tell(text: string, more: Partial<Notice> = {}): Promise<void> {
      const name = `n${(told += 1)}`;
      const notice = {
        key: name,
        subject: name,
        thread: name,
        to: CHANNEL,
        notice: 'note',
        payload: { text },
      };
      await database.transaction((tx) => tell(tx, { ...notice, ...more }, clock.now()));
    },
    /** Sends until nothing is due at this moment. */
    async settle(which = sender): Promise<void> {
      while ((await which.step()) > 0);
    },
    /** Sends, and goes on to whenever something is next to be taken up, for as long as `withinMs`. */
    async settleWithin(withinMs: number, which = sender): Promise<void> {
      const end = clock.ms + withinMs;
      for (;;) {
        await this.settle(which);
        const next = (await sender.nextDue())?.getTime() ?? null;
        if (next === null || next > end) break;
        clock.ms = next;
      }
      clock.ms = end;
    },
    /** What became of everything, in the order in which it was decided. */
    async states(): Promise<string[]> {
      const rows = await database.db.outbox.findMany({ orderBy: { seq: 'asc' } });
      return rows.map(({ state }) => state);
    },
    async drop(): Promise<void> {
      await second?.close();
      await database.close();
      await remove();
    },
  };
}
