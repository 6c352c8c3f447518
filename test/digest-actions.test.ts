import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, buttonsOf, formOf, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { openWeeks, type Weeks } from './support/digest-weeks.js';

const COLLEAGUE = {
  from: '  bev:\n',
  to: '  zoe:\n    name: Zoe Hart\n    organisation: riverside\n    site: community-team\n    role: midwife\n    accounts: { web: zoe }\n  bev:\n',
};

describe.each(providers)('what a digest suggests (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  const newest = async (user = 'bev') => (await weeks.digests(user)).at(-1)!;

  it('nudges the duty adviser once, whoever presses, and says who did', async () => {
    await weeks.busyWeek();
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
    await weeks.busyWeek();
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
