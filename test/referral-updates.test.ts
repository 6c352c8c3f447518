import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleOf } from '../src/features/referrals/rules/bundle.js';
import { button, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { openReferralCase, type ReferralCase } from './support/referral-case.js';

const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
const DAY_MS = 24 * 3_600_000;

describe('the bundle that news goes into', () => {
  it.each([
    ['in the morning', '2026-11-24T10:00:00Z', 'daily', '2026-11-24', '2026-11-24T10:00:00Z'],
    ['in the evening', '2026-11-24T17:00:00Z', 'daily', '2026-11-25', '2026-11-25T09:00:00Z'],
    ['on a Saturday', '2026-11-28T12:00:00Z', 'daily', '2026-11-30', '2026-11-30T09:00:00Z'],
    ['on a Tuesday, weekly', '2026-11-24T10:00:00Z', 'weekly', '2026-11-27', '2026-11-27T15:00:00Z'],
    ['on Friday before three, weekly', '2026-11-27T15:00:00Z', 'weekly', '2026-11-27', '2026-11-27T15:00:00Z'],
    ['on Friday after three, weekly', '2026-11-27T15:00:01Z', 'weekly', '2026-12-04', '2026-12-04T15:00:00Z'],
    ['before Christmas on a Friday, weekly', '2026-12-22T10:00:00Z', 'weekly', '2026-12-24', '2026-12-24T15:00:00Z'],
    ['in summer time, weekly', '2027-06-02T10:00:00Z', 'weekly', '2027-06-04', '2027-06-04T14:00:00Z'],
  ] as const)('%s', (_, at, rhythm, day, notBefore) => {
    expect(bundleOf(new Date(at), rhythm, LONDON)).toEqual({ day, notBefore: new Date(notBefore) });
  });

  it('is never told before it happened or outside working hours, and at most eleven days later', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-06-30'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom('daily', 'weekly'), (at, rhythm) => {
        const { notBefore } = bundleOf(at, rhythm, LONDON);
        const waited = notBefore.getTime() - at.getTime();
        expect(waited).toBeGreaterThanOrEqual(0);
        expect(waited).toBeLessThan(11 * DAY_MS);
        expect(bundleOf(notBefore, 'daily', LONDON).notBefore).toEqual(notBefore);
      }),
    );
  });
}); // prettier-ignore

describe.each(providers)('news of referrals, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const bundles = async (user: string) =>
    (await bench.corridor.as(user).messages())
      .map(({ message }) => message)
      .filter((message) => textOf(message).includes('News of your referrals'));
  const goTo = async (at: string) => {
    bench.clock.set(new Date(at));
    await bench.corridor.worker.drain();
  };

  it('is one message a day, with one line for each referral that says where it stands now', async () => {
    const first = await bench.send({ share: 'summary' });
    const second = await bench.send({ share: 'status' });
    await bench.press('priya', 'referrals.take', first.id);
    await bench.fill('priya', 'referrals.unreached', first.id, { way: 'call' });
    await bench.press('priya', 'referrals.contact', first.id);
    await bench.press('priya', 'referrals.take', second.id);
    await bench.fill('priya', 'outcomes.record', first.id, {
      codes: ['JOB-KEPT'],
      line: 'Her contract goes on.',
    });
    const [message, ...others] = await bundles('nadia');
    expect(others).toEqual([]);
    expect(message!.summary).toBe('News of your referrals: 2');
    expect(textOf(message!).split('\n').slice(1)).toEqual([
      'News of your referrals, Tue 24 Nov 2026',
      `${first.reference} closed: Job kept.`,
      '',
      'Her contract goes on.',
      `${second.reference} is accepted by Harbour Advice maternity rights.`,
      '',
      expect.stringContaining('One message a day at most'),
    ]);
    bench.clock.forward(DAY_MS);
    await bench.press('priya', 'referrals.contact', second.id);
    expect(await bundles('nadia')).toHaveLength(2);
  });

  it('of the evening comes in the morning, and says nothing of what was overtaken in between', async () => {
    const { id, reference } = await bench.send({ share: 'status' });
    await goTo('2026-11-27T18:00:00Z');
    await bench.press('priya', 'referrals.take', id);
    await bench.fill('priya', 'referrals.hold', id, { reason: 'waiting-for-person' });
    await bench.press('priya', 'referrals.resume', id);
    expect(await bundles('nadia')).toEqual([]);
    await goTo('2026-11-30T08:59:00Z');
    expect(await bundles('nadia')).toEqual([]);
    await goTo('2026-11-30T09:00:00Z');
    expect((await bundles('nadia')).map(({ summary }) => summary)).toEqual([`${reference}: accepted`]);
  });

  it('comes on Friday to a link worker who chose that, and every day to the sender', async () => {
    const text = sampleText('maternity').replace('updates: daily', 'updates: weekly');
    await loadSample(bench.database, text, bench.clock.now());
    await bench.corridor.sample.directory.refresh();
    const { id, reference } = await bench.send({ share: 'status' });
    await bench.press('priya', 'referrals.take', id);
    await goTo('2026-11-25T10:00:00Z');
    await bench.press('priya', 'referrals.contact', id);
    expect(await bundles('nadia')).toHaveLength(2);
    expect(await bundles('tom')).toEqual([]);
    await goTo('2026-11-27T15:00:00Z');
    const [weekly, ...others] = await bundles('tom');
    expect(others).toEqual([]);
    expect(weekly!.summary).toBe(`${reference}: contact made`);
    expect(textOf(weekly!)).toContain('week to Fri 27 Nov 2026');
  });

  it('is told to each by their own level, at the moment of sending', async () => {
    const { id, reference } = await bench.send({ share: 'summary' });
    const level = { referralId: id, kind: 'feedback', party: 'navigator' };
    await bench.database.db.agreement.updateMany({ where: level, data: { level: 'status' } });
    await bench.press('priya', 'referrals.take', id);
    await bench.fill('priya', 'outcomes.record', id, { codes: ['JOB-KEPT'], line: 'Her contract goes on.' });
    expect(textOf((await bundles('nadia'))[0]!)).toContain(`${reference} closed: Job kept.`);
    expect(textOf((await bundles('tom'))[0]!)).toContain(`${reference} is closed.`);
    expect(textOf((await bundles('tom'))[0]!)).not.toContain('Her contract');
  });

  it('is changed where it quoted what is erased', async () => {
    const { id } = await bench.send({ share: 'summary' });
    await bench.press('priya', 'referrals.take', id);
    await bench.fill('priya', 'outcomes.record', id, { codes: ['JOB-KEPT'], line: 'Her contract goes on.' });
    await bench.fill('imran', 'referrals.remove', id, { reason: 'wrong-details' });
    const edits = await bench.database.db.outbox.findMany({
      where: { notice: 'referrals.updates', key: { startsWith: 'erased:' } },
    });
    expect(edits.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect((await bundles('nadia')).map(textOf).join()).not.toContain('Her contract');
    expect((await bundles('nadia')).map(({ summary }) => summary)).toEqual([
      'News of your referrals: erased',
    ]);
  });
});

describe.each(providers)('what the health side does about news, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const card = async (reference: string) => textOf((await bench.messages('harbour-triage', reference))[0]!);
  const own = async (user: string, reference: string) => (await bench.messages(user, reference))[0]!;
  const posted = () => bench.database.db.posted.count();

  async function notReached(share = 'status') {
    const sent = await bench.send({ share });
    await bench.press('priya', 'referrals.take', sent.id);
    for (const way of ['call', 'call', 'text']) await bench.fill('priya', 'referrals.unreached', sent.id, { way });
    await bench.fill('priya', 'referrals.hold', sent.id, { reason: 'unable-to-contact' });
    return sent;
  }

  it('tries them and agrees a time: the adviser’s card changes in place, and nothing new is posted', async () => {
    const { id, reference } = await notReached();
    const before = await posted();
    await bench.corridor.as('tom').press(button(await own('tom', reference), 'I’ll try them'));
    expect(await card(reference)).toContain('Health side: Tom Ellison is trying to reach them');
    const reply = await bench.corridor.as('tom').press(button(await own('tom', reference), 'New time agreed'));
    if (reply.kind !== 'form') throw new Error('no form');
    await bench.corridor.as('tom').submit(reply.form, { day: '2026-12-01', time: '2.30 pm' });
    expect(await card(reference)).toContain('Health side: New time agreed by Tom Ellison: Tue 1 Dec 2026, 14:30');
    expect(await posted()).toBe(before);
    expect((await bench.row(id)).state).toBe('on-hold');
    await bench.press('priya', 'referrals.resume', id);
    expect((await bench.row(id)).state).toBe('accepted');
    await bench.press('priya', 'referrals.contact', id);
    expect(await card(reference)).not.toContain('Health side');
  });

  it.each([
    ['2026-12-01', 'after lunch', 'time'],
    ['2026-12-01', '2', 'time'],
    ['2026-12-01', '25:00', 'time'],
    ['2026-12-01', '13 pm', 'time'],
    ['2026-11-23', '14:30', 'day'],
  ])('is told what is wrong with %s, %s, and gets it back', async (day, time, field) => {
    const { reference } = await notReached();
    const reply = await bench.corridor.as('tom').press(button(await own('tom', reference), 'New time agreed'));
    if (reply.kind !== 'form') throw new Error('no form');
    const again = await bench.corridor.as('tom').submit(reply.form, { day, time });
    if (again.kind !== 'form') throw new Error('it was taken');
    expect(Object.keys(again.form.errors ?? {})).toEqual([field]);
    expect(again.form.fields.map((each) => 'value' in each && each.value)).toEqual([day, time]);
  });

  it('is not offered it, and cannot do it, where the person asked that nothing be told', async () => {
    const { id, reference } = await notReached('none');
    expect(textOf(await own('nadia', reference))).not.toMatch(/try them|New time/);
    await bench.press('nadia', 'referrals.try', id);
    await bench.fill('nadia', 'referrals.agree', id, { day: '2026-12-01', time: '14:30' });
    expect(await bench.row(id)).toMatchObject({ helperId: null, agreedFor: null });
  });

  it('thanks once, and nothing is re-opened', async () => {
    const { id, reference } = await bench.send({ share: 'status' });
    await bench.press('priya', 'referrals.take', id);
    await bench.fill('priya', 'outcomes.record', id, { codes: ['INFORMED'] });
    const thanks = button(await own('nadia', reference), 'Thanks');
    await bench.corridor.as('nadia').press(thanks);
    await bench.corridor.as('nadia').press(thanks);
    const heard = (await bench.messages('priya', reference)).map(({ summary }) => summary);
    expect(heard).toEqual([`${reference}: thank you`]);
    expect(await bench.row(id)).toMatchObject({ state: 'completed' });
    expect(textOf(await own('nadia', reference))).not.toContain('[Thanks]');
    expect(textOf(await own('tom', reference))).toContain('[Thanks]');
  });
}); // prettier-ignore
