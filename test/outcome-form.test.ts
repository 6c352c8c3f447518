import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { button, buttonsOf, formOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const DAY_MS = 24 * 3_600_000;

describe.each(providers)('recording what came of it, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const taken = async (share: string) => {
    const sent = await bench.send({ share });
    await bench.press('priya', 'referrals.take', sent.id);
    return sent;
  };
  const submit = async (form: ReturnType<typeof formOf>, values: Record<string, string | string[]>) =>
    bench.corridor.as('priya').submit(form, values);
  const inForce = (referralId: string) => bench.database.db.outcome.findMany({ where: { referralId, endedAt: null }, orderBy: { id: 'asc' } });
  const told = async (user: string, reference: string) => (await bench.messages(user, reference)).map(textOf).join('\n');

  /** Maternity Allowance at £180 a week, expected, closed in two screens. */
  async function closedWithMoney(share: string, pounds = 'no') {
    const referral = await taken(share);
    const first = formOf(await bench.command('priya', 'outcome', referral.reference));
    const second = formOf(await submit(first, { codes: ['INFORMED', 'MA'], line: 'Back pay is being worked out.', ...(share === 'summary' && { pounds }) }));
    expect(said(await submit(second, { amount: '£180', certainty: 'expected', dateAchieved: '2026-11-20' }))).toContain('is closed');
    return referral;
  }

  it('asks how much on a second screen, with five inputs at most on each', async () => {
    const { reference } = await taken('summary');
    const first = formOf(await bench.command('priya', 'outcome', reference));
    expect(first.fields.map(({ name }) => name)).toEqual(['codes', 'line', 'pounds']);
    const second = formOf(await submit(first, { codes: ['MA', 'GRANT'], line: 'Paid from May.' }));
    expect(second.submit).toBe('Next');
    expect(second.fields.map(({ name }) => name)).toEqual(['amount', 'period', 'certainty', 'weeks', 'dateAchieved']);
    const third = formOf(await submit(second, { amount: '180' }));
    expect(third.submit).toBe('Record and close');
    expect(third.fields.map(({ name }) => name)).toEqual(['amount', 'certainty', 'dateAchieved']);
    expect(JSON.stringify(third.more)).toContain('Paid from May.');
  });

  it('keeps amounts as pence, as they are paid', async () => {
    const { id } = await closedWithMoney('status');
    expect(await inForce(id)).toMatchObject([
      { code: 'INFORMED', amountPence: null, certainty: 'confirmed' },
      { code: 'MA', kind: 'income-ongoing', amountPence: 18_000, period: 'week', weeks: null, certainty: 'expected', dateAchieved: '2026-11-20', shareLevel: 'summary', version: 1 },
    ]);
  });

  it('tells what an amount should look like, and gives back what was typed', async () => {
    const { id, reference } = await taken('status');
    const first = formOf(await bench.command('priya', 'outcome', reference));
    const second = formOf(await submit(first, { codes: ['MA'], line: 'Paid from May.' }));
    const again = formOf(await submit(second, { amount: '180 a week', period: 'four-week', weeks: '60' }));
    expect(again.errors?.['amount']).toContain('Write only the amount');
    expect(again.errors?.['weeks']).toContain('1 to 52');
    expect(again.fields.map((field) => 'value' in field && field.value)).toEqual(['180 a week', 'four-week', 'confirmed', '60', false]);
    expect(JSON.stringify(again.more)).toContain('Paid from May.');
    expect(await inForce(id)).toEqual([]);
    expect((await bench.row(id)).state).toBe('accepted');
  });

  it('is told with its pounds only to those who hear a summary, and only if the client agreed to that too', async () => {
    const agreed = await closedWithMoney('summary', 'yes');
    expect(await told('nadia', agreed.reference)).toContain('Maternity Allowance (£180.00 a week, expected)');
    bench.clock.forward(DAY_MS); // so that each day's bundle of news is about one referral
    const apart = await closedWithMoney('summary', 'no');
    expect(await told('nadia', apart.reference)).toContain('Maternity Allowance');
    bench.clock.forward(DAY_MS);
    const other = await closedWithMoney('status');
    bench.clock.forward(DAY_MS);
    for (const each of [apart, other, await closedWithMoney('none')]) {
      expect(await told('nadia', each.reference)).not.toMatch(/£|180/);
      expect(said(await bench.press('nadia', 'referrals.copy', each.id))).not.toMatch(/£|180/);
      expect(said(await bench.press('priya', 'referrals.copy', each.id))).toContain('£180.00 a week, expected');
    }
  });

  it('confirms an expected amount later: a new version in its place, and the referral stays closed', async () => {
    const { id, reference } = await closedWithMoney('summary', 'yes');
    const closedAt = (await bench.row(id)).closedAt;
    bench.clock.forward(DAY_MS);
    const card = await bench.command('priya', 'show', reference);
    if (card.kind !== 'message') throw new Error('no card');
    const first = formOf(await bench.corridor.as('priya').press(button(card.message, 'Correct outcome')));
    expect(first.title).toBe('Correct outcome');
    const second = formOf(await submit(first, {}));
    expect(second.fields.map((field) => 'value' in field && field.value)).toEqual(['180.00', 'week', 'expected', false, '2026-11-20']);
    expect(said(await submit(second, { amount: '184.03', certainty: 'confirmed' }))).toContain('is corrected');
    const all = await bench.database.db.outcome.findMany({ where: { referralId: id, code: 'MA' }, orderBy: { id: 'asc' } });
    expect(all.map(({ amountPence, certainty, version, endedAt }) => [amountPence, certainty, version, endedAt !== null])).toEqual([
      [18_000, 'expected', 1, true],
      [18_403, 'confirmed', 2, false],
    ]);
    expect(all[1]?.replacesId).toBe(all[0]?.id);
    expect(await inForce(id)).toHaveLength(2);
    expect(await bench.row(id)).toMatchObject({ state: 'completed', closedAt });
    expect(await told('nadia', reference)).toContain('£184.03 a week');
  });

  it('takes out what was recorded by mistake, and its line with it', async () => {
    const { id, reference } = await closedWithMoney('summary');
    const first = formOf(await bench.command('priya', 'outcome', reference));
    expect(said(await submit(first, { codes: ['INFORMED'], line: '' }))).toContain('is corrected');
    expect((await inForce(id)).map(({ code }) => code)).toEqual(['INFORMED']);
    expect(await bench.database.db.referralText.count({ where: { referralId: id, kind: 'outcome' } })).toBe(0);
  });

  it('is corrected by nobody but an adviser who has it', async () => {
    const { id, reference } = await closedWithMoney('summary');
    const form = formOf(await bench.command('priya', 'outcome', reference));
    for (const user of ['nadia', 'tom', 'owen', 'bev']) {
      await bench.command(user, 'outcome', reference);
      await bench.corridor.as(user).submit(form, { codes: ['DISENGAGED'] });
    }
    expect((await inForce(id)).map(({ code }) => code)).toEqual(['INFORMED', 'MA']);
  });

  it('closes in one tap with what is common, saying first who hears it', async () => {
    const { id, reference } = await taken('status');
    const [card] = await bench.messages('harbour-triage', reference);
    const tap = buttonsOf(card!).find(({ label }) => label === 'Advised')!;
    expect(tap.confirm?.text).toContain('Client agreed: status only.');
    expect(said(await bench.corridor.as('priya').press(tap))).toContain('is closed');
    expect(await inForce(id)).toMatchObject([{ code: 'INFORMED', certainty: 'confirmed' }]);
    expect(said(await bench.corridor.as('priya').press(tap))).toContain('has moved on');
  });
}); // prettier-ignore
