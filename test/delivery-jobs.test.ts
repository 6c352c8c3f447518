import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { once } from '../src/delivery/inbox.js';
import { createJobRunner, plan, type RunJob } from '../src/delivery/jobs.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { createGate } from './support/gate.js';
import { at, CLOSELY, LEASE_SECONDS, TRIES, wake } from './support/waking.js';

describe.each(providers)('what is due later, on %s', (provider) => {
  let database: OpenTestDatabase;
  let ran: string[];
  let faults: unknown[];
  beforeEach(async () => {
    database = await openDatabase(provider);
    ran = [];
    faults = [];
  });
  afterEach(() => database.drop());

  const runner = (jobs: Record<string, RunJob>) =>
    createJobRunner({
      database,
      jobs: new Map(Object.entries(jobs)),
      onFault: (fault) => void faults.push(fault),
    });
  const note: RunJob = async ({ of = '' }) => void ran.push(of);
  const later = (of: string, dueAt: Date, name = 'note', key = of) =>
    database.transaction((tx) => plan(tx, { key, name, payload: { of }, dueAt }, at(0)));
  const states = async () =>
    (await database.db.job.findMany({ orderBy: { key: 'asc' } })).map(({ state }) => state);

  it('is done when it is due and not before, the earliest first, and once under one key', async () => {
    await later('second', at(20));
    await later('first', at(10));
    await later('never', at(5), 'note', 'first');
    const { step, nextDue } = runner({ note });
    expect(await nextDue()).toEqual(at(10));
    expect(await wake(step, [0, 9])).toEqual([]);
    await wake(step, [20, 21]);
    expect(ran).toEqual(['first', 'second']);
    expect(await nextDue()).toBe(null);
  });

  it('has one effect, even if the process ends after it and before that is written down', async () => {
    const decided = createGate();
    const effect = (key: string) => database.transaction(async (tx) => {
      if (await once(tx, key, at(0))) ran.push('effect');
    }); // prettier-ignore
    await later('a', at(0));
    const crashing: RunJob = async (_, key) => {
      await effect(key);
      decided.open();
      await new Promise(() => undefined);
    };
    void runner({ note: crashing }).step(at(0));
    await decided.passed;

    const { step } = runner({ note: (_, key) => effect(key) });
    expect(await wake(step, [1, LEASE_SECONDS - 1, LEASE_SECONDS, LEASE_SECONDS + 1])).toEqual([
      LEASE_SECONDS,
    ]);
    expect(ran).toEqual(['effect']);
    expect(await states()).toEqual(['done']);
  });

  it('cannot be marked by somebody who comes back late', async () => {
    const gate = createGate();
    await later('a', at(0));
    const frozen = runner({ note: () => gate.passed.then(() => Promise.reject(new Error('late'))) }).step(
      at(0),
    );
    while ((await database.db.job.findFirstOrThrow()).attempts === 0);
    await runner({ note }).step(at(LEASE_SECONDS));
    const before = await database.db.job.findMany();
    gate.open();
    await frozen;
    expect(await database.db.job.findMany()).toEqual(before);
    expect([await states(), ran]).toEqual([['done'], ['a']]);
  });

  it.each(['bug', 'unheard of'])('but fails (%s) is tried eight times and keeps nothing else from being done', async (name) => {
    await later('bad', at(0), name);
    await later('good', at(0));
    const bug = () => Promise.reject(new TypeError('somebody’s own words'));
    const { step } = runner({ note, bug });
    expect(await wake(step, [...CLOSELY, 9_999])).toEqual([0, 0, ...TRIES.slice(1)]);
    expect(ran).toEqual(['good']);
    expect(faults).toHaveLength(8);
    expect(await states()).toEqual(['dead', 'done']);
    expect(JSON.stringify(await database.db.job.findMany())).not.toContain('words');
  }); // prettier-ignore

  it('and ends the process every time is set aside', async () => {
    await later('bad', at(0));
    const forever: RunJob = () => new Promise<void>(() => undefined);
    for (let life = 0; life < 8; life += 1) {
      void runner({ note: forever }).step(at(life * LEASE_SECONDS));
      while ((await database.db.job.findFirstOrThrow()).attempts !== life + 1);
    }
    await runner({ note }).step(at(8 * LEASE_SECONDS));
    expect([await states(), ran, faults.length]).toEqual([['dead'], [], 1]);
  });
});
