import { describe, expect, it } from 'vitest';
import { sharedClock } from '../src/main/clock.js';
import { connect } from '../src/database/connect.js';
import { createDatabase, providers } from './support/database.js';

const HOUR = 3_600_000;

/** A database’s clock, and a machine that has been running for an hour less, or more. */
function machine(databaseMs: { now: number }, runningForMs: number) {
  const since = databaseMs.now - runningForMs;
  return {
    tookMs: 0,
    elapsedMs: () => databaseMs.now - since,
    async ask() {
      databaseMs.now += this.tookMs / 2;
      const at = new Date(databaseMs.now);
      databaseMs.now += this.tookMs / 2;
      return at;
    },
  };
}

describe('the clock of those that share a database', () => {
  it('shows the same everywhere, and goes on by itself', async () => {
    const world = { now: Date.UTC(2026, 10, 24, 10) };
    const machines = [machine(world, 5_000), machine(world, 90 * HOUR)];
    const clocks = [];
    for (const each of machines)
      clocks.push(await sharedClock({ ask: () => each.ask(), elapsedMs: each.elapsedMs }));
    world.now += HOUR;
    for (const clock of clocks) expect(clock.now()).toEqual(new Date(world.now));
  });

  it('follows the database’s clock when it is asked anew, and goes by the quickest of its answers', async () => {
    const world = { now: Date.UTC(2026, 10, 24, 10) };
    const own = machine(world, HOUR);
    let aheadMs = 0;
    const takes = [9_000, 40, 5_000];
    const ask = async () => {
      own.tookMs = takes.shift() ?? 400;
      const at = await own.ask();
      world.now += own.tookMs > 1_000 ? own.tookMs : 0; // all of it on the way back
      return new Date(at.getTime() + aheadMs);
    };
    const clock = await sharedClock({ ask, elapsedMs: own.elapsedMs });
    expect(clock.now()).toEqual(new Date(world.now));
    aheadMs = 7_000;
    await clock.adjust();
    expect(clock.now()).toEqual(new Date(world.now + 7_000));
  });
});

describe.runIf(providers.includes('postgresql'))('a PostgreSQL database', () => {
  it('lets go of what somebody holds who is silent in the middle of a decision', async () => {
    const { url, folder, remove } = await createDatabase('postgresql');
    const database = await connect({ url, folder });
    const [row] = await database.db.$queryRaw<Record<string, string>[]>`
      SHOW idle_in_transaction_session_timeout`;
    expect(row).toEqual({ idle_in_transaction_session_timeout: '20s' });
    const [time] = await database.db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS "at"`;
    expect(Math.abs((time?.at.getTime() ?? 0) - Date.now())).toBeLessThan(HOUR / 4);
    await database.close();
    await remove();
  });
});
