import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { button, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { providers } from './support/database.js';

const DAY_MS = 24 * 3_600_000;
const WHAT = 'Taken off the rota after announcing her pregnancy.';

describe.each(providers)('what was typed, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const texts = async () => [
    await corridor.database.db.referralText.count(),
    await corridor.database.db.consultVersion.count(),
    await corridor.database.db.searchDocument.count(),
  ];
  async function pass(days: number) {
    for (let day = 0; day < days; day += 1) {
      corridor.clock.forward(DAY_MS);
      await corridor.worker.drain();
    }
  }

  it('is erased ninety days after its case closed, and what is coded stays', async () => {
    const refer = formOf(await corridor.as('nadia').command('refer'));
    const service = corridor.sample.partnership.services[0]!.id;
    await corridor
      .as('nadia')
      .submit(refer, { service, issues: ['maternity'], what: WHAT, agreed: 'spoken' });
    const status = await corridor.as('nadia').told(/received/);
    const more = messageOf(await corridor.as('nadia').press(button(status, 'More')));
    const log = formOf(await corridor.as('nadia').command('consult', 'log'));
    await corridor.as('nadia').submit(log, { issues: ['benefits'], what: WHAT, result: 'signposted' });
    expect(await texts()).toEqual([2, 1, 1]);

    await pass(120); // the consultation closed at once, the referral is open still
    expect(await texts()).toEqual([2, 0, 0]);
    const shown = messageOf(await corridor.as('nadia').command('consult', 'C-1'));
    expect(textOf(shown)).toContain('has been erased');
    expect(textOf(shown)).toContain('Pointed to another place');

    const withdraw = formOf(await corridor.as('nadia').press(button(more, 'Withdraw')));
    await corridor.as('nadia').submit(withdraw, { reason: 'resolved' });
    expect(await texts()).toEqual([0, 0, 0]);
    expect(await corridor.database.db.referral.count()).toBe(1);
    expect(
      await corridor.database.db.auditEvent.count({ where: { action: 'retention.run' } }),
    ).toBeGreaterThan(60);
  });
});

describe.each(providers)('what delivery has done with, on %s', (provider) => {
  it('is gone after thirty days, the text of what was set aside after seven, and what is not done stays', async () => {
    const corridor = await openCorridor(provider);
    const { db } = corridor.database;
    const at = corridor.clock.now();
    const far = new Date('2030-01-01T00:00:00Z');
    await db.inbox.createMany({
      data: [
        { key: 'done', state: 'done', doneAt: at },
        { key: 'dead', state: 'dead', sealed: 'v1.sealed', doneAt: at },
        { key: 'pending', state: 'pending', sealed: 'v1.sealed', leaseUntil: far },
      ].map((row) => ({ source: 'slack', receivedAt: at, ...row })),
    });
    const message = (state: string) => ({
      ...{ id: state, key: state, kind: 'show', subject: state, platform: 'web', tenant: 'local' },
      ...{ toKind: 'channel', toId: state, threadKey: state, notice: 'none', payload: {}, state },
      ...{ leaseUntil: far, notBefore: at, createdAt: at, doneAt: ['held', 'pending'].includes(state) ? null : at },
    });
    const states = ['sent', 'superseded', 'unsaid', 'dead', 'dropped', 'held', 'pending'];
    await db.outbox.createMany({ data: states.map(message) });
    const job = { name: 'none', payload: {}, leaseUntil: far, dueAt: at };
    await db.job.createMany({
      data: [
        { ...job, id: 'done', key: 'done', state: 'done', doneAt: at },
        { ...job, id: 'later', key: 'later', state: 'pending', dueAt: far },
      ],
    });
    await db.pace.createMany({ data: [{ place: 'quiet', freeAt: at }, { place: 'asked', freeAt: far }] });
    const left = async () => ({
      inbox: (await db.inbox.findMany({ where: { source: 'slack' }, orderBy: { key: 'asc' } })).map(({ key, sealed }) => [key, sealed !== null]),
      outbox: (await db.outbox.findMany({ where: { notice: 'none' } })).map(({ state }) => state),
      jobs: (await db.job.findMany({ where: { name: 'none' } })).map(({ id }) => id).sort(),
      pace: (await db.pace.findMany()).map(({ place }) => place).sort(),
    });
    const pass = async (days: number) => {
      for (let day = 0; day < days; day += 1) {
        corridor.clock.forward(DAY_MS);
        await corridor.worker.drain();
      }
    };

    await pass(6);
    expect((await left()).inbox).toEqual([['dead', true], ['done', false], ['pending', true]]);
    await pass(5); // a weekend may lie between, on which nothing is erased
    expect((await left()).inbox).toEqual([['dead', false], ['done', false], ['pending', true]]);
    expect((await left()).outbox).toEqual(states);
    await pass(26); // nor over Christmas
    expect(await left()).toEqual({
      inbox: [['pending', true]],
      outbox: ['held', 'pending'],
      jobs: ['later'],
      pace: ['asked'],
    });
    await corridor.drop();
  });
}); // prettier-ignore
