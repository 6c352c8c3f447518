import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/chat/form.js';
import {
  button, buttonsOf, filledIn, formOf, messageOf, openCorridor, textOf, type TestCorridor,
} from './support/corridor.js'; // prettier-ignore
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';

const HARBOUR = 'Harbour Advice maternity rights';

describe.each(providers)('capacity, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const list = async (user: string) => messageOf(await corridor.as(user).command('capacity'));
  const setButton = async (user: string) => button(await list(user), 'Set capacity');
  const openForm = async (user = 'priya') =>
    formOf(await corridor.as(user).press(await setButton(user)));
  const set = async (values: Values, user = 'priya', key?: string) =>
    corridor.as(user).submit(await openForm(user), { note: '', ...values }, key);
  const harbour = () => corridor.sample.service('harbour-maternity');
  const reports = () =>
    corridor.database.db.capacityReport.findMany({ where: { serviceId: harbour().id }, orderBy: { asOf: 'asc' } });
  const goTo = async (instant: string) => {
    corridor.clock.set(new Date(instant));
    await corridor.worker.drain();
  };
  const asked = async (user: string) =>
    (await corridor.as(user).messages()).filter(({ message }) => message.summary.includes('still right'));
  const inReferForm = async () => {
    const [service] = formOf(await corridor.as('nadia').command('refer')).fields;
    return service?.kind === 'choice' ? service.options.map(({ label, note }) => `${label}: ${note}`) : [];
  };

  it('anybody reads who has room and since when; only a service’s own can set it', async () => {
    const read = await list('nadia');
    expect(textOf(read)).toContain(`${HARBOUR}\nWaiting list, about 3 weeks (as of Mon 23 Nov)`);
    expect(textOf(read)).toContain('Mersey Shore Law Centre\nHas capacity, urgent cases first (as of Fri 20 Nov)');
    expect(buttonsOf(read)).toEqual([]);
    for (const own of ['priya', 'grace'])
      expect(buttonsOf(await list(own)).map(({ value }) => value)).toEqual([harbour().id]);
  });

  it('an adviser sets it, and whoever refers sees it at once', async () => {
    const form = await openForm();
    expect(filledIn(form)).toEqual({ level: 'waitlist', note: 'about 3 weeks' });
    const said = messageOf(await corridor.as('priya').submit(form, { level: 'no-capacity', note: '' }));
    expect(textOf(said)).toContain(`${HARBOUR}: At capacity (as of Tue 24 Nov). Everybody in the partnership sees this`);
    expect((await inReferForm()).join()).toContain(`${HARBOUR}: At capacity (as of Tue 24 Nov)`);

    const { id } = corridor.sample.member('priya');
    expect((await reports()).at(-1)).toMatchObject({ capacity: 'no-capacity', note: null, byId: id, asOf: corridor.clock.now() });
    const line = await corridor.database.db.auditEvent.findFirstOrThrow({ where: { action: 'capacity.set' } });
    expect(line).toMatchObject({ actorId: id, result: 'done', reference: harbour().id, platform: 'web' });
  });

  it('two people who set it in the same moment are both heard, the later one last', async () => {
    await set({ level: 'capacity' }, 'priya');
    await set({ level: 'waitlist', note: 'about  2\nweeks' }, 'grace');
    expect((await inReferForm()).join()).toContain(`${HARBOUR}: Waiting list, about 2 weeks (as of Tue 24 Nov)`);
    await Promise.all([set({ level: 'no-capacity' }, 'priya'), set({ level: 'capacity' }, 'sam')]);
    expect(await reports()).toHaveLength(5);
    const last = (await reports()).at(-1)?.capacity === 'capacity' ? 'Has capacity' : 'At capacity';
    expect((await inReferForm()).join()).toContain(`${HARBOUR}: ${last} (as of Tue 24 Nov)`);
  });

  it('the same answer delivered twice is one report', async () => {
    const form = await openForm();
    for (const _ of [1, 2]) messageOf(await corridor.as('priya').submit(form, { level: 'capacity' }, 'once'));
    expect(await reports()).toHaveLength(2);
  });

  it('a note in which somebody could be picked out is not kept, and what was typed stays', async () => {
    const again = formOf(await set({ level: 'capacity', note: 'ring 07700 900123' }));
    expect(again.title).toBe('Before it is sent');
    expect(filledIn(again)['note']).toBe('ring 07700 900123');
    expect(await reports()).toHaveLength(1);
    expect(JSON.stringify(corridor.lines)).not.toContain('900123');
  });

  it.each<[string, Values, string, RegExp]>([
    ['a note that is too long', { note: 'about three weeks or maybe more' }, 'note', /24 characters at most/],
    ['no level', { level: 'full' }, 'level', /choose one/],
    ['a pause that is over', { pausedUntil: '2026-11-24' }, 'pausedUntil', /a day after today/],
    ['a pause into the next century', { pausedUntil: '2126-11-25' }, 'pausedUntil', /within a year/],
    ['a pause until no day', { pausedUntil: 'soon' }, 'pausedUntil', /from the calendar/],
  ])('%s is asked for again', async (_title, values, field, says) => {
    const again = formOf(await set({ level: 'capacity', ...values }));
    expect(again.errors).toEqual({ [field]: expect.stringMatching(says) as string });
    expect(await reports()).toHaveLength(1);
  });

  it('a pause shows its end, and is over on that day', async () => {
    await set({ level: 'capacity', pausedUntil: '2026-11-26' });
    expect(textOf(await list('nadia'))).toContain(`${HARBOUR}\nPaused until Thu 26 Nov (as of Tue 24 Nov)`);
    expect(filledIn(await openForm())).toEqual({ level: 'capacity', pausedUntil: '2026-11-26' });
    corridor.clock.set(new Date('2026-11-26T00:00:00Z'));
    expect(textOf(await list('nadia'))).toContain(`${HARBOUR}\nHas capacity (as of Tue 24 Nov)`);
  });

  it('somebody of another organisation or the health side is refused, which is on record', async () => {
    const theirs = await setButton('priya');
    const form = await openForm('priya');
    for (const other of ['owen', 'nadia']) {
      expect(messageOf(await corridor.as(other).press(theirs)).summary).toBe('Only advisers of Harbour Advice set this. Nothing has changed.');
      expect(messageOf(await corridor.as(other).submit(form, { level: 'no-capacity' })).summary).toContain('Nothing has changed');
      expect(messageOf(await corridor.as(other).press({ ...theirs, action: 'capacity.still-right', value: `${harbour().id}:x` })).summary).toContain('Nothing has changed');
    }
    expect(await reports()).toHaveLength(1);
    const refused = await corridor.database.db.auditEvent.count({ where: { action: 'capacity.set', result: 'refused' } });
    expect(refused).toBe(6);
  });

  it('after a week it says so, and the service lead is asked once, within working hours', async () => {
    await set({ level: 'waitlist', note: 'about 2 weeks' });
    await goTo('2026-12-01T08:00:00Z');
    expect(await asked('grace')).toEqual([]);
    await goTo('2026-12-01T10:00:01Z');
    expect(textOf(await list('nadia'))).toContain('Waiting list, about 2 weeks (not confirmed since Tue 24 Nov)');
    const [ask, ...more] = await asked('grace');
    expect(more).toEqual([]);
    expect(textOf(ask!.message)).toContain('(not confirmed since Tue 24 Nov). Is that still right?');
    for (const other of ['priya', 'sam']) expect(await asked(other)).toEqual([]);

    await corridor.database.db.job.updateMany({ where: { name: 'capacity.confirm' }, data: { state: 'pending', leaseUntil: new Date(0) } });
    await goTo('2026-12-01T16:00:00Z');
    expect((await asked('grace')).map(({ id }) => id)).toEqual([ask!.id]);
  });

  it('“Still right” dates it today, the buttons go, and a week later it is asked again', async () => {
    await goTo('2026-11-30T09:00:00Z');
    const [ask] = await asked('grace');
    const said = messageOf(await corridor.as('grace').press(button(ask!.message, 'Still right')));
    expect(textOf(said)).toContain(`${HARBOUR}: Waiting list, about 3 weeks (as of Mon 30 Nov).`);
    expect((await inReferForm()).join()).toContain('Waiting list, about 3 weeks (as of Mon 30 Nov)');
    const settled = (await corridor.as('grace').messages()).find(({ id }) => id === ask!.id);
    expect(textOf(settled!.message)).toContain('Waiting list, about 3 weeks (as of Mon 30 Nov).');
    expect(buttonsOf(settled!.message)).toEqual([]);
    expect(await corridor.database.db.outbox.count({ where: { notice: 'capacity.ask', key: { startsWith: 'capacity-settled:' }, state: 'sent' } })).toBe(1);
    expect(await corridor.database.db.auditEvent.count({ where: { action: 'capacity.confirmed', result: 'done' } })).toBe(1);

    await goTo('2026-12-07T08:59:59Z');
    expect(await asked('grace')).toEqual([]);
    await goTo('2026-12-07T09:00:01Z');
    expect(await asked('grace')).toHaveLength(1);
  });

  it('“Change it” opens the form, and an older “Still right” then changes nothing', async () => {
    await goTo('2026-11-30T09:00:00Z');
    const [ask] = await asked('grace');
    const form = formOf(await corridor.as('grace').press(button(ask!.message, 'Change it')));
    await corridor.as('grace').submit(form, { level: 'no-capacity', note: '' });
    const late = messageOf(await corridor.as('grace').press(button(ask!.message, 'Still right')));
    expect(textOf(late)).toContain('Somebody has set it since you were asked. Harbour Advice maternity rights: At capacity');
    expect(await reports()).toHaveLength(2);
  });

  it('nobody is asked about a report that has been replaced', async () => {
    await goTo('2026-11-27T10:00:00Z');
    await set({ level: 'capacity' });
    await goTo('2026-12-01T12:00:00Z');
    expect(await asked('grace')).toEqual([]);
  });

  it('a pause that is over is not confirmed with the rest', async () => {
    await set({ level: 'capacity', note: 'housing only', pausedUntil: '2026-11-26' });
    await goTo('2026-12-01T10:00:01Z');
    const [ask] = await asked('grace');
    await corridor.as('grace').press(button(ask!.message, 'Still right'));
    expect((await reports()).at(-1)).toMatchObject({ note: 'housing only', pausedUntil: null });
  });

  it('where nobody leads, an adviser is asked', async () => {
    await goTo('2026-11-27T08:59:59Z');
    expect(await asked('owen')).toEqual([]);
    await goTo('2026-11-27T09:00:00Z');
    expect(textOf((await asked('owen'))[0]!.message)).toContain('Mersey Shore Law Centre: Has capacity, urgent cases first');
  });

  it('loading the partnership’s file again does not undo what was said in chat', async () => {
    await set({ level: 'no-capacity' });
    await loadSample(corridor.database, sampleText('maternity').replace('name: Tom Ellison', 'name: Tom Elliston'));
    await corridor.sample.directory.refresh();
    expect((await inReferForm()).join()).toContain(`${HARBOUR}: At capacity (as of Tue 24 Nov)`);
  });
}); // prettier-ignore
