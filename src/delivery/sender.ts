import type { Message } from '../chat/message.js';
import type { PlatformDoor } from '../chat/platform.js';
import type { Address, Platform } from '../chat/place.js';
import { PlatformFault } from '../shared/platform-fault.js';
import { backOffMs, clampMs, MOST_ATTEMPTS } from './back-off.js';
import {
  changed,
  claim,
  handBack,
  hasNewer,
  intend,
  isMended,
  NOT_SENT,
  postedAs,
  said,
  setAside,
  type LeaseNeeds,
  type OutboxRow,
} from './leases.js';
import { addressOf, type Compose } from './outbox.js';
import { leaveAlone, pass } from './pace.js';
import { earliest } from './worker.js';

export type SenderNeeds = LeaseNeeds & {
  doors: ReadonlyMap<Platform, PlatformDoor>;
  notices: ReadonlyMap<string, Compose>;
  onSent: (row: OutboxRow, outcome: string, code?: string) => void;
  onFault: (fault: unknown, row: OutboxRow) => void;
};

const AT_ONCE = 8;
/** For a fault that says to wait but not how long. */
const WAIT_MS = 5_000;
/** The clocks of the platform and of this machine may differ. */
const LOOK_BEFORE_MS = 60_000;

/** Sends queued notices: one request each, in order per thread, under a lease, with the intent written down first. */
export function createSender(needs: SenderNeeds) {
  return {
    /** Sends what stands first in each thread and is due. @returns how many were tried; waits for all of them. */
    async step(): Promise<number> {
      const claimed = await claim(needs, AT_ONCE);
      const results = await Promise.allSettled(claimed.map((row) => handle(needs, row)));
      const failed = results.find((each) => each.status === 'rejected');
      if (failed) throw failed.reason;
      return claimed.length;
    },

    /** When something may go next that might not at `since`: its time comes, its lease ends, or its place is free. */
    async nextDue(since = needs.now()): Promise<Date | null> {
      const { db } = needs.database;
      const waiting = { state: { in: ['pending', 'sending'] } };
      const later = { gt: since };
      const due = await db.outbox.findFirst({
        where: { ...waiting, notBefore: later },
        orderBy: { notBefore: 'asc' },
      });
      const leased = await db.outbox.findFirst({
        where: { ...waiting, leaseUntil: later },
        orderBy: { leaseUntil: 'asc' },
      });
      const free = await db.pace.findFirst({ where: { freeAt: later }, orderBy: { freeAt: 'asc' } });
      return earliest(due?.notBefore, leased?.leaseUntil, free?.freeAt);
    },
  };
}

/** What is being sent, where to, as which message if it has been said there already, and in which thread. */
type Sending = {
  row: OutboxRow;
  to: Address;
  door: PlatformDoor;
  posted: string | null;
  under: string | null;
};

async function handle(needs: SenderNeeds, row: OutboxRow): Promise<void> {
  const to = addressOf(row);
  const door = needs.doors.get(to.platform);
  const posted = await postedAs(needs, row.subject, to);
  // A platform that is not connected at this start may be at the next.
  if (!door) return afterFault(needs, row, posted, new PlatformFault('retry-after', 'no-door', 60_000));

  const under = row.under === null ? null : await postedAs(needs, row.under, to);
  // Outside its thread it would be a message of its own, that nobody could place.
  if (posted === null && row.under !== null && under === null) return giveUp(needs, row, 'dead', 'no_thread');
  const sending = { row, to, door, posted, under };
  if (posted === null && row.intentAt !== null) return afterUnknown(needs, sending, row.intentAt);
  if (posted !== null && (await hasNewer(needs, row))) return giveUp(needs, row, 'superseded');
  const message = await composed(needs, sending);
  if (message === 'failed') return;
  if (message === null) return giveUp(needs, row, 'unsaid');
  // Somebody else has just said something there; the place is not taken up again before it is free.
  if (!(await pass(needs, row))) return handBack(needs, row, { notBefore: needs.now() });
  if (await intend(needs, row)) await send(needs, sending, message);
}

/** Composes the words. A bug there is nobody else's business: it is tried a few times and then set aside. */
async function composed(needs: SenderNeeds, { row, to }: Sending): Promise<Message | null | 'failed'> {
  try {
    const compose = needs.notices.get(row.notice);
    if (!compose) throw new Error('nobody composes this notice');
    return await compose(row.payload as Record<string, string>, to);
  } catch (fault) {
    needs.onFault(fault, row);
    const attempts = row.attempts + 1;
    if (attempts >= MOST_ATTEMPTS) await giveUp(needs, row, 'dead', 'bug');
    else await handBack(needs, row, { ...NOT_SENT, attempts, notBefore: later(needs, backOffMs(attempts)) });
    return 'failed';
  }
}

async function send(
  needs: SenderNeeds,
  { row, to, door, posted, under }: Sending,
  message: Message,
): Promise<void> {
  try {
    if (posted !== null) {
      await door.change(to, posted, message);
      await changed(needs, row, posted);
    } else {
      await said(needs, row, to, await door.say(to, message, { marker: row.id, under }));
    }
    needs.onSent(row, 'sent');
    if (await isMended(needs, row)) needs.onSent(row, 'mended');
  } catch (fault) {
    // A bug, or a database that has gone away, after the request may have been made: nobody knows, so look first.
    if (!(fault instanceof PlatformFault)) needs.onFault(fault, row);
    const known = fault instanceof PlatformFault ? fault : new PlatformFault('unknown-outcome', 'bug');
    await afterFault(needs, row, posted, known);
  }
}

async function afterFault(needs: SenderNeeds, row: OutboxRow, posted: string | null, fault: PlatformFault) {
  needs.onSent(row, fault.kind, fault.code);
  switch (fault.kind) {
    case 'gone':
    case 'denied':
    case 'broken':
      return giveUp(needs, row, 'dead', fault.code);
    case 'retry-after': {
      // Nothing was carried out, however often: a busy channel or a lost network must not use the attempts up.
      const notBefore = later(needs, clampMs(fault.retryAfterMs ?? WAIT_MS));
      await leaveAlone(needs, row, notBefore);
      return handBack(needs, row, { ...NOT_SENT, attempts: row.attempts, notBefore });
    }
    case 'unknown-outcome': {
      if (posted === null) return handBack(needs, row, { notBefore: later(needs, needs.times.settleMs) });
      if (row.attempts + 1 >= MOST_ATTEMPTS) return giveUp(needs, row, 'dead', fault.code);
      return handBack(needs, row, { notBefore: later(needs, backOffMs(row.attempts + 1)) }); // a change may be repeated
    }
  }
}

/** Something new whose outcome nobody knows: wait until it must have landed, then look for its marker. */
async function afterUnknown(needs: SenderNeeds, sending: Sending, intentAt: Date): Promise<void> {
  const { row, to } = sending;
  const settled = new Date(intentAt.getTime() + needs.times.settleMs);
  if (needs.now() < settled) return handBack(needs, row, { notBefore: settled });

  const found = await lookUp(needs, sending, new Date(intentAt.getTime() - LOOK_BEFORE_MS));
  if (found === 'failed') return;
  if (found === 'unreadable') return giveUp(needs, row, 'held', 'unreadable');
  if (found !== null) {
    await said(needs, row, to, found);
    return needs.onSent(row, 'sent', 'found');
  }
  if (row.attempts >= MOST_ATTEMPTS) return giveUp(needs, row, 'dead', 'unknown-outcome');
  await handBack(needs, row, { ...NOT_SENT, notBefore: needs.now() });
}

/** A look-up that fails is looked up again: only one that was answered may lead to saying it again. */
async function lookUp(needs: SenderNeeds, { row, to, door, under }: Sending, since: Date) {
  try {
    return await door.find(to, row.id, since, under);
  } catch (fault) {
    const known = fault instanceof PlatformFault ? fault : new PlatformFault('broken', 'bug');
    if (known !== fault) needs.onFault(fault, row);
    needs.onSent(row, 'look-up-failed', known.code);
    const passes = known.kind === 'retry-after' || known.kind === 'unknown-outcome';
    const attempts = passes ? row.attempts : row.attempts + 1;
    const waitMs = passes ? clampMs(known.retryAfterMs ?? WAIT_MS) : backOffMs(attempts);
    if (attempts >= MOST_ATTEMPTS && !passes) await giveUp(needs, row, 'held', known.code);
    else await handBack(needs, row, { attempts, notBefore: later(needs, waitMs) });
    return 'failed' as const;
  }
}

async function giveUp(
  needs: SenderNeeds,
  row: OutboxRow,
  state: Parameters<typeof setAside>[2],
  code?: string,
) {
  await setAside(needs, row, state, code);
  needs.onSent(row, state, code);
}

const later = ({ now }: SenderNeeds, ms: number): Date => new Date(now().getTime() + ms);
