import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/chat/form.js';
import { filledIn, formOf, messageOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { openReferralCase, said, SITUATION, type ReferralCase } from './support/referral-case.js';

const DAY_MS = 24 * 3_600_000;

describe.each(providers)('sending something like what was sent before, on %s', (provider) => {
  let it_: ReferralCase;
  beforeEach(async () => {
    it_ = await openReferralCase(provider);
  });
  afterEach(() => it_.close());

  async function submit(user: string, values: Values = {}) {
    const form = formOf(await it_.command(user, 'refer'));
    return it_.submit(user, form, { ...filledIn(form), ...it_.defaults, navigator: '', ...values });
  }
  const count = () => it_.database.db.referral.count();

  it('from the same site, about the same issue, in the same week, is warned of, and reveals nobody', async () => {
    const first = await it_.send();
    const before = await it_.rows();
    const form = formOf(await submit('zoe'));
    const shown = JSON.stringify(form);
    expect(form.intro[0]).toEqual({
      kind: 'note',
      tone: 'warning',
      text: 'A referral about the same thing was sent from this site in the last week. It may be for somebody else. If it could be the same person, check with your team first.',
    });
    expect(form.submit).toBe('Send it anyway');
    for (const secret of [first.reference, first.id, first.senderId, 'Nadia', 'quokka) a week'])
      expect(shown.replaceAll(SITUATION, '')).not.toContain(secret);
    expect(await it_.rows()).toEqual(before);
  });

  it('goes when it is sent anyway, with everything that was filled in', async () => {
    await it_.send();
    const form = formOf(
      await submit('zoe', { contactNote: 'Mornings', access: ['interpreter'], priority: 'urgent' }),
    );
    expect(filledIn(form)).toMatchObject({
      contactNote: 'Mornings',
      access: ['interpreter'],
      priority: 'urgent',
    });
    expect(messageOf(await it_.submit('zoe', form, filledIn(form))).summary).toMatch(/^WIR-\w+: sent$/);
    expect(await count()).toBe(2);
  });

  it.each<[string, Values, number]>([
    ['about something else', { issues: ['housing'] }, 0],
    ['from another site', { site: 'birch-ward' }, 0],
    ['more than a week later', {}, 7 * DAY_MS + 60_000],
  ])('%s is not warned of', async (_, values, laterMs) => {
    await it_.send();
    it_.clock.forward(laterMs);
    const site = values['site'] && it_.partnership.sites.find(({ key }) => key === values['site'])!.id;
    const reply = await submit('zoe', { ...values, ...(site && { site }) });
    expect(messageOf(reply).summary).toMatch(/: sent$/);
  });

  it('about one of several issues is warned of, up to a week later', async () => {
    await it_.send({ issues: ['maternity', 'debt'] });
    it_.clock.forward(7 * DAY_MS - 60_000);
    expect(formOf(await submit('zoe', { issues: ['debt'] })).submit).toBe('Send it anyway');
  });

  it('that has been declined or withdrawn since is not warned of', async () => {
    await it_.fill('priya', 'referrals.decline', (await it_.send()).id, { reason: 'conflict' });
    await it_.fill('nadia', 'referrals.withdraw', (await it_.send()).id, { reason: 'resolved' });
    expect(messageOf(await submit('zoe')).summary).toMatch(/: sent$/);
  });

  it('in another partnership never counts', async () => {
    await loadSample(it_.database, sampleText('renal'), it_.clock.now());
    await it_.corridor.sample.directory.refresh();
    const form = formOf(await it_.command('aisha', 'refer'));
    const renal = it_.corridor.sample.directory.all().find(({ key }) => key === 'fylde-renal')!;
    const values = { ...filledIn(form), service: renal.services[0]!.id, issues: ['housing'], what: SITUATION, agreed: 'spoken', site: '' };
    expect(messageOf(await it_.submit('aisha', form, values)).summary).toMatch(/^REN-\w+: sent$/);
    expect(messageOf(await submit('zoe', { issues: ['housing'], site: '' })).summary).toMatch(/^WIR-\w+: sent$/);
  }); // prettier-ignore

  it('that is the very same sending, delivered again, is one referral and said to be sent already', async () => {
    const form = formOf(await it_.command('nadia', 'refer'));
    const values = { ...filledIn(form), ...it_.defaults };
    expect(said(await it_.submit('nadia', form, values, 'the same'))).toMatch(/: sent/);
    const before = await it_.rows();
    expect(said(await it_.submit('nadia', form, values, 'the same'))).toContain('This was sent already.');
    expect(await it_.rows()).toEqual(before);
    expect(await count()).toBe(1);
  });
});
