import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, buttonsOf, formOf, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { linesIn, openWeeks, readAloud, type Weeks } from './support/digest-weeks.js';

const COLLEAGUE = {
  from: '  bev:\n',
  to: '  zoe:\n    name: Zoe Hart\n    organisation: riverside\n    site: community-team\n    role: midwife\n    accounts: { web: zoe }\n  bev:\n',
};
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

  /** A Monday to Friday in which much happens; some of it late. */
  async function busyWeek() {
    await weeks.consult('nadia');
    await weeks.consult('ruth', { issues: ['debt'] });
    await weeks.consult('nadia', { issues: ['debt'] });
    await weeks.work('priya', 'Reply', { text: 'In general, ask in writing and keep a copy.' });
    await weeks.refer('nadia', { keyDate: '2026-12-08', site: weeks.sample.partnership.sites[0]!.id });
    await weeks.refer('tom', { issues: ['housing'] });
    await weeks.work('priya', 'Take it');
    await weeks.work('priya', 'Contact made');
    await weeks.work('priya', 'Record outcome', { codes: ['INFORMED'] });
    await weeks.until('2026-11-30T08:29:00Z');
  }

  it('comes to champion and deputy on Monday at 08:30, and says what moved, what waits and what to do', async () => {
    await busyWeek();
    expect(await said()).toBe(0);
    await weeks.until('2026-11-30T08:30:00Z');
    expect(await weeks.digests('tom')).toEqual([]);
    expect((await newest('ruth')).parts).toEqual((await newest()).parts);
    expect(readAloud(await newest())).toMatchInlineSnapshot(`
      "Your first digest, 23–29 Nov 2026: 3 consultations and 2 referrals. One comes every Monday, also in a quiet week.
      Waiting now: 3 consultations (2 longer than promised), 1 referral to be taken, 0 to act on within 5 working days.
      Moved: 3 opened, 1 answered; 2 sent, 1 accepted, 1 contacted, 1 closed.
      First answer after 0 working hours (the middle of 1), promised within 8; none late.
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
      Waiting now: 5 consultations (5 longer than promised), 0 referrals to be taken, 0 to act on within 5 working days.
      Moved: 5 opened, 0 answered; 0 sent, 0 accepted, 0 contacted, 0 closed.
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
      Waiting now: 0 consultations, 0 referrals to be taken, 0 to act on within 5 working days.
      Moved: 0 opened, 0 answered; 0 sent, 0 accepted, 0 contacted, 0 closed.
      First answer: none was given (promised within 8 working hours).
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
      Waiting now: 0 consultations, 0 referrals to be taken, 0 to act on within 5 working days.
      Moved: 0 opened, 0 answered; 0 sent, 0 accepted, 0 contacted, 0 closed.
      First answer: none was given (promised within 8 working hours).
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
    expect(textOf(again)).toContain('Waiting now: 1 consultation,');
    expect(textOf(await newest('bev'))).toContain('Waiting now: 1 consultation,');
    expect(textOf(again)).toContain('0 opened'); // the week itself is closed
    expect(await said()).toBe(2);
    expect(await weeks.database.db.digestRun.count()).toBe(1);
  });

  it('is for champion and deputy alone', async () => {
    await weeks.until('2026-11-30T08:30:00Z');
    expect(messageOf(await weeks.as('nadia').command('digest')).summary).toMatch(/for the partnership’s champion and deputy/);
    const press = button(await newest(), 'Ask about capacity');
    expect(messageOf(await weeks.as('priya').press(press)).summary).toMatch(/for the partnership’s champion/);
  });

  it('nudges the duty adviser once, whoever presses, and says who did', async () => {
    await busyWeek();
    await weeks.until('2026-11-30T08:31:00Z');
    const nudge = button(await newest(), 'Nudge duty adviser');
    expect(messageOf(await weeks.as('bev').press(nudge)).summary).toMatch(/^Done\. Priya Shah will get a private message/);
    expect(messageOf(await weeks.as('ruth').press(nudge)).summary).toBe('Bev Marsden did this already. Nothing happened twice.');
    expect(textOf(await newest('ruth'))).toContain('Done by Bev Marsden.');
    expect(buttonsOf(await newest('ruth')).map(({ label }) => label)).not.toContain('Nudge duty adviser');

    const nudges = () => weeks.database.db.posted.count({ where: { notice: 'digests.nudge' } });
    expect(await nudges()).toBe(0); // it is 08:31: nobody is disturbed before nine
    await weeks.until('2026-11-30T09:00:00Z');
    expect(await nudges()).toBe(1);
    expect(textOf(await weeks.as('priya').told(/to answer/))).toMatch(/C-2[\s\S]*C-3/);
  });

  it('says nothing to somebody whose work was done before the nudge went', async () => {
    await weeks.consult('nadia');
    await weeks.until('2026-11-30T08:31:00Z');
    await weeks.as('bev').press(button(await newest(), 'Nudge duty adviser'));
    await weeks.work('sam', 'Reply', { text: 'In general, ask in writing and keep a copy.' });
    await weeks.until('2026-11-30T09:30:00Z');
    expect(await weeks.database.db.posted.count({ where: { notice: 'digests.nudge' } })).toBe(0);
  });

  it('nudges the service about an act-by date, and asks about capacity', async () => {
    await busyWeek();
    await weeks.until('2026-11-30T08:31:00Z');
    await weeks.refer('nadia', { keyDate: '2026-12-09' });
    const again = messageOf(await weeks.as('bev').command('digest'));
    expect(textOf(again)).toMatch(/1 to act on within 5 working days|2 to act on within 5 working days/);
    const capacity = button(await newest(), 'Ask about capacity');
    expect(messageOf(await weeks.as('bev').press(capacity)).summary).toMatch(/Owen Pritchard/);
    await weeks.until('2026-11-30T09:00:00Z');
    const asked = await weeks.as('owen').told(/is its capacity still right/);
    expect(buttonsOf(asked).map(({ label }) => label)).toEqual(['Still right', 'Change it']);
  });

  it('nudges those on duty at the service about what nobody has taken', async () => {
    await weeks.refer('nadia', { keyDate: '2026-12-04' });
    await weeks.until('2026-11-30T08:31:00Z');
    const nudge = button(await newest(), 'Nudge the service');
    expect(messageOf(await weeks.as('bev').press(nudge)).summary).toMatch(/^Done\. Priya Shah will get/);
    await weeks.until('2026-11-30T09:00:00Z');
    const told = await weeks.as('priya').told(/1 referral to act on/);
    expect(textOf(told)).toMatch(/WIR-\w{4} · act by \w{3} \d/);
    expect(messageOf(await weeks.as('priya').press(button(told, 'Open'))).summary).toContain('WIR-');
  });

  it('asks whoever took it for an outcome that every ask has left open', async () => {
    await weeks.refer('nadia', { issues: ['other'] });
    await weeks.work('sam', 'Take it');
    await weeks.until('2027-01-11T08:31:00Z');
    expect(textOf(await newest())).toContain('1 referral with no outcome after every ask');
    const ask = button(await newest(), 'Ask for outcomes');
    expect(messageOf(await weeks.as('ruth').press(ask)).summary).toMatch(/^Done\. Sam Okafor will get/);
    await weeks.until('2027-01-11T09:00:00Z');
    const told = await weeks.as('sam').told(/1 outcome to record/);
    expect((await weeks.as('sam').press(button(told, 'Record outcome'))).kind).toBe('form');
  });

  it('shares the answer card about what came up most with everybody, once', async () => {
    const learn = messageOf(await weeks.as('priya').command('learn'));
    const title = 'Can payments stop after a letter?';
    const text = 'In general, ask in writing for the reasons, and keep a copy.';
    const card = formOf(await weeks.as('priya').press(button(learn, 'New card')));
    await weeks.as('priya').submit(card, { title, text, issues: ['benefits'] });
    await weeks.consult('nadia');
    await weeks.until('2026-11-30T08:31:00Z');
    expect(textOf(await newest())).toContain(`There is an answer card: “${title}”.`);
    const share = button(await newest(), 'Share the card');
    expect(messageOf(await weeks.as('bev').press(share)).summary).toBe('Shared in the partnership’s channel.');
    expect(messageOf(await weeks.as('ruth').press(share)).summary).toMatch(/did this already/);
    const cards = (await weeks.channel('corridor')).filter(({ message }) => textOf(message).includes(text));
    expect(cards).toHaveLength(1);
  });

  it('opens the form for a consultation by phone from a quiet week', async () => {
    await weeks.until('2026-11-30T08:31:00Z');
    const form = formOf(await weeks.as('ruth').press(button(await newest('ruth'), 'Log a phone consult')));
    expect(form.title).toBe(formOf(await weeks.as('ruth').command('consult', 'log')).title);
  });

  it('invites the colleagues of somebody who does all the asking', async () => {
    await weeks.change(COLLEAGUE.from, COLLEAGUE.to);
    await weeks.consult('nadia');
    await weeks.until('2026-11-30T08:31:00Z');
    const invite = formOf(await weeks.as('bev').press(button(await newest(), 'Draft an invitation')));
    expect(invite.title).toBe('An invitation');
    expect(messageOf(await weeks.as('bev').submit(invite, {})).summary).toMatch(/^Done\. Nadia Rahman and Zoe Hart/);
    await weeks.until('2026-11-30T09:00:00Z');
    expect(textOf(await weeks.as('zoe').told(/A hello from Bev Marsden/))).toContain('Each of you can ask');
  });
}); // prettier-ignore

describe.each(providers)('a hello to a site (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
    await weeks.until('2026-12-07T08:30:00Z');
  });
  afterEach(() => weeks.drop());

  const open = async (user = 'bev') =>
    formOf(await weeks.as(user).press(button((await weeks.digests(user)).at(-1)!, 'Draft a hello')));

  it('is a draft to check, says who gets it, and goes to the staff of that site alone, once', async () => {
    const [form, second] = [await open(), await open('ruth')];
    expect(textOf({ summary: '', parts: form.intro })).toContain('private message to Nadia Rahman at Community midwives, North Wirral');
    expect(messageOf(await weeks.as('bev').submit(form, { text: 'Hello, ask us anything.' })).summary).toMatch(/^Done\. Nadia Rahman/);
    expect(messageOf(await weeks.as('ruth').submit(second, {})).summary).toMatch(/did this already/);

    await weeks.until('2026-12-07T09:00:00Z');
    expect(textOf(await weeks.as('nadia').told(/A hello from Bev Marsden/))).toContain('Hello, ask us anything.');
    expect(await weeks.database.db.posted.count({ where: { notice: 'digests.letter' } })).toBe(1);
    const [row] = await weeks.database.db.siteLetter.findMany();
    expect(JSON.stringify(row)).not.toContain('ask us anything');
  });

  it('is erased when the texts of its time are', async () => {
    await weeks.as('bev').submit(await open(), { text: 'Hello, ask us anything.' });
    await weeks.until('2026-12-07T09:00:00Z');
    await weeks.until('2027-03-10T10:00:00Z');
    expect(await weeks.database.db.siteLetter.count()).toBe(0);
    const told = (await weeks.as('nadia').messages()).filter(({ message }) => /A hello/.test(message.summary));
    expect(told).toEqual([]);
  });

  it('is not sent with somebody’s number in it', async () => {
    const reply = await weeks.as('bev').submit(await open(), { text: 'Ring her on 07700 900123 please.' });
    expect(reply.kind).toBe('form');
    expect(await weeks.database.db.siteLetter.count()).toBe(0);
  });
}); // prettier-ignore
