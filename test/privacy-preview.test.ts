import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import type { Field, Form, Values } from '../src/chat/form.js';
import { inspect } from '../src/screening/index.js';
import {
  button,
  filledIn,
  formOf,
  messageOf,
  openCorridor,
  textOf,
  type TestCorridor,
} from './support/corridor.js';
import { openDatabase, providers } from './support/database.js';
import { rowsOf } from './support/rows.js';
import { openSlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const TYPED = 'Jade Okafor was taken off the rota. Ring her on 07700 900123. Can they do that?';

/** A text with a number and one word that only may be a name, whatever the screen has learnt since, and that word. */
function doubtful(): string[] {
  const texts = ['mark said it is urgent.', 'Will the landlord mend it?', 'grace came along to it.', 'june is the landlord.'];
  const [found] = texts.map((text) => `${text} Ring 07700 900123.`).flatMap((text) => {
    const { findings, doubts } = inspect(text);
    const [doubt] = doubts;
    return findings.length === 1 && doubts.length === 1 && doubt?.start === 0 ? [[text, text.slice(0, doubt.end)]] : [];
  });
  if (!found) throw new Error('the screen is sure of every one of these: put another there');
  return found;
} // prettier-ignore

/** What a preview asks, one line a question: its words and the answers it offers, the chosen one first. */
const asked = ({ fields }: Form) =>
  fields.map((field) => {
    if (field.kind !== 'choice') return field.label;
    const chosen = field.options.find(({ value }) => value === field.value);
    const others = field.options.filter((option) => option !== chosen);
    return `${field.label} [${[chosen, ...others].map((option) => option?.label).join(' | ')}]`;
  });

describe.each(providers)('the preview, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const nadia = () => corridor.as('nadia');
  async function consult(what: string, more: Values = {}) {
    const form = formOf(await nadia().command('consult'));
    return nadia().submit(form, { issues: ['maternity'], what, ...more });
  }
  const posted = async () => textOf((await corridor.channel('corridor')).at(-1)!.message);
  const fieldAbout = (form: Form, words: string) => form.fields.find(({ label }) => label.includes(words))!.name;
  const audited = async () =>
    (await corridor.database.db.auditEvent.findMany({ orderBy: { seq: 'asc' } }))
      .filter(({ action }) => action.startsWith('privacy.'))
      .map(({ action, reason, reference }) => [action, reason, reference].join(' ').trim());

  it('says what was found and why, and what would be sent, and keeps nothing', async () => {
    await nadia().command('consult'); // the day's own jobs are planned
    const before = await rowsOf(corridor.database);
    const form = formOf(await consult(TYPED));
    expect(asked(form)).toEqual([
      'Name: “Jade Okafor” [Replace with “The patient” | Not a name]',
      'Phone number: “07700 900123” [Replace with “[phone number]”]',
    ]);
    expect(form.fields.map(({ hint }) => hint)).toEqual([
      'This reads like the name of a person.',
      'A phone number reaches one person or household. It cannot be kept.',
    ]);
    expect(form.submit).toBe('Replace and send');
    expect(form.intro.find(({ kind }) => kind === 'quote')).toMatchObject({
      text: 'The patient was taken off the rota. Ring her on [phone number]. Can they do that?',
    });
    expect(filledIn(form)['what']).toBe(TYPED);
    expect(await rowsOf(corridor.database)).toEqual(before);
    expect(corridor.lines.join()).not.toMatch(/Jade|900123/);
  });

  it('is settled by one tap, and sends everything else as it was chosen', async () => {
    const form = formOf(await consult(TYPED, { priority: 'urgent', eventDate: '2026-11-20' }));
    expect(messageOf(await nadia().submit(form, {})).summary).toBe('C-1: posted');
    expect(await posted()).toContain('The patient was taken off the rota. Ring her on [phone number].');
    expect(await posted()).toContain('How soon: Urgent');
    expect(await posted()).toContain('Fri 20 Nov 2026');
    expect(await audited()).toEqual([]);
  });

  it('lets a name be none, which is noted by its kind alone, and is not asked about again', async () => {
    const form = formOf(await consult('Hope Okafor was taken off the rota.', { issues: [] }));
    const again = formOf(await nadia().submit(form, { [fieldAbout(form, 'Okafor')]: 'keep' }));
    expect(again.errors).toHaveProperty('issues');
    expect(filledIn(again)['what']).toBe('Hope Okafor was taken off the rota.');
    expect(messageOf(await nadia().submit(again, { issues: ['maternity'] })).summary).toBe('C-1: posted');
    expect(await posted()).toContain('Hope Okafor was taken off the rota.');
    expect(await audited()).toEqual(['privacy.kept name']);
  });

  it('never lets a hard identifier be kept, whatever is sent back', async () => {
    const form = formOf(await consult(TYPED));
    const keeping = Object.fromEntries(form.fields.map(({ name }) => [name, 'keep']));
    messageOf(await nadia().submit(form, keeping));
    expect(await posted()).toContain('Jade Okafor was taken off the rota. Ring her on [phone number].');
    expect(await audited()).toEqual(['privacy.kept name']);
  });

  it('takes what was changed by hand, and asks about what is new in it', async () => {
    const form = formOf(await consult(TYPED));
    const again = formOf(await nadia().submit(form, { what: `${TYPED} NHS 943 476 5919.` }));
    expect(asked(again)[2]).toBe('NHS number: “NHS 943 476 5919” [Replace with “[NHS number]”]');
    messageOf(await nadia().submit(again, { what: 'Taken off the rota. Can they do that?' }));
    expect(await posted()).toContain('Taken off the rota. Can they do that?');
  });

  it('finds a number that was split over two boxes', async () => {
    const form = formOf(await corridor.as('priya').press({ action: 'learning.new', label: '', value: 'new' }));
    const values = { title: 'What about 943 476', text: '5919 and her shifts?', issues: ['maternity'], nation: 'E' };
    const preview = formOf(await corridor.as('priya').submit(form, values));
    expect(asked(preview).join()).toContain('NHS number');
    messageOf(await corridor.as('priya').submit(preview, {}));
    const learn = messageOf(await corridor.as('nadia').command('learn'));
    expect(textOf(learn)).not.toMatch(/943|5919/);
  });

  it('asks once about a rare combination, and lets it be sent as it is', async () => {
    const what = 'The only vicar in Totnes, 58 years old and Nigerian, is losing her home; it was on the news.';
    const form = formOf(await consult(what));
    expect(JSON.stringify(form.intro)).toContain('could point to one person');
    expect(form.submit).toBe('Send it as it is');
    messageOf(await nadia().submit(form, {}));
    expect(await posted()).toContain('The only vicar');
  });

  it('asks about it no second time, also when something else in the form is to be mended first', async () => {
    const what = 'The only vicar in Totnes, 58 years old and Nigerian, is losing her home; it was on the news.';
    const form = formOf(await consult(what, { issues: [] }));
    const again = formOf(await nadia().submit(form, {}));
    expect(again.errors).toHaveProperty('issues');
    expect(messageOf(await nadia().submit(again, { issues: ['maternity'] })).summary).toBe('C-1: posted');
  });

  it('asks softly what may be a name, decides nothing about it, and replaces what is ticked', async () => {
    const [what = '', word = ''] = doubtful();
    const form = formOf(await consult(what));
    const [, names] = form.fields;
    expect(names).toMatchObject({ kind: 'choices', required: false, values: [], options: [{ label: `“${word}”` }] });
    messageOf(await nadia().submit(form, {}));
    expect(await posted()).toContain(what.replace('07700 900123', '[phone number]'));

    const ticked = formOf(await consult(what));
    const { options } = ticked.fields[1] as Extract<Field, { kind: 'choices' }>;
    messageOf(await nadia().submit(ticked, { [ticked.fields[1]!.name]: [options[0]!.value] }));
    expect(await posted()).not.toContain(what.slice(0, 20));
  });

  it('does not stand in the way of an ordinary question', async () => {
    const what = 'Taken off the rota a week after she announced her pregnancy. Can they do that?';
    expect(messageOf(await consult(what)).summary).toBe('C-1: posted');
  });

  it('is not to be had with a form that an older version made', async () => {
    const form = formOf(await nadia().command('consult'));
    const old = { ...form, context: '{}' };
    expect(messageOf(await nadia().submit(old, { what: TYPED })).summary).toContain('This form is out of date');
    expect(await corridor.database.db.consultation.count()).toBe(0);
  });

  it('comes before the warning of a likeness, and what was settled stays settled through it', async () => {
    const refer = async (what: string) => {
      const form = formOf(await nadia().command('refer'));
      const service = corridor.sample.service('harbour-maternity').id;
      return nadia().submit(form, { service, issues: ['maternity'], what, agreed: 'spoken' });
    };
    messageOf(await refer('Taken off the rota.'));
    const preview = formOf(await refer(TYPED));
    const warned = formOf(await nadia().submit(preview, {}));
    expect(warned.submit).toBe('Send it anyway');
    expect(messageOf(await nadia().submit(warned, {})).summary).toMatch(/: sent$/);
    const card = (await corridor.channel('harbour-triage')).at(-1)!.message;
    expect(textOf(card)).not.toMatch(/Jade|900123/);
    expect(button(card, 'Take it')).toBeTruthy();
  });
}); // prettier-ignore

it('of very many things still opens in Slack, with what was chosen beside them, and is sent with one press', async () => {
  const corridor = await openSlackCorridor(await openDatabase('sqlite'));
  const user = slackUser('nadia');
  const phones = Array.from({ length: 40 }, (_, nth) => `Ring 07700 900${100 + nth}.`).join(' ');
  const issues = ['maternity', 'benefits', 'debt', 'housing', 'employment'];
  await corridor.driver.command('/refer', { user, channel: slackChannel('corridor') });
  const chosen = { service: 'Harbour Advice maternity rights', issues, agreed: 'spoken', what: phones };
  await corridor.driver.submit(corridor.fake.modalOf(user)!, chosen, user);
  const preview = corridor.fake.modalOf(user)!;
  expect(wordsIn(preview.blocks)).toContain('40 things in what you wrote');
  expect(wordsIn(preview.blocks)).toContain('16 more things will be replaced as well');
  expect(await corridor.database.db.referral.count()).toBe(0);

  await corridor.driver.submit(preview, {}, user);
  await corridor.settle();
  const [referral] = await corridor.database.db.referral.findMany();
  expect(referral?.issues).toEqual(issues);
  expect(corridor.fake.problems).toEqual([]);
  await corridor.drop();
}); // prettier-ignore
