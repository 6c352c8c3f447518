import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askAbout, askAfter, firstAsk, matterOf } from '../src/features/outcomes/rules/cadence.js';
import { askMoment } from '../src/features/outcomes/rules/batch.js';
import { dayAt } from '../src/shared/days.js';
import { button, buttonsOf, formOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const TAKEN = '2026-11-24';

// The cadence of the product, written out a second time: the days of all questions about what was taken on a Tuesday,
// or whose date is one: first, then every so often. Christmas and New Year's Day are moved to the next working day.
const CADENCES = [
  ['homelessness', ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29']],
  ['advice-only', ['2026-12-08', '2026-12-22', '2027-01-05']],
  ['possession', ['2026-11-25', '2026-12-09', '2026-12-23', '2027-01-06']],
  ['debt', ['2027-01-05', '2027-02-02', '2027-03-02', '2027-03-30']],
  ['reconsideration', ['2027-01-05', '2027-02-02', '2027-03-02', '2027-03-30']],
  ['early-conciliation', ['2027-01-05', '2027-02-16', '2027-03-30', '2027-05-11']],
  ['new-claim', ['2027-01-19', '2027-03-02', '2027-04-13', '2027-05-25']],
  ['maternity-pay', ['2026-12-08', '2027-01-05', '2027-02-02']],
  ['immigration', ['2027-02-16', '2027-05-11', '2027-08-03', '2027-10-26']],
  ['tribunal', ['2027-03-16', '2027-05-11', '2027-07-06', '2027-08-31', '2027-10-26']],
] as const;

describe('when outcomes are asked for', () => {
  it.each(CADENCES)('about %s', (kind, days) => {
    const asked: string[] = [];
    let ask: ReturnType<typeof askAfter> = askAbout(kind, { date: TAKEN, today: TAKEN, nation: 'E' });
    for (; ask; ask = askAfter(ask, ask.dueOn, 'E')) asked.push(ask.dueOn);
    expect(asked).toEqual(days);
    expect(asked.length).toBeLessThanOrEqual(5); // no more than five reminders about one thing
  });

  it.each([
    [['housing'], null, 'homelessness', '2026-12-01'],
    [['housing'], '2026-12-10', 'possession', '2026-12-11'],
    [['housing'], '2026-12-24', 'possession', '2026-12-29'], // after Christmas
    [['housing'], '2026-10-01', 'possession', '2026-11-25'], // long ago: tomorrow
    [['mat-pay'], null, 'maternity-pay', '2026-12-08'],
    [['mat-pay', 'immigration'], '2027-02-10', 'immigration', '2027-02-16'],
    [['mat-dismissal'], null, 'early-conciliation', '2027-01-05'],
    [['immigration', 'housing', 'debt'], null, 'homelessness', '2026-12-01'],
    [['benefit-check', 'hardship'], null, 'advice-only', '2026-12-08'],
    [['something that is not listed'], '2026-12-10', 'advice-only', '2026-12-08'],
  ])('about %j with the date %s, first about %s on %s', (issues, keyDate, kind, dueOn) => {
    expect(firstAsk({ issues, keyDate, takenOn: TAKEN, nation: 'E' })).toEqual({ kind, nth: 1, dueOn });
  });

  it('is at the end of a working day, whenever it is counted from', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-06-30'), noInvalidDate: true });
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
    fc.assert(
      fc.property(moment, (at) => {
        const asked = askMoment(at, LONDON);
        expect(local.format(asked)).toMatch(/^(?:Mon|Tue|Wed|Thu|Fri),? 16$/);
        expect(asked >= at).toBe(true);
        expect(askMoment(asked, LONDON)).toEqual(asked);
      }),
    );
  });
}); // prettier-ignore

describe.each(providers)('the adviser on the case, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const taken = async (issue: string, more: Record<string, string> = {}, by = 'priya') => {
    const sent = await bench.send({ issues: [issue], share: 'none', ...more });
    await bench.press(by, 'referrals.take', sent.id);
    return sent;
  };
  const goTo = async (at: string) => {
    bench.clock.set(new Date(at));
    await bench.corridor.worker.drain();
  };
  /** Goes to the moment of that day's questions. */
  const endOf = (day: string) => goTo(`${day}T16:00:00Z`);
  const asks = async (user = 'priya') =>
    (await bench.corridor.as(user).messages())
      .map(({ message }) => message)
      .filter((message) => textOf(message).includes('Is there an outcome yet?'));
  const waiting = async () =>
    (await bench.database.db.followUp.findMany({ where: { state: 'waiting' }, orderBy: { dueOn: 'asc' } })).map(
      ({ kind, nth, dueOn }) => `${kind} ${nth} ${dueOn}`,
    );

  it('is asked at the end of the day it is due, each time anew, until the last time', async () => {
    const { reference } = await taken('housing');
    expect(await waiting()).toEqual(['homelessness 1 2026-12-01']);
    await goTo('2026-12-01T15:59:59Z');
    expect(await asks()).toEqual([]);
    const days = ['2026-12-01', '2026-12-08', '2026-12-15', '2026-12-22', '2026-12-29'];
    for (const [index, day] of days.entries()) {
      await endOf(day);
      expect(await asks(index === 3 ? 'grace' : 'priya'), day).toHaveLength(index === 3 ? 1 : index + 1 - Number(index > 3));
    }
    expect(await waiting()).toEqual([]);
    await endOf('2027-06-01');
    expect(await asks()).toHaveLength(4);
    const [first, second, , fifth] = await asks();
    expect(first!.summary).toBe('Outcomes: nothing more to ask');
    expect(textOf(first!)).toContain(`${reference} has been asked about again since.`);
    expect(textOf(second!)).not.toContain('[Not yet]');
    expect(fifth!.summary).toBe(`${reference}: is there an outcome?`);
    expect(textOf(fifth!)).toContain(
      `${reference} · Housing & homelessness. Taken by you on Tue 24 Nov 2026. Asked 5 of 5. This is the last time`,
    );
    expect(textOf(await bench.corridor.as('bev').told(/Digest for/))).toContain('To follow up: 1 referral with no outcome after every ask');
  });

  it('is asked about everything that is due in one message, five at most, and the rest on the next day', async () => {
    const referrals = [];
    for (let nth = 0; nth < 6; nth += 1) referrals.push(await taken('housing'));
    await endOf('2026-12-01');
    const [message, ...others] = await asks();
    expect(others).toEqual([]);
    expect(message!.summary).toBe('Is there an outcome: 5 to look at');
    for (const { reference } of referrals.slice(0, 5)) expect(textOf(message!)).toContain(`${reference} · `);
    await endOf('2026-12-02');
    expect((await asks()).at(-1)!.summary).toBe(`${referrals[5]!.reference}: is there an outcome?`);
    await endOf('2026-12-08');
    expect((await asks()).at(-1)!.summary).toBe('Is there an outcome: 5 to look at');
    await bench.database.db.job.updateMany({ data: { state: 'pending', leaseUntil: new Date(0) } });
    await bench.corridor.worker.drain();
    expect(await asks()).toHaveLength(3);
  });

  it('answers in the message, which changes in place', async () => {
    const [first, second] = [await taken('housing'), await taken('housing')];
    await endOf('2026-12-01');
    const said1 = await bench.database.db.posted.count();
    const [message] = await asks();
    const [advised] = buttonsOf(message!).filter(({ label }) => label === 'Advised');
    expect(advised!.confirm?.text).toContain('Client agreed: nothing more.');
    await bench.corridor.as('priya').press(advised!);
    await bench.press('priya', 'outcomes.not-yet', second.id);
    const [after, ...others] = await asks();
    expect(others).toEqual([]);
    expect(after!.summary).toBe('Outcomes: nothing more to ask');
    expect(textOf(after!)).toContain(`${first.reference} is closed. There is nothing to do.`);
    expect(textOf(after!)).toContain(`${second.reference}: you will be asked again on Tue 8 Dec 2026.`);
    expect(buttonsOf(after!)).toEqual([]);
    expect(await bench.database.db.posted.count()).toBe(said1);
    const edits = await bench.database.db.outbox.findMany({ where: { notice: 'outcomes.asks' }, orderBy: { seq: 'asc' } });
    expect(edits.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    expect(new Set(edits.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await waiting()).toEqual(['homelessness 2 2026-12-08']);
  });

  it('who says “not yet” is asked later, at the date that is said', async () => {
    const { reference, id } = await taken('debt');
    await endOf('2027-01-05');
    const [ask] = await asks();
    await goTo('2027-01-07T15:00:00Z');
    expect(said(await bench.corridor.as('priya').press(button(ask!, 'Not yet')))).toContain(
      'asked again on Thu 4 Feb 2027',
    );
    expect(await waiting()).toEqual(['debt 2 2027-02-04']);
    expect(
      await bench.database.db.auditEvent.count({ where: { action: 'outcome.not-yet', reference } }),
    ).toBe(1);
    await endOf('2027-02-04');
    expect(await asks()).toHaveLength(2);
    expect((await bench.row(id)).state).toBe('accepted');
  });

  it('who says “not yet” to the last one is asked once more, as was said', async () => {
    const { id } = await taken('other');
    for (const day of ['2026-12-08', '2026-12-22', '2027-01-05']) await endOf(day);
    expect(await waiting()).toEqual([]);
    expect(said(await bench.press('priya', 'outcomes.not-yet', id))).toContain(
      'asked again on Tue 19 Jan 2027',
    );
    await endOf('2027-01-19');
    expect(textOf((await asks()).at(-1)!)).toContain('Asked 3 of 3. This is the last time');
    expect(await waiting()).toEqual([]);
  });

  it('chooses another day, or says that it is about something else by now', async () => {
    const { id } = await taken('benefits');
    const open = async () => formOf(await bench.press('priya', 'outcomes.later', id));
    const send = async (values: Record<string, string>) => bench.corridor.as('priya').submit(await open(), values);
    expect((await open()).fields.map((field) => 'value' in field && field.value)).toEqual(['new-claim', 'usual', false]);
    expect(said(await send({ when: '14' }))).toContain('asked again on Tue 8 Dec 2026');
    expect(await waiting()).toEqual(['new-claim 1 2026-12-08']);
    await send({ matter: 'tribunal' });
    expect(await waiting()).toEqual(['tribunal 1 2027-03-16']);
    const again = formOf(await send({ matter: 'possession' }));
    expect(again.errors?.['date']).toContain('Say when that is');
    expect(again.fields.map((field) => 'value' in field && field.value)).toEqual(['possession', 'usual', false]);
    await send({ matter: 'possession', date: '2026-12-10' });
    expect(await waiting()).toEqual(['possession 1 2026-12-11']);
    await send({ when: '1', matter: 'possession' });
    expect(await waiting()).toEqual(['possession 1 2026-11-25']);
    for (const user of ['nadia', 'owen']) await bench.press(user, 'outcomes.later', id);
    expect(await waiting()).toEqual(['possession 1 2026-11-25']);
  });

  it('who is away, or has left, is not asked: somebody else of their service is', async () => {
    const load = async (text: string) => {
      await loadSample(bench.database, text, bench.clock.now());
      await bench.corridor.sample.directory.refresh();
    };
    const { reference, id } = await taken('housing', {}, 'sam');
    await load(sampleText('maternity').replace('from: 2026-12-21\n', 'from: 2026-12-01\n').replace('away: [priya]', 'away: [sam]'));
    await endOf('2026-12-01');
    expect(await asks('sam')).toEqual([]);
    expect(textOf((await asks())[0]!)).toContain(`${reference} · Housing & homelessness. Taken by Sam Okafor, who is not here on`);
    await load(sampleText('maternity').replace(/^ {2}sam:\n(?: {4}.*\n)+/m, ''));
    await endOf('2026-12-08');
    const [ask] = await asks();
    await bench.corridor.as('grace').press(button((await asks()).at(-1)!, 'Advised'));
    expect(textOf(ask!)).toContain('asked about again since');
    expect((await bench.row(id)).state).toBe('completed');
  });

  it.each([
    ['completed', 'outcomes.record', { codes: ['GRANT'] }],
    ['ended after a death', 'referrals.fail', { reason: 'died' }],
    ['withdrawn', 'referrals.withdraw', { reason: 'resolved' }],
  ] as const)('is not asked about what is %s', async (_, action, values) => {
    const { id } = await taken('housing');
    await bench.fill('priya', action, id, values);
    await endOf('2026-12-01');
    expect(await asks()).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(await bench.database.db.outbox.count({ where: { notice: 'outcomes.asks' } })).toBe(0);
  });

  it('may only open, or put off, what is paused', async () => {
    const { id } = await taken('housing');
    await bench.fill('priya', 'referrals.hold', id, { reason: 'waiting-for-person' });
    await endOf('2026-12-01');
    expect(buttonsOf((await asks())[0]!).map(({ label }) => label)).toEqual(['Open', 'Not yet', 'Another day']);
  });

  it('is asked on Monday when nothing ran until Saturday, but not about what was closed meanwhile', async () => {
    const [first, second] = [await taken('housing'), await taken('housing')];
    await goTo('2026-12-05T12:00:00Z');
    await bench.fill('priya', 'outcomes.record', first.id, { codes: ['GRANT'] });
    await goTo('2026-12-07T15:59:00Z');
    expect(await asks()).toEqual([]);
    await endOf('2026-12-07');
    expect((await asks()).map(({ summary }) => summary)).toEqual([`${second.reference}: is there an outcome?`]);
    expect(await waiting()).toEqual(['homelessness 2 2026-12-14']);
  });

  it('is told that it has moved on when an old ask is pressed after closing', async () => {
    const { id } = await taken('housing');
    await bench.fill('priya', 'referrals.fail', id, { reason: 'moved' });
    for (const action of ['outcomes.not-yet', 'outcomes.later', 'outcomes.record'])
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
  });

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
  });
}); // prettier-ignore

it('names each matter once', () => {
  for (const [kind] of CADENCES) expect(matterOf(kind).key).toBe(kind);
  expect(dayAt(askMoment(new Date('2026-12-24T18:00:00Z'), LONDON), LONDON.timeZone)).toBe('2026-12-29');
});
