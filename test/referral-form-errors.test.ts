import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import type { Field, Form, Values } from '../src/chat/form.js';
import { filledIn, formOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import {
  CANARY,
  openReferralCase,
  SITUATION,
  type ReferralCase,
  type Standing,
} from './support/referral-case.js';

const CHOOSE = 'Please choose one of the answers offered.';
const EMPTY = 'Please write a few words. Spaces alone cannot be sent.';
const NO_DAY = 'That day does not exist.';
const FAR_DAY = 'That date is too far away.';
const LONG = 'too long';
const ZERO_WIDTH = '\u200b\u200c\u200d\ufeff\u2060\u00ad';

type Wrong = readonly [what: string, values: (bench: ReferralCase) => Values, field: string, words: string];

const WRONG: readonly Wrong[] = [
  ['no service', () => ({ service: '' }), 'service', CHOOSE],
  ['a service that is not there', () => ({ service: 'harbour' }), 'service', 'That service is not taking referrals'],
  ['another partnership’s service', (bench) => ({ service: foreign(bench).services[0]!.id }), 'service', 'not taking referrals'],
  ['no issue', () => ({ issues: [] }), 'issues', CHOOSE],
  ['an issue that is not known', () => ({ issues: ['maternity', 'magic'] }), 'issues', CHOOSE],
  ['an issue that is not offered here', () => ({ issues: ['utilities'] }), 'issues', CHOOSE],
  ['an issue the service does not take', () => ({ issues: ['maternity', 'discrimination'] }), 'issues', 'doesn’t take Discrimination'],
  ['nothing said', () => ({ what: '' }), 'what', EMPTY],
  ['spaces alone', () => ({ what: ' \n\t ' }), 'what', EMPTY],
  ['nothing that can be seen', () => ({ what: ZERO_WIDTH }), 'what', EMPTY],
  ['letters that are blank', () => ({ what: '\u3164\u2800\uffa0' }), 'what', EMPTY],
  ['too much said', () => ({ what: `${CANARY} `.repeat(500) }), 'what', LONG],
  ['too long a note', () => ({ contactNote: 'x'.repeat(301) }), 'contactNote', LONG],
  ['30 February', () => ({ keyDate: '2027-02-30' }), 'keyDate', NO_DAY],
  ['29 February in a common year', () => ({ keyDate: '2027-02-29' }), 'keyDate', NO_DAY],
  ['a day in words', () => ({ keyDate: 'next Tuesday' }), 'keyDate', NO_DAY],
  ['a day with a time', () => ({ keyDate: '2027-02-23T00:00:00Z' }), 'keyDate', NO_DAY],
  ['a day too long ago', () => ({ keyDate: '1989-12-31' }), 'keyDate', FAR_DAY],
  ['a day too far off', () => ({ keyDate: '2091-01-01' }), 'keyDate', FAR_DAY],
  ['no agreement', () => ({ agreed: '' }), 'agreed', 'A referral needs the person’s agreement'],
  ['an agreement of another kind', () => ({ agreed: 'yes' }), 'agreed', 'needs the person’s agreement'],
  ['a share level that is not known', () => ({ share: 'everything' }), 'share', CHOOSE],
  ['a priority that is not known', () => ({ priority: 'emergency' }), 'priority', CHOOSE],
  ['a site that is not known', () => ({ site: 'birch-ward' }), 'site', CHOOSE],
  ['another partnership’s site', (bench) => ({ site: foreign(bench).sites[0]!.id }), 'site', CHOOSE],
  ['a link worker that is not known', () => ({ navigator: 'tom' }), 'navigator', CHOOSE],
  ['a navigator who is no link worker', (bench) => ({ navigator: bench.member('bev').id }), 'navigator', CHOOSE],
  ['an adviser as navigator', (bench) => ({ navigator: bench.member('priya').id }), 'navigator', CHOOSE],
  ['another partnership’s link worker', (bench) => ({ navigator: foreign(bench).members.find(({ role }) => role === 'link-worker')!.id }), 'navigator', CHOOSE],
  ['a way of contact that is not offered', () => ({ contact: ['ring her mother'] }), 'contact', CHOOSE],
  ['an access need that is not offered', () => ({ access: ['a lift'] }), 'access', CHOOSE],
  ['domestic abuse without safe contact', () => ({ issues: ['abuse'] }), 'contact', 'say which ways of contact are safe'],
  ['a family matter without safe contact', () => ({ issues: ['maternity', 'family'] }), 'contact', 'ways of contact are safe'],
  ['abuse with a made-up way of contact', () => ({ issues: ['abuse'], contact: ['anything'] }), 'contact', CHOOSE],
  ['a hand-over that is not known', () => ({ handover: 'pigeon' }), 'handover', CHOOSE],
  ['a hand-over the service does not take', () => ({ handover: 'thread' }), 'handover', 'takes details by: secure e-mail and the person'],
]; // prettier-ignore

const HARD: readonly (readonly [kind: string, text: string])[] = [
  ['NHS number', 'NHS number 943 476 5919'],
  ['NHS number', 'NHS number 943\u200b 476\u2060 5919'],
  ['National Insurance number', 'NI number AB 12 34 56 C'],
  ['phone number', 'ring 07700 900123'],
  ['phone number', 'ring 07700\u0007 900\u202e123'],
  ['e-mail address', 'write to jade@example.org'],
  ['date of birth', 'born 14/03/1991'],
  ['postcode', 'she lives in CH41 5AL'],
];

type FreeText = { field: string; at: Standing; user: string; action: string; more: Values };
const FIELDS: readonly FreeText[] = [
  { field: 'inside', at: 'requested', user: 'priya', action: 'referrals.decline', more: { reason: 'other' } },
  { field: 'text', at: 'requested', user: 'priya', action: 'referrals.ask', more: {} },
  { field: 'text', at: 'held-early', user: 'nadia', action: 'referrals.answer', more: {} },
  { field: 'line', at: 'in-progress', user: 'priya', action: 'outcomes.record', more: { codes: ['GRANT'] } },
];

/** The other partnership that is loaded beside this one. */
const foreign = (bench: ReferralCase) =>
  bench.corridor.sample.directory.all().find(({ key }) => key === 'fylde-renal')!;

/** What a preview asks about: the kind, and how many answers it offers. */
const askedIn = ({ fields }: Form) =>
  fields.map((field) => [field.label.split(':')[0], field.kind === 'choice' ? field.options.length : 0]);

const fieldOf = ({ fields, more }: Form, name: string): Field | undefined =>
  [...fields, ...(more?.fields ?? [])].find((each) => each.name === name);

describe.each(providers)('a form that is not right, on %s', (provider) => {
  let bench: ReferralCase;
  beforeAll(async () => {
    bench = await openReferralCase(provider);
    await loadSample(bench.database, sampleText('renal'), bench.clock.now());
    await bench.corridor.sample.directory.refresh();
  });
  afterAll(() => bench.close());

  /** Sends it and makes sure that it came back as a form and that not one row is different. */
  async function refused(send: () => Promise<Reply>): Promise<Form> {
    const before = await bench.rows();
    const form = formOf(await send());
    expect(await bench.rows()).toEqual(before);
    return form;
  }

  async function refusedReferral(values: Values): Promise<Form> {
    const form = formOf(await bench.command('nadia', 'refer'));
    return refused(() => bench.submit('nadia', form, { ...filledIn(form), ...bench.defaults, ...values }));
  }

  it.each(WRONG)('with %s comes back with what to do, and nothing is kept', async (_, make, field, words) => {
    const values = make(bench);
    const form = await refusedReferral(values);
    expect(form.errors?.[field]).toContain(words);
    expect(JSON.stringify(form.errors)).not.toMatch(/magic|everything|pigeon|mother|lift|birch-ward/);
    // What was typed is still there, and so is what was chosen from what is offered.
    expect(filledIn(form)['what'] ?? '').toBe(values['what'] ?? SITUATION);
    if (field !== 'share') expect(fieldOf(form, 'share')).toMatchObject({ value: 'summary' });
    if (field !== 'navigator') expect(fieldOf(form, 'navigator')).toMatchObject({ value: bench.member('tom').id });
  }); // prettier-ignore

  it('with several mistakes is told of each', async () => {
    const form = await refusedReferral({ what: ' ', keyDate: '2027-13-01', agreed: '', issues: [] });
    expect(Object.keys(form.errors ?? {}).sort()).toEqual(['agreed', 'issues', 'keyDate', 'what']);
    const more = await refusedReferral({ site: 'x', navigator: 'y', issues: ['abuse'], service: 'z' });
    expect(Object.keys(more.errors ?? {}).sort()).toEqual(['contact', 'navigator', 'service', 'site']);
  });

  it.each(
    HARD.flatMap(([kind, text]) => ['what', 'contactNote'].map((field) => [kind, field, text] as const)),
  )('with a %s in “%s” is stopped, names the kind, and gives back every word', async (kind, field, text) => {
    const typed = `${CANARY}: ${text}.`;
    const form = await refusedReferral({ [field]: typed });
    expect(askedIn(form)).toContainEqual([`${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`, 1]);
    expect(filledIn(form)[field]).toBe(typed);
  });

  it.each(HARD.flatMap(([kind, text]) => FIELDS.map((free) => [kind, free.action, text, free] as const)))(
    'with a %s in %s is stopped too',
    async (kind, _action, text, { field, at, user, action, more }) => {
      const { id } = await bench.send();
      await bench.put(id, at);
      const typed = `${CANARY}: ${text}.`;
      const form = await refused(() => bench.fill(user, action, id, { ...more, [field]: typed }));
      expect(askedIn(form)).toContainEqual([`${kind.slice(0, 1).toUpperCase()}${kind.slice(1)}`, 1]);
      expect(filledIn(form)[field]).toBe(typed);
    },
  );

  it.each([
    ['referrals.ask', 'requested', 'priya', { text: ZERO_WIDTH }, 'text', EMPTY],
    ['referrals.ask', 'requested', 'priya', { text: `${CANARY} `.repeat(500) }, 'text', LONG],
    ['referrals.answer', 'held-early', 'nadia', {}, 'text', EMPTY],
    ['referrals.decline', 'requested', 'priya', { inside: CANARY }, 'reason', CHOOSE],
    ['referrals.decline', 'requested', 'priya', { reason: 'moved', inside: CANARY }, 'reason', CHOOSE],
    ['referrals.decline', 'requested', 'priya', { reason: 'other', inside: 'x'.repeat(301) }, 'inside', LONG],
    ['referrals.hold', 'accepted', 'priya', { reason: 'conflict' }, 'reason', CHOOSE],
    ['referrals.fail', 'accepted', 'priya', {}, 'reason', CHOOSE],
    ['referrals.withdraw', 'accepted', 'nadia', { reason: 'died' }, 'reason', CHOOSE],
    ['referrals.remove', 'requested', 'nadia', { reason: 'because' }, 'reason', CHOOSE],
    ['referrals.unreached', 'accepted', 'priya', { way: 'smoke' }, 'way', CHOOSE],
    ['referrals.share', 'accepted', 'nadia', { share: 'all' }, 'share', CHOOSE],
    ['outcomes.record', 'accepted', 'priya', { line: CANARY }, 'codes', 'at least one outcome'],
    ['outcomes.record', 'accepted', 'priya', { codes: ['GRANT', 'JACKPOT'], line: CANARY }, 'codes', 'at least one'],
    ['outcomes.record', 'accepted', 'priya', { codes: ['GRANT'], line: 'x'.repeat(201) }, 'line', '200 characters'],
  ] as const)('%s on one that is %s, by %s with %j, comes back', async (action, at, user, values, field, words) => {
    const { id } = await bench.send();
    await bench.put(id, at);
    const form = await refused(() => bench.fill(user, action, id, values));
    expect(form.errors?.[field]).toContain(words);
    for (const typed of ['text', 'inside', 'line'] as const)
      if (typed in values) expect(filledIn(form)[typed]).toBe((values as Values)[typed]);
  }); // prettier-ignore

  it('that somebody else’s hands send is not even drawn again for them', async () => {
    const { id } = await bench.send();
    const unknown = await bench.fill('zoe', 'referrals.ask', '00000000-0000-7000-8000-000000000000', {});
    expect(await bench.fill('zoe', 'referrals.ask', id, {})).toEqual(unknown);
  });

  it('sent right after all keeps “do not contact” as the only answer, and each choice once', async () => {
    const { id, issues } = await bench.send({
      issues: ['abuse', 'abuse'],
      contact: ['call-ok', 'do-not-contact'],
    });
    expect(issues).toEqual(['abuse']);
    const card = JSON.stringify(await bench.press('priya', 'referrals.show', id));
    expect(card).toContain('Do not contact: the referrer arranges it');
    expect(card).not.toContain('Calling is safe');
  });
});
