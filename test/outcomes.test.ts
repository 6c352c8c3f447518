import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askAt, cadenceFor, mayAsk, notYetUntil } from '../src/features/outcomes/rules/cadence.js';
import { buttonsOf, formOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const TAKEN = new Date('2026-11-24T10:00:00Z');

// The cadence of the product, written out a second time: first ask, repeats every, how often.
const CADENCES = [
  ['housing', 1, 1, 4],
  ['consumer', 2, 2, 2],
  ['utilities', 2, 2, 2],
  ['hardship', 2, 2, 2],
  ['other', 2, 2, 2],
  ['debt', 6, 4, 3],
  ['employment', 6, 6, 3],
  ['maternity', 6, 6, 3],
  ['benefits', 8, 6, 3],
  ['immigration', 12, 12, 3],
  ['something that is not listed', 2, 2, 2],
] as const;

describe('when outcomes are asked for', () => {
  it.each(CADENCES)(
    'about %s: after %i weeks, then every %i, %i times more',
    (issue, first, every, times) => {
      const cadence = cadenceFor([issue]);
      expect(cadence).toMatchObject({ firstWeeks: first, repeatWeeks: every, repeats: times });
      expect(mayAsk(1 + times, cadence)).toBe(true);
      expect(mayAsk(2 + times, cadence)).toBe(false);
    },
  );

  it('about several things, is what comes soonest', () => {
    expect(cadenceFor(['immigration', 'housing', 'debt']).matter).toBe('homelessness');
  });

  it('is in working hours, whenever it is counted from', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-06-30'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom('housing', 'debt', 'immigration'),
        (from, nth, issue) => {
          const at = askAt(from, nth, cadenceFor([issue]), LONDON);
          const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', hourCycle: 'h23' }).format(at);
          expect(local).toMatch(/^(?:Mon|Tue|Wed|Thu|Fri),? (?:09|1[0-6])$/);
          expect(at > from).toBe(true);
        },
      ),
    );
  }); // prettier-ignore

  it('“not yet” puts it off to the next date in the cadence', () => {
    expect(notYetUntil(TAKEN, cadenceFor(['housing']), LONDON)).toEqual(new Date('2026-12-01T10:00:00Z'));
    expect(notYetUntil(TAKEN, cadenceFor(['debt']), LONDON)).toEqual(new Date('2026-12-22T10:00:00Z'));
  });
});

describe.each(providers)('the adviser on the case, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const taken = async (issue: string) => {
    const sent = await bench.send({ issues: [issue], share: 'none' });
    await bench.press('priya', 'referrals.take', sent.id);
    return sent;
  };
  const goTo = async (at: string) => {
    bench.clock.set(new Date(at));
    await bench.corridor.worker.drain();
  };
  const asks = async (reference: string, user = 'priya') =>
    (await bench.messages(user, reference)).filter(({ summary }) => summary.endsWith('is there an outcome?'));
  const planned = async () =>
    (await bench.database.db.job.findMany({ where: { name: 'outcomes.ask', state: 'pending' } })).map(({ dueAt }) =>
      dueAt.toISOString(),
    ); // prettier-ignore

  it('is asked when it is due, each time anew, until the last time', async () => {
    const { reference } = await taken('housing');
    expect(await planned()).toEqual(['2026-12-01T10:00:00.000Z']);
    await goTo('2026-12-01T09:59:59Z');
    expect(await asks(reference)).toEqual([]);
    const dates = ['2026-12-01T10:00:00Z', '2026-12-08T10:00:00Z', '2026-12-15T10:00:00Z', '2026-12-22T10:00:00Z', '2026-12-29T10:00:00Z'];
    for (const [index, date] of dates.entries()) {
      await goTo(date);
      expect(await asks(reference), date).toHaveLength(index + 1);
    }
    expect(await planned()).toEqual([]);
    await goTo('2027-06-01T10:00:00Z');
    expect(await asks(reference)).toHaveLength(5);
    expect(textOf((await asks(reference))[0]!)).toContain(`Is there an outcome for ${reference} yet? You took it on Tue 24 Nov 2026.`);
  }); // prettier-ignore

  it('who says “not yet” is asked later, at the date that is said', async () => {
    const { reference, id } = await taken('debt');
    await goTo('2027-01-05T10:00:00Z');
    const [ask] = await asks(reference);
    const notYet = buttonsOf(ask!).find(({ label }) => label === 'Not yet')!;
    await goTo('2027-01-07T15:00:00Z');
    expect(said(await bench.press('priya', notYet.action, notYet.value))).toContain(
      'asked again on Thu 4 Feb 2027',
    );
    expect(await planned()).toEqual(['2027-02-04T15:00:00.000Z']);
    expect(
      await bench.database.db.auditEvent.count({ where: { action: 'outcome.not-yet', reference } }),
    ).toBe(1);
    await goTo('2027-02-04T15:00:00Z');
    expect(await asks(reference)).toHaveLength(2);
    expect((await bench.row(id)).state).toBe('accepted');
  });

  it('who says “not yet” to the last one is asked once more, as was said', async () => {
    const { reference, id } = await taken('other');
    for (const date of ['2026-12-08T10:00:00Z', '2026-12-22T10:00:00Z', '2027-01-05T10:00:00Z'])
      await goTo(date);
    expect(await asks(reference)).toHaveLength(3);
    expect(await planned()).toEqual([]);
    expect(said(await bench.press('priya', 'outcomes.not-yet', id))).toContain(
      'asked again on Tue 19 Jan 2027',
    );
    await goTo('2027-01-19T10:00:00Z');
    expect(await asks(reference)).toHaveLength(4);
    expect(await planned()).toEqual([]);
  });

  it.each([
    ['completed', 'outcomes.record', { codes: ['GRANT'] }],
    ['ended after a death', 'referrals.fail', { reason: 'died' }],
    ['withdrawn', 'referrals.withdraw', { reason: 'resolved' }],
  ] as const)('is not asked about what is %s', async (_, action, values) => {
    const { reference, id } = await taken('housing');
    await bench.fill('priya', action, id, values);
    await goTo('2027-06-01T10:00:00Z');
    expect(await asks(reference)).toEqual([]);
    expect(await planned()).toEqual([]);
    const sent = await bench.database.db.outbox.count({ where: { notice: 'outcomes.ask' } });
    expect(sent).toBe(0);
  });

  it('is not asked by what waited for the morning when it was closed meanwhile', async () => {
    const { reference, id } = await taken('housing');
    await goTo('2026-12-05T12:00:00Z'); // nothing ran until a Saturday
    expect(await asks(reference)).toEqual([]);
    await bench.fill('priya', 'outcomes.record', id, { codes: ['GRANT'] });
    await goTo('2026-12-07T09:00:00Z');
    expect(await asks(reference)).toEqual([]);
  });

  it('is asked on Monday morning when nothing ran until Saturday', async () => {
    const { reference } = await taken('housing');
    await goTo('2026-12-05T12:00:00Z');
    await goTo('2026-12-07T08:59:00Z');
    expect(await asks(reference)).toEqual([]);
    await goTo('2026-12-07T09:00:00Z');
    expect(await asks(reference)).toHaveLength(1);
  });

  it('is told that it has moved on when an old ask is pressed after closing', async () => {
    const { id } = await taken('housing');
    await bench.fill('priya', 'referrals.fail', id, { reason: 'moved' });
    for (const action of ['outcomes.not-yet', 'outcomes.record'])
      expect(said(await bench.press('priya', action, id))).toContain('has moved on');
    expect(said(await bench.fill('priya', 'outcomes.record', id, { codes: ['GRANT'] }))).toContain(
      'has moved on',
    );
  });

  it('opens the form by its reference, and sees what will be told', async () => {
    for (const [share, words] of [['none', 'nothing more'], ['status', 'status only'], ['summary', 'summary']] as const) {
      const { id, reference } = await bench.send({ share });
      await bench.press('priya', 'referrals.take', id);
      const form = formOf(await bench.command('priya', 'outcome', ` ${reference.toLowerCase()} `));
      expect(JSON.stringify(form.intro)).toContain(`Client agreed: ${words}`);
    }
    expect(said(await bench.command('priya', 'outcome', 'Jade Smith'))).toContain('You do not have access');
  }); // prettier-ignore

  it('records several outcomes at once, by their codes and kinds', async () => {
    const { id } = await taken('housing');
    await bench.fill('priya', 'outcomes.record', id, { codes: ['INFORMED', 'REPAIR-DONE', 'INFORMED'], line: `kept ${CANARY}` });
    const rows = await bench.database.db.outcome.findMany({ where: { referralId: id }, orderBy: { id: 'asc' } });
    expect(rows.map(({ code, kind, certainty, dateAchieved }) => [code, kind, certainty, dateAchieved])).toEqual([
      ['INFORMED', 'advice', 'confirmed', '2026-11-24'],
      ['REPAIR-DONE', 'housing', 'confirmed', '2026-11-24'],
    ]);
    const events = await bench.database.db.referralEvent.findMany({ where: { referralId: id, kind: 'completed' }, orderBy: { id: 'asc' } });
    expect(events.map(({ from, to }) => [from, to])).toEqual([
      ['accepted', 'in-progress'],
      ['in-progress', 'completed'],
    ]);
    expect((await bench.row(id)).closedAt).toEqual(bench.clock.now());
  }); // prettier-ignore
});
