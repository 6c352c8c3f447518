import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { linesIn, openWeeks, readAloud, type Weeks } from './support/digest-weeks.js';

const AWAY = {
  from: '    - from: 2026-12-21',
  to: '    - from: 2026-11-30\n      away: [bev]\n    - from: 2026-12-21',
};

describe.each(providers)('the weekly digest (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  const newest = async (user = 'bev') => (await weeks.digests(user)).at(-1)!;
  const said = () => weeks.database.db.posted.count({ where: { notice: 'digests.weekly' } });

  it('comes to champion and deputy on Monday at 08:30, and says what moved, what waits and what to do', async () => {
    await weeks.busyWeek();
    expect(await said()).toBe(0);
    await weeks.until('2026-11-30T08:30:00Z');
    expect(await weeks.digests('tom')).toEqual([]);
    expect((await newest('ruth')).parts).toEqual((await newest()).parts);
    expect(readAloud(await newest())).toMatchInlineSnapshot(`
      "Your first digest, 23–29 Nov 2026: 3 consultations and 2 referrals. One comes every Monday, also in a quiet week.
      Waiting now: 2 consultations for an answer (2 longer than promised), 1 referral to be taken, 0 to act on within 5 working days.
      Moved: consultations 3 opened, 1 answered; referrals 2 sent, 1 accepted, 1 contacted, 1 closed.
      First answer after less than 1 working hour (the middle of 1), promised within 8; none late.
      Came up most: Debt & money worries. No answer card about it yet; an adviser can keep one with “Save as card”.
      2 questions have waited longer than promised. [Nudge duty adviser]
      What room Mersey Shore Law Centre has was not confirmed for over a week. [Ask about capacity]"
    `);
    expect(linesIn(await newest())).toBeLessThanOrEqual(12);
  });

  it('compares with the own weeks before, once there are some', async () => {
    await weeks.until('2026-12-28T09:00:00Z');
    for (const user of ['nadia', 'ruth', 'tom', 'nadia', 'ruth']) await weeks.consult(user);
    await weeks.until('2027-01-04T08:30:00Z');
    const digest = await newest();
    expect(digest.summary).toBe('Digest for 28 Dec 2026 – 3 Jan 2027');
    expect(readAloud(digest)).toMatchInlineSnapshot(`
      "A busier week than usual, 28 Dec 2026 – 3 Jan 2027: 5 consultations and 0 referrals.
      Waiting now: 5 consultations for an answer (5 longer than promised), 0 referrals to be taken, 0 to act on within 5 working days.
      Moved: consultations 5 opened, 0 answered; referrals 0 sent, 0 accepted, 0 contacted, 0 closed.
      First answer: none was given (promised within 8 working hours).
      Came up most: Benefits & income. No answer card about it yet; an adviser can keep one with “Save as card”.
      Trend
      consultations ↑ 5, more than usual (0); referrals → 0, about as usual (0).
      Consultations: 0 0 0 0 0 5
      Referrals: 0 0 0 0 0 0
      5 questions have waited longer than promised. [Nudge duty adviser]"
    `);
    expect(linesIn(digest)).toBeLessThanOrEqual(12);
  });

  it('comes in a quiet week too, and says that it was quiet', async () => {
    await weeks.until('2026-12-07T08:30:00Z');
    expect(readAloud(await newest())).toMatchInlineSnapshot(`
      "Quiet week, 30 Nov – 6 Dec 2026: no consultations, no referrals. 3 sites are in their first 12 weeks, which is normal.
      Nothing is waiting.
      Community midwives, North Wirral may like to hear from you. [Draft a hello]
      What room Mersey Shore Law Centre has was not confirmed for over a week. [Ask about capacity]
      Talked one through by phone? It counts as much. [Log a phone consult]"
    `);
    expect(linesIn(await newest())).toBeLessThanOrEqual(12);
  });

  it('tells the deputy when the champion is away', async () => {
    await weeks.change(AWAY.from, AWAY.to);
    await weeks.until('2026-11-30T08:30:00Z');
    expect(readAloud(await newest('ruth'))).toMatchInlineSnapshot(`
      "Quiet week, 23–29 Nov 2026: no consultations, no referrals. 3 sites are in their first 12 weeks, which is normal.
      Bev Marsden can’t look after this one, so it is with you.
      Nothing is waiting.
      Community midwives, North Wirral may like to hear from you. [Draft a hello]
      What room Mersey Shore Law Centre has was not confirmed for over a week. [Ask about capacity]
      Talked one through by phone? It counts as much. [Log a phone consult]"
    `);
    expect(textOf(await newest('ruth'))).toContain('Bev Marsden can’t look after this one, so it is with you.');
    expect(textOf(await newest('bev'))).not.toContain('can’t look after');
  });

  it('tells the deputy when the champion has no account here, and the administrator when neither has', async () => {
    await weeks.change('    accounts:\n      web: bev\n', '    accounts: {}\n');
    await weeks.until('2026-11-30T08:30:00Z');
    expect(textOf(await newest('ruth'))).toContain('Bev Marsden can’t look after this one, so it is with you.');

    const { db } = weeks.database;
    await db.platformAccount.deleteMany({ where: { user: 'ruth' } });
    await db.partnership.updateMany({ data: { revision: { increment: 1 } } });
    await weeks.sample.directory.refresh();
    await weeks.until('2026-12-07T08:30:00Z');
    const told = await weeks.as('imran').told(/reached neither/);
    expect(textOf(told)).not.toMatch(/Waiting now|Moved/);
  });

  it('names ISO week 53 once, and comes a day late after a bank holiday', async () => {
    await weeks.until('2026-12-28T23:00:00Z');
    expect((await weeks.digests('bev')).at(-1)?.summary).toBe('Digest for 14–20 Dec 2026');
    await weeks.until('2026-12-29T08:30:00Z');
    expect((await newest()).summary).toBe('Digest for 21–27 Dec 2026');
    await weeks.until('2027-01-11T08:29:00Z');
    const summaries = (await weeks.digests('bev')).map(({ summary }) => summary);
    expect(summaries.filter((each) => each.includes('3 Jan 2027'))).toEqual(['Digest for 28 Dec 2026 – 3 Jan 2027']);
  });

  it('comes once for all the weeks in which nothing ran, and names them', async () => {
    await weeks.until('2026-11-30T08:30:00Z');
    await weeks.consult('nadia');
    weeks.clock.set(new Date('2027-01-07T14:00:00Z')); // five weeks later the program starts again
    await weeks.worker.drain();
    expect(await weeks.digests('bev')).toHaveLength(2);
    expect(textOf(await newest())).toMatch(/^Digest for 30 Nov 2026 – 3 Jan 2027\n5 weeks in one.* 1 consultation and 0 referrals/);
    await weeks.until('2027-01-11T08:30:00Z');
    expect((await newest()).summary).toBe('Digest for 4–10 Jan 2027');
  });

  it('is one message, however often its job runs, and is edited when it is asked for again', async () => {
    await weeks.until('2026-11-30T08:30:00Z');
    await weeks.database.db.job.updateMany({ where: { name: 'digests.weekly' }, data: { state: 'pending', leaseUntil: new Date(0) } });
    await weeks.until('2026-11-30T10:00:00Z');
    expect(await said()).toBe(2);

    await weeks.consult('nadia');
    const again = messageOf(await weeks.as('ruth').command('digest'));
    expect(textOf(again)).toContain('Waiting now: 1 consultation for an answer,');
    expect(textOf(await newest('bev'))).toContain('Waiting now: 1 consultation for an answer,');
    expect(textOf(again)).toContain('no consultations, no referrals'); // the week itself is closed
    expect(await said()).toBe(2);
    expect(await weeks.database.db.digestRun.count()).toBe(1);
  });

  it('is for champion and deputy alone', async () => {
    await weeks.until('2026-11-30T08:30:00Z');
    expect(messageOf(await weeks.as('nadia').command('digest')).summary).toMatch(/for the partnership’s champion and deputy/);
    const press = button(await newest(), 'Ask about capacity');
    expect(messageOf(await weeks.as('priya').press(press)).summary).toMatch(/for the partnership’s champion/);
  });
}); // prettier-ignore
