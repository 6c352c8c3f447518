import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/database/connect.js';
import { keyringFrom } from '../src/database/keyring.js';
import { createInbox, once } from '../src/delivery/inbox.js';
import { createDatabase, openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { createGate } from './support/gate.js';
import { at, CLOSELY, LEASE_SECONDS, TRIES, wake } from './support/waking.js';

describe.each(providers)('an event that was kept, on %s', (provider) => {
  const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
  let database: OpenTestDatabase;
  let faults: unknown[];
  let processed: string[];
  beforeEach(async () => {
    database = await openDatabase(provider);
    faults = [];
    processed = [];
  });
  afterEach(() => database.drop());

  const inboxThat = (process: (body: string) => Promise<void>) =>
    createInbox({
      database,
      keyring,
      process: (_source, body) => process(body),
      onFault: (fault) => void faults.push(fault),
    });
  const working = () => inboxThat(async (body) => void processed.push(body));
  const event = (key: string, thread: string | null = null) => ({
    ...{ key, thread, message: null, source: 'slack' },
    body: `${key}: somebody’s own words`,
  });
  const rows = () => database.db.inbox.findMany({ orderBy: [{ receivedAt: 'asc' }, { key: 'asc' }] });

  it('is processed once, oldest first, however often it was delivered', async () => {
    const inbox = working();
    expect(await inbox.keep(event('b'), at(2))).toBe(true);
    expect(await inbox.keep(event('a'), at(1))).toBe(true);
    expect(await inbox.keep(event('a'), at(3))).toBe(false);
    await wake(inbox.step, [3, 4]);
    expect(await inbox.keep(event('a'), at(9))).toBe(false);
    await wake(inbox.step, [9, 10]);
    expect(processed).toEqual([event('a').body, event('b').body]);
  });

  it('is sealed while it waits and blank afterwards', async () => {
    const inbox = working();
    await inbox.keep(event('a'), at(0));
    expect(JSON.stringify(await rows())).not.toContain('words');
    expect((await rows())[0]?.sealed).toBeTruthy();
    await inbox.step(at(0));
    expect(await rows()).toMatchObject([{ sealed: null, state: 'done', doneAt: at(0) }]);
  });

  it('is tried eight times, less and less often however often it is woken, and set aside with its reason', async () => {
    const inbox = inboxThat(async (body) => {
      if (body.startsWith('bad')) throw new TypeError('bug');
      processed.push(body);
    });
    await inbox.keep(event('bad'), at(0));
    await inbox.keep(event('good'), at(0));
    expect(await wake(inbox.step, [...CLOSELY, 9_999])).toEqual([0, 0, ...TRIES.slice(1)]);
    expect(processed).toEqual([event('good').body]);
    expect(faults).toHaveLength(8);
    const [bad, good] = await rows();
    expect(bad).toMatchObject({ state: 'dead', error: 'TypeError' });
    expect(bad?.sealed).toBeTruthy(); // sealed still, so that it can be tried again by hand
    expect(good).toMatchObject({ state: 'done', sealed: null });
  });

  it('is in the hands of one process at a time', async () => {
    const gate = createGate();
    const slow = inboxThat(async (body) => {
      processed.push(body);
      await gate.passed;
    });
    await slow.keep(event('a'), at(0));
    const underWay = slow.step(at(0));
    const other = working();
    while (processed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await other.step(at(LEASE_SECONDS - 1))).toBe(0);
    gate.open();
    await underWay;
    expect(await other.step(at(LEASE_SECONDS))).toBe(0);
    expect(processed).toHaveLength(1);
  });

  it('cannot be marked by somebody who comes back late', async () => {
    const gate = createGate();
    const frozen = inboxThat(() => gate.passed.then(() => Promise.reject(new Error('late'))));
    await frozen.keep(event('a'), at(0));
    const late = frozen.step(at(0));
    while ((await rows())[0]?.attempts === 0) await new Promise((resolve) => setImmediate(resolve));
    await working().step(at(LEASE_SECONDS));
    const before = await rows();
    gate.open();
    await late;
    expect(await rows()).toEqual(before);
    expect(before).toMatchObject([{ state: 'done', attempts: 2 }]);
  });

  it('is not lost with the process that had it, and one that ends every process is set aside', async () => {
    const forever = () => new Promise<void>(() => undefined);
    await working().keep(event('a'), at(0));
    for (let life = 0; life < 8; life += 1) {
      void inboxThat(forever).step(at(life * LEASE_SECONDS));
      while ((await rows())[0]?.attempts !== life + 1) await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await rows())[0]?.state).toBe('pending');
    await working().step(at(8 * LEASE_SECONDS));
    expect((await rows())[0]?.state).toBe('dead');
    expect([processed, faults.length]).toEqual([[], 1]);
  });

  it('waits for the one before it in its thread, however long that takes, and holds up no other', async () => {
    let broken = true;
    const inbox = inboxThat(async (body) => {
      if (broken && body.startsWith('a1')) throw new Error('not now');
      processed.push(body.slice(0, 2));
    });
    for (const [second, key] of ['a1', 'a2', 'b1'].entries())
      await inbox.keep(event(key, key[0]), at(second));
    await wake(inbox.step, [3]);
    expect(processed).toEqual(['b1']);
    expect(await inbox.nextDue(at(3))).toEqual(at(4));

    broken = false;
    await wake(inbox.step, [4]);
    expect(processed).toEqual(['b1', 'a1', 'a2']);
  });

  it('comes after the one before it, even if that came to somebody whose clock is ahead', async () => {
    const inbox = working();
    await inbox.keep(event('first', 'a'), at(9));
    await inbox.keep(event('after', 'a'), at(3));
    await wake(inbox.step, [10]);
    expect(processed).toEqual([event('first').body, event('after').body]);
  });

  it('that is set aside lets the next one of its thread go on', async () => {
    const inbox = inboxThat(async (body) => {
      if (body.startsWith('a1')) throw new Error('never');
      processed.push(body.slice(0, 2));
    });
    for (const key of ['a1', 'a2']) await inbox.keep(event(key, 'a'), at(0));
    await wake(inbox.step, TRIES);
    expect(processed).toEqual(['a2']);
  });

  it('or anything else that was decided is not decided again', async () => {
    const decide = () => database.transaction((tx) => once(tx, 'press:1', at(0)));
    expect(await Promise.all([decide(), decide(), decide()])).toHaveLength(3);
    expect(await decide()).toBe(false);
    const undone = database.transaction(async (tx) => {
      await once(tx, 'press:2', at(0));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await database.transaction((tx) => once(tx, 'press:2', at(1)))).toBe(true);
  });
});

describe.runIf(providers.includes('postgresql'))(
  'a PostgreSQL server that lives in another time zone',
  () => {
    it('keeps every moment, also in the hour when the clocks change', async () => {
      const { url, folder, remove } = await createDatabase('postgresql');
      const first = await connect({ url, folder });
      const name = new URL(url ?? '').pathname.slice(1);
      await first.db.$executeRawUnsafe(`ALTER DATABASE "${name}" SET timezone = 'Europe/London'`);
      await first.close();

      const database = await connect({ url, folder });
      const moments = ['2027-03-28T01:30:00Z', '2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'];
      for (const moment of moments) await database.transaction((tx) => once(tx, moment, new Date(moment)));
      const kept = await database.db.inbox.findMany({ orderBy: [{ receivedAt: 'asc' }, { key: 'asc' }] });
      expect(kept.map(({ receivedAt }) => receivedAt)).toEqual(moments.map((moment) => new Date(moment)));
      await database.close();
      await remove();
    });
  },
);
