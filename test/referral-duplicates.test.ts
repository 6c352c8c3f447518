import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/chat/form.js';
import { filledIn, formOf, messageOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { openReferralCase, said, SITUATION, type ReferralCase } from './support/referral-case.js';

const DAY_MS = 24 * 3_600_000;

describe.each(providers)('sending something like what was sent before, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  async function submit(user: string, values: Values = {}) {
    const form = formOf(await bench.command(user, 'refer'));
    return bench.submit(user, form, { ...filledIn(form), ...bench.defaults, navigator: '', ...values });
  }
  const count = () => bench.database.db.referral.count();

  it('from the same site, about the same issue, in the same week, is warned of, and reveals nobody', async () => {
    const first = await bench.send();
    const before = await bench.rows();
    const form = formOf(await submit('zoe'));
    const shown = JSON.stringify(form);
    expect(form.intro[0]).toEqual({
      kind: 'note',
      tone: 'warning',
      text: 'A referral about the same thing was sent from this site in the last week. It may be for somebody else. If it could be the same person, check with your team first.',
    });
    expect(form.submit).toBe('Send it anyway');
    for (const secret of [first.reference, first.id, first.senderId, 'Nadia', 'wheelbarrow) a week'])
      expect(shown.replaceAll(SITUATION, '')).not.toContain(secret);
    expect(await bench.rows()).toEqual(before);
  });

  it('goes when it is sent anyway, with everything that was filled in', async () => {
    await bench.send();
    const form = formOf(
      await submit('zoe', { contactNote: 'Mornings', access: ['interpreter'], priority: 'urgent' }),
    );
    expect(filledIn(form)).toMatchObject({
      contactNote: 'Mornings',
      access: ['interpreter'],
      priority: 'urgent',
    });
    expect(messageOf(await bench.submit('zoe', form, filledIn(form))).summary).toMatch(/^WIR-\w+: sent$/);
    expect(await count()).toBe(2);
  });

  it.each<[string, Values, number]>([
    ['about something else', { issues: ['housing'] }, 0],
    ['from another site', { site: 'birch-ward' }, 0],
    ['more than a week later', {}, 7 * DAY_MS + 60_000],
  ])('%s is not warned of', async (_, values, laterMs) => {
    await bench.send();
    bench.clock.forward(laterMs);
    const site = values['site'] && bench.partnership.sites.find(({ key }) => key === values['site'])!.id;
    const reply = await submit('zoe', { ...values, ...(site && { site }) });
    expect(messageOf(reply).summary).toMatch(/: sent$/);
  });

  it('about one of several issues is warned of, up to a week later', async () => {
    await bench.send({ issues: ['maternity', 'debt'] });
    bench.clock.forward(7 * DAY_MS - 60_000);
    expect(formOf(await submit('zoe', { issues: ['debt'] })).submit).toBe('Send it anyway');
  });

  it('that has been declined or withdrawn since is not warned of', async () => {
    await bench.fill('priya', 'referrals.decline', (await bench.send()).id, { reason: 'conflict' });
    await bench.fill('nadia', 'referrals.withdraw', (await bench.send()).id, { reason: 'resolved' });
    expect(messageOf(await submit('zoe')).summary).toMatch(/: sent$/);
  });

  it('in another partnership never counts', async () => {
    await loadSample(bench.database, sampleText('renal'), bench.clock.now());
    await bench.corridor.sample.directory.refresh();
    const form = formOf(await bench.command('aisha', 'refer'));
    const renal = bench.corridor.sample.directory.all().find(({ key }) => key === 'fylde-renal')!;
    const values = { ...filledIn(form), service: renal.services[0]!.id, issues: ['housing'], what: SITUATION, agreed: 'spoken', site: '' };
    expect(messageOf(await bench.submit('aisha', form, values)).summary).toMatch(/^REN-\w+: sent$/);
    expect(messageOf(await submit('zoe', { issues: ['housing'], site: '' })).summary).toMatch(/^WIR-\w+: sent$/);
  }); // prettier-ignore

  it('that is the very same sending, delivered again, is one referral and said to be sent already', async () => {
    const form = formOf(await bench.command('nadia', 'refer'));
    const values = { ...filledIn(form), ...bench.defaults };
    expect(said(await bench.submit('nadia', form, values, 'the same'))).toMatch(/: sent/);
    const before = await bench.rows();
    expect(said(await bench.submit('nadia', form, values, 'the same'))).toContain('This was sent already.');
    expect(await bench.rows()).toEqual(before);
    expect(await count()).toBe(1);
  });
});
