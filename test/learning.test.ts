import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import type { Values } from '../src/chat/form.js';
import { keyringFrom } from '../src/database/keyring.js';
import { createSearch } from '../src/database/search.js';
import { isAbout, reviewAfter, type Draft } from '../src/features/learning/rules.js';
import { createCardStore } from '../src/features/learning/store.js';
import { saveCard, similarCards, type LearningNeeds } from '../src/features/learning/use-cases.js';
import type { Partnership } from '../src/features/partnerships/rules.js';
import type { Act } from '../src/features/privacy/rules.js';
import {
  button,
  buttonsOf,
  filledIn,
  formOf,
  messageOf,
  openCorridor,
  textOf,
  type TestCorridor,
} from './support/corridor.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { samplePartnership } from './support/partnership.js';
import { MORNING } from './support/settings.js';

const TITLE = 'Can shifts be cut after telling about a pregnancy?';
const TEXT =
  'No: cutting shifts because of pregnancy is unfavourable treatment. Keep the rota and any texts.';
const FOOTER = 'General information, not advice to the patient.';

describe.each(providers)('answer cards, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const labels = (message: Parameters<typeof buttonsOf>[0]) => buttonsOf(message).map(({ label }) => label);
  const learn = async (user: string, words = '') =>
    messageOf(await corridor.as(user).command('learn', words));
  const newForm = async (user = 'priya') =>
    formOf(await corridor.as(user).press(button(await learn(user), 'New card')));
  const send = async (values: Values = {}, user = 'priya') =>
    corridor
      .as(user)
      .submit(await newForm(user), { title: TITLE, text: TEXT, issues: ['maternity'], ...values });
  const save = async (values: Values = {}, user = 'priya') => messageOf(await send(values, user));
  const opened = async (user: string) =>
    messageOf(await corridor.as(user).press(button(await learn(user), 'Open')));
  const press = async (user: string, message: Message, label: string) =>
    messageOf(await corridor.as(user).press(button(message, label)));
  const asks = async (user: string) =>
    (await corridor.as(user).messages()).filter(
      ({ message }) => message.summary === 'Answer card: review is due',
    );
  const goTo = async (at: string) => {
    corridor.clock.set(new Date(at));
    await corridor.worker.drain();
  };
  const audited = async () =>
    (await corridor.database.db.auditEvent.findMany({ orderBy: { seq: 'asc' } }))
      .filter(({ action }) => action.startsWith('card.'))
      .map(({ action, result, reason }) => [action, result, reason].filter(Boolean).join(' '));

  it('are kept by an adviser, for half a year, and read by everybody', async () => {
    expect((await save()).summary).toContain('Mon 24 May 2027');
    const card = textOf(await opened('nadia'));
    expect(card).toContain(TITLE);
    expect(card).toContain(TEXT);
    expect(card).toContain('Answer card for England, kept by Priya Shah, review by Mon 24 May 2027.');
    expect(card).toContain(FOOTER);
    expect(labels(await opened('nadia'))).toEqual(['Identifies someone']);
    expect(await audited()).toEqual(['card.saved done']);
  });

  it('keep what was typed sealed', async () => {
    await save();
    const row = await corridor.database.db.answerCard.findFirstOrThrow();
    const document = await corridor.database.db.searchDocument.findFirstOrThrow();
    expect(JSON.stringify([row, document])).not.toMatch(/shift|pregnan|unfavourable/i);
  });

  it('are not kept with somebody’s details in them; the form comes back as it was typed', async () => {
    const form = formOf(await send({ text: 'Ring her on 07700 900123.' }));
    expect(form.fields.map(({ label }) => label)).toEqual(['Phone number: “07700 900123”']);
    expect(filledIn(form)).toMatchObject({ title: TITLE, text: 'Ring her on 07700 900123.' });
    const titled = formOf(await send({ title: 'NHS 943 476 5919' }));
    expect(titled.fields.map(({ label }) => label)).toEqual(['NHS number: “NHS 943 476 5919”']);
    expect(await corridor.database.db.answerCard.count()).toBe(0);
  });

  it('say what to do about each field that is not right', async () => {
    const empty = formOf(await send({ title: ' ', text: '', issues: [] }));
    expect(Object.keys(empty.errors ?? {})).toEqual(['title', 'text', 'issues']);
    for (const reviewBy of ['2026-11-24', '2020-01-01', '2029-01-01', 'soon'])
      expect(formOf(await send({ reviewBy })).errors?.['reviewBy']).toBe('Please choose a day after today and within two years.');
    expect(formOf(await send({ issues: ['no-such-issue'] })).errors?.['issues']).toBe('Please choose from the list.');
  }); // prettier-ignore

  it('are not for health staff to keep, on any way in', async () => {
    expect(buttonsOf(await learn('nadia'))).toEqual([]);
    const pressed = await corridor.as('nadia').press({ action: 'learning.new', label: '', value: 'new' });
    expect(messageOf(pressed).summary).toContain('kept by advisers');
    const sent = await corridor.as('nadia').submit(await newForm(), { title: TITLE, text: TEXT, issues: ['maternity'] });
    expect(messageOf(sent).summary).toContain('kept by advisers');
    expect(await corridor.database.db.answerCard.count()).toBe(0);
    expect(await audited()).toEqual(['card.saved refused not-adviser']);
  }); // prettier-ignore

  it('about a regulated matter are kept, changed and renewed by the qualified alone', async () => {
    const issues = ['maternity', 'immigration'];
    expect((await save({ issues }, 'sam')).summary).toContain('Only a regulated adviser');
    expect((await save({ issues })).summary).toContain('Saved');
    const form = formOf(await corridor.as('priya').press(button(await opened('priya'), 'Change it')));
    await corridor.database.db.answerCard.updateMany({ data: { ownerId: corridor.sample.member('sam').id } });

    expect((await press('sam', await opened('sam'), 'Change it')).summary).toContain(
      'Only a regulated adviser',
    );
    const changed = await corridor.as('sam').submit(form, { issues: ['maternity'], text: 'Something else.' });
    expect(messageOf(changed).summary).toContain('Only a regulated adviser');
    await goTo('2027-05-25T10:00:00Z');
    expect((await press('sam', await opened('sam'), 'Still right')).summary).toContain(
      'Only a regulated adviser',
    );
    expect(textOf(await opened('sam'))).toContain(TEXT);
    expect(await audited()).toEqual([
      'card.saved refused needs-regulated',
      'card.saved done',
      'card.changed refused needs-regulated',
      'card.renewed refused needs-regulated',
    ]);
  });

  it('are listed newest first, and found by words', async () => {
    await save();
    corridor.clock.forward(60_000);
    await save({ title: 'Who repairs damp?', text: 'The landlord, once told.', issues: ['housing'] }, 'sam');
    const listed = await learn('nadia');
    expect(textOf(listed)).toMatch(/Who repairs damp\?[^]*Can shifts be cut/);
    expect(listed.summary).toBe('Answer cards: 2');
    const found = await learn('nadia', 'a cut in her shifts: "OR" NOT(rota*)');
    expect(found.summary).toBe('Answer cards found: 1');
    expect(textOf(found)).toContain(TITLE);
    const nothing = textOf(await learn('nadia', 'immigration'));
    expect(nothing).toContain('No card shares those words');
    expect(nothing).not.toContain('immigration');
  });

  it('say when they are stale, and ask their owner once, within working hours', async () => {
    await save({ reviewBy: '2026-12-24' }); // the next working day is four days later
    await goTo('2026-12-24T23:00:00Z');
    expect(textOf(await opened('nadia'))).not.toContain('Review was due');
    await goTo('2026-12-25T12:00:00Z');
    const stale = 'Review was due on Thu 24 Dec 2026; check before you use it.';
    expect(textOf(await opened('nadia'))).toContain(stale);
    expect(textOf(await learn('nadia'))).toContain(stale);
    await goTo('2026-12-29T08:59:00Z');
    expect(await asks('priya')).toEqual([]);
    await goTo('2026-12-29T09:00:00Z');
    expect((await asks('priya')).map(({ message }) => buttonsOf(message).map(({ label }) => label))).toEqual([
      ['Still right', 'Change it', 'Retire'],
    ]);
    await goTo('2027-03-01T10:00:00Z');
    expect(await asks('priya')).toHaveLength(1);
    expect(await asks('sam')).toEqual([]);
  });

  it('wait with the ask until the morning when the day’s moment was missed', async () => {
    await save({ reviewBy: '2026-12-01' });
    await goTo('2026-12-02T21:00:00Z');
    expect(await asks('priya')).toEqual([]);
    await goTo('2026-12-03T09:00:00Z');
    expect(await asks('priya')).toHaveLength(1);
  });

  it('are renewed with one tap, and asked about again half a year later', async () => {
    await save({ reviewBy: '2026-12-01' });
    await goTo('2026-12-02T10:00:00Z');
    const [ask] = await asks('priya');
    expect((await press('priya', ask!.message, 'Still right')).summary).toContain('Wed 2 Jun 2027');
    expect(await asks('priya')).toEqual([]);
    expect((await corridor.as('priya').messages()).at(-1)!.message.summary).toContain('the review is done');
    expect((await press('priya', ask!.message, 'Still right')).summary).toContain('settled already');
    expect(textOf(await opened('nadia'))).not.toContain('Review was due');
    await goTo('2027-06-03T10:00:00Z');
    expect(await asks('priya')).toHaveLength(1);
    expect(await audited()).toEqual(['card.saved done', 'card.renewed done']);
  });

  it('are changed in a form that holds what they say, with a new day for the review', async () => {
    await save({ reviewBy: '2026-12-01' });
    await goTo('2026-12-02T10:00:00Z');
    const [ask] = await asks('priya');
    const form = formOf(await corridor.as('priya').press(button(ask!.message, 'Change it')));
    expect(form.fields.map((field) => ('value' in field ? field.value : null))).toEqual([TITLE, TEXT, null, 'E', '2027-06-02']);
    const changed = messageOf(await corridor.as('priya').submit(form, { text: 'Yes, but only with her consent.' }));
    expect(changed.summary).toContain('Changed');
    expect(textOf(await opened('nadia'))).toContain('only with her consent');
    expect((await learn('nadia', 'unfavourable')).summary).toBe('Answer cards found: 0');
    expect((await learn('nadia', 'consent')).summary).toBe('Answer cards found: 1');
    expect(await asks('priya')).toEqual([]);

    const late = messageOf(await corridor.as('priya').submit(form, { text: 'From an older form.' }));
    expect(late.summary).toContain('Somebody changed this card');
    expect(textOf(await opened('nadia'))).toContain('only with her consent');
  }); // prettier-ignore

  it('are retired with one tap and brought back with another', async () => {
    await save();
    const card = await opened('priya');
    const retired = await press('priya', card, 'Retire');
    expect(labels(retired)).toEqual(['Undo']);
    expect((await learn('nadia')).summary).toBe('Answer cards: 0');
    expect((await learn('nadia', 'shifts')).summary).toBe('Answer cards found: 0');
    const seen = await corridor.as('nadia').press({ ...button(card, 'Retire'), action: 'learning.open' });
    expect(textOf(messageOf(seen))).toContain('Retired: it is no longer offered');
    const late = await corridor.as('priya').press(button(card, 'Change it'));
    expect(messageOf(late).summary).toContain('settled already');

    expect((await press('priya', retired, 'Undo')).summary).toContain('It is back');
    expect((await press('priya', retired, 'Undo')).summary).toContain('settled already');
    expect((await learn('nadia', 'shifts')).summary).toBe('Answer cards found: 1');
    await goTo('2027-05-25T10:00:00Z');
    expect(await asks('priya')).toHaveLength(1);
    expect(await audited()).toEqual(['card.saved done', 'card.retired done', 'card.restored done']);
  });

  it('are no longer asked about once they are retired', async () => {
    await save({ reviewBy: '2026-12-01' });
    await press('priya', await opened('priya'), 'Retire');
    await goTo('2026-12-03T10:00:00Z');
    expect(await corridor.as('priya').messages()).toEqual([]);
  });

  it('are for their owner and who leads the service to look after, and for nobody else', async () => {
    await save({}, 'sam');
    const card = await opened('sam');
    expect(labels(await opened('priya'))).toEqual(['Identifies someone']);
    for (const label of ['Change it', 'Retire'])
      expect((await press('priya', card, label)).summary).toContain('This card is for its owner');
    expect((await press('nadia', card, 'Retire')).summary).toContain('This card is for its owner');
    expect(labels(await opened('grace'))).toEqual(['Change it', 'Retire', 'Identifies someone']);
    await press('grace', card, 'Retire');
    expect((await learn('sam')).summary).toBe('Answer cards: 0');
  });

  it('do one thing when the same press or form arrives twice', async () => {
    const form = await newForm();
    const values = { title: TITLE, text: TEXT, issues: ['maternity'] };
    await corridor.as('priya').submit(form, values, 'once');
    const again = messageOf(await corridor.as('priya').submit(form, values, 'once'));
    expect(again.summary).toContain('Nothing happened twice');
    expect(await corridor.database.db.answerCard.count()).toBe(1);
  });

  it('do not exist for another partnership, nor for a made-up press', async () => {
    await save();
    const row = await corridor.database.db.answerCard.findFirstOrThrow();
    await corridor.database.db.answerCard.updateMany({ data: { partnershipId: 'another' } });
    for (const value of [`${row.id}:${row.reviewBy}`, 'x', ''])
      for (const action of ['learning.open', 'learning.change', 'learning.renew', 'learning.retire', 'learning.restore'])
        expect(messageOf(await corridor.as('priya').press({ action, label: '', value })).summary).toContain('do not have access');
  }); // prettier-ignore
});

describe.each(providers)('cards offered beside a question, on %s', (provider) => {
  let database: OpenTestDatabase;
  let needs: LearningNeeds;
  let keep: (title: string, more?: Partial<Draft>) => Promise<unknown>;
  let partnershipId: string;
  beforeEach(async () => {
    database = await openDatabase(provider);
    const { directory, partnership, member } = await samplePartnership(database);
    const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
    const store = createCardStore({ database, keyring, search: createSearch({ database, keyring }) });
    const at = new Date(MORNING);
    needs = { store, directory, person: () => null, now: () => at };
    partnershipId = partnership.id;
    keep = (title, more = {}) => {
      const act: Act = { key: title, at, platform: 'web', who: { member: member('priya'), partnership } };
      return saveCard(needs, act, { title, text: TEXT, issues: ['maternity'], nation: 'E', reviewBy: '2027-05-24', ...more });
    };
  }); // prettier-ignore
  afterEach(() => database.drop());

  const offered = async (text: string, issues: readonly string[], nation = 'E', limit = 5) =>
    (await similarCards(needs, { partnershipId, text, issues, nation, limit })).map(({ title }) => title);

  it('share its words, its nation’s law and an issue; the closest come first', async () => {
    await keep('Can shifts be cut?');
    await keep('Can shifts be cut for one who is ill?');
    await keep('Can shifts be cut in Wales?', { nation: 'W' });
    await keep('Can shifts be cut by a landlord?', { issues: ['housing'] });
    const question = 'Her shifts were cut, and she is ill.';
    expect(await offered(question, ['maternity'])).toEqual(['Can shifts be cut for one who is ill?', 'Can shifts be cut?']);
    expect(await offered(question, ['maternity'], 'E', 1)).toEqual(['Can shifts be cut for one who is ill?']);
    expect(await offered(question, ['maternity'], 'W')).toEqual(['Can shifts be cut in Wales?']);
    expect(await offered(question, ['other'])).toContain('Can shifts be cut by a landlord?');
    expect(await offered('Damp in the bedroom.', ['maternity'])).toEqual([]);
  }); // prettier-ignore
});

it('a narrower issue is about the wider one it belongs to, and about its other parts', () => {
  const issue = (key: string, parent: string | null) => ({ key, parent, label: key, requires: null, safeContact: false });
  const issues = [issue('maternity', null), issue('mat-pay', 'maternity'), issue('mat-leave', 'maternity'), issue('debt', null)];
  const partnership = { issues } as unknown as Partnership;
  expect(isAbout(partnership, { issues: ['mat-pay'] }, ['maternity'])).toBe(true);
  expect(isAbout(partnership, { issues: ['maternity'] }, ['mat-pay'])).toBe(true);
  expect(isAbout(partnership, { issues: ['mat-leave'] }, ['mat-pay', 'debt'])).toBe(true);
  expect(isAbout(partnership, { issues: ['debt'] }, ['mat-pay'])).toBe(false);
}); // prettier-ignore

it('a half-year that ends on a day the month lacks ends on its last day', () => {
  expect(reviewAfter('2026-08-31')).toBe('2027-02-28');
});
