import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteOf, type OwnReferral } from '../src/features/digests/rules/note.js';
import { button, buttonsOf, messageOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { openWeeks, readAloud, type Weeks } from './support/digest-weeks.js';

describe.each(providers)('the monthly card for the team (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  const draft = (user: string) => weeks.as(user).told(/^Card for the team/);
  const posted = async () =>
    (await weeks.channel('corridor')).filter(({ message }) => message.summary === 'November 2026: thank you');

  it('is a draft for the champions, who post it once, with small numbers kept', async () => {
    for (let asked = 0; asked < 8; asked += 1) await weeks.consult(asked % 2 === 0 ? 'nadia' : 'ruth');
    await weeks.refer('nadia');
    await weeks.until('2026-12-01T08:29:00Z');
    await expect(draft('bev')).rejects.toThrow('nothing told');
    await weeks.until('2026-12-01T08:30:00Z');
    const card = await draft('bev');
    expect(readAloud(card)).toMatchInlineSnapshot(`
      "November 2026 in Wirral Maternity Rights Partnership
      Thank you: you asked 10 questions; fewer than 8 referrals were sent.
      Came up most: Benefits & income.
      Numbers are rounded, and small ones are not shown, so that nobody can be picked out.
      A card for the team. Only champion and deputy have seen it so far.
      [Post it]"
    `);
    expect(await posted()).toEqual([]);
    expect(messageOf(await weeks.as('nadia').press(button(card, 'Post it'))).summary).toMatch(/champion and deputy/);
    expect(messageOf(await weeks.as('bev').press(button(card, 'Post it'))).summary).toBe('Posted in the partnership’s channel.');
    expect(messageOf(await weeks.as('ruth').press(button(card, 'Post it'))).summary).toBe('Bev Marsden posted it already. Nothing happened twice.');
    expect(await posted()).toHaveLength(1);
    expect(textOf((await posted())[0]!.message)).not.toMatch(/Only champion|\b8 questions/);
    expect(buttonsOf(await draft('ruth'))).toEqual([]);
    expect(textOf(await draft('ruth'))).toContain('Posted in the partnership’s channel by Bev Marsden.');
  });

  it('names no topic where too little came up, and says thank you all the same', async () => {
    await weeks.consult('nadia');
    await weeks.until('2026-12-01T08:30:00Z');
    expect(textOf(await draft('bev'))).toContain('Thank you: you asked fewer than 8 questions.');
    expect(textOf(await draft('bev'))).not.toContain('Came up most');
  });
}); // prettier-ignore

describe.each(providers)('the roll-up of a network (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  const asked = async (user: string) => messageOf(await weeks.as(user).command('digest', 'network'));

  it('adds last month’s figures up for the network champion alone, and shows no small ones', async () => {
    for (let count = 0; count < 9; count += 1) await weeks.consult('nadia');
    await weeks.refer('tom');
    const renal = sampleText('renal').replace('\nserviceLabel:', '\nnetwork: north-west\nserviceLabel:');
    await loadSample(weeks.database, renal, weeks.clock.now());
    await weeks.change('serviceLabel:', 'network: north-west\nserviceLabel:');
    expect((await asked('imran')).summary).toMatch(/for its network champion/);
    await weeks.change('duties: [administrator]', 'duties: [administrator, network-champion]');
    expect((await asked('imran')).summary).toMatch(/belongs to no network/);
    const duty = ['duties: [administrator]', 'duties: [administrator, network-champion]'] as const;
    const whole = sampleText('maternity').replace('serviceLabel:', 'network: north-west\nserviceLabel:').replace(...duty);
    await loadSample(weeks.database, whole, weeks.clock.now());
    await weeks.sample.directory.refresh();
    weeks.clock.set(new Date('2026-12-01T09:00:00Z'));
    expect(readAloud(await asked('imran'))).toMatchInlineSnapshot(`
      "The network in November 2026: 2 partnerships together
      Consultations opened: 10
      Consultations answered: 0
      Referrals sent: fewer than 8
      Referrals accepted: 0
      Contact made: 0
      Referrals closed: 0
      What happened in the month, counted once it was over. Numbers are rounded to the nearest 5, and 1 to 7 are not shown, so that nobody can be picked out."
    `);
    await weeks.database.db.consultation.updateMany({ where: { number: { lte: 2 } }, data: { state: 'withdrawn' } });
    // What is corrected afterwards does not show: two looks at one month would give a small number away.
    expect(readAloud(await asked('imran'))).toContain('Consultations opened: 10');
  });
}); // prettier-ignore

describe.each(providers)('a referrer’s note (%s)', (provider) => {
  let weeks: Weeks;
  beforeEach(async () => {
    weeks = await openWeeks(provider);
  });
  afterEach(() => weeks.drop());

  it('comes once a quarter, to whoever referred, as far as each person agreed', async () => {
    const close = async (share: string) => {
      await weeks.refer('nadia', { share });
      await weeks.work('priya', 'Take it');
      await weeks.work('priya', 'Contact made');
      await weeks.work('priya', 'Record outcome', { codes: ['INFORMED'] });
    };
    await close('summary');
    await close('status');
    await close('none');
    await weeks.until('2027-01-04T08:59:00Z');
    await expect(weeks.as('nadia').told(/^Your referrals/)).rejects.toThrow('nothing told');
    await weeks.until('2027-01-04T09:00:00Z');
    const note = await weeks.as('nadia').told(/^Your referrals/);
    expect(readAloud(note)).toMatchInlineSnapshot(`
      "Your referrals to Maternity rights advice, October to December 2026
      You sent 3 referrals: 2 accepted, contact made with 2, 2 closed.
      What came of those you may hear about:
      Understands their position: 1
      Of 1 you hear no more: that is what was agreed with them.
      Only you can see this. Thank you for each of them."
    `);
    await weeks.until('2027-01-05T09:00:00Z');
    const notes = await weeks.database.db.posted.findMany({ where: { notice: 'digests.note' } });
    expect(notes.map(({ toId }) => toId)).toEqual(['nadia']);
  });

  it('counts nothing of what a person asked to keep to themselves', () => {
    const own = (more: Partial<OwnReferral>): OwnReferral => ({
      ...{ state: 'completed', level: 'summary', accepted: true, contacted: true, outcomes: ['MA'] },
      ...more,
    });
    const empty = { sent: 0, declined: 0, accepted: 0, contacted: 0, closed: 0, quiet: 0, outcomes: [] };
    expect(noteOf([])).toEqual(empty);
    expect(noteOf([own({ level: 'none' })])).toEqual({ ...empty, sent: 1, quiet: 1 });
    expect(noteOf([own({ level: 'none', state: 'requested', accepted: false })])).toEqual({ ...empty, sent: 1, quiet: 1 });
    expect(noteOf([own({ level: 'status' })])).toEqual({ ...empty, sent: 1, accepted: 1, contacted: 1, closed: 1 });
    expect(noteOf([own({ level: 'none', state: 'rejected' })])).toEqual({ ...empty, sent: 1, declined: 1 });
    expect(noteOf([own({}), own({ outcomes: ['MA', 'JOB-KEPT'] })]).outcomes).toEqual([['MA', 2], ['JOB-KEPT', 1]]);
  });
}); // prettier-ignore
