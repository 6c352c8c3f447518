import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../src/chat/call.js';
import { createPlainClient, type Page, type PlainClient, sheetOf, wordsOf } from './browser/plain-client.js';
import { REFERRAL } from './browser/sample-words.js';
import { type SampleWorkspace, startSample } from './browser/sample-workspace.js';

const CHANNEL = '/as/nadia/in/corridor-maternity';
const NADIA = { platform: 'web', tenant: 'local', user: 'nadia' };
const MATERNITY = { platform: 'web', tenant: 'local', channel: 'corridor-maternity' };

let sample: SampleWorkspace;
let client: PlainClient;
beforeEach(async () => {
  sample = await startSample();
  client = createPlainClient(sample.url);
});
afterEach(() => sample.close());

const openReferral = async (from = CHANNEL): Promise<Page> =>
  client.send(sheetOf(await client.ask(from), 'Refer'), { text: 'refer' });

describe('a form', () => {
  it('shows every kind of question with its hint, its notes and what is filled in', async () => {
    const { html, path } = await openReferral();
    expect(path).toMatch(/^\/as\/nadia\/form\//);
    expect(html).toMatch(/<legend[^>]*>What is it about\?<\/legend>/);
    expect(html).toMatch(
      /type="radio" id="field-issue-1" name="one.issue" value="benefits" required="" aria-describedby="field-issue-1-note"/,
    );
    expect(html).toContain('id="field-issue-1-note">waiting list, about 3 weeks (as of Monday)');
    expect(html).toMatch(
      /<textarea id="field-summary" name="one.summary" required="" aria-describedby="field-summary-hint"/,
    );
    expect(html).toContain('no names, dates of birth, hospital or NHS numbers. Up to 1,200 characters.');
    expect(html).toMatch(/<input id="field-key-date" name="one.key-date"[^>]*type="date"/);
    expect(html).toContain('<option value="site-2" selected="">Clinic 3</option>');
    expect(html).toMatch(/type="checkbox"[^>]* name="many.agreed" value="summary"/);
    expect(html).toMatch(
      /<h2 id="more">Getting in touch safely<\/h2>.*id="field-access".*value="" id="|No answer/s,
    );
  });

  it('brings its answers: a list of one is a list, what was left empty is absent, line ends count once', async () => {
    const sheet = sheetOf(await openReferral(), 'Send the referral');
    await client.send(sheet, {
      'one.issue': 'debt',
      'one.summary': 'One\r\ntwo',
      'one.key-date': '',
      'many.agreed': 'referral',
      'one.access': '',
    });
    expect(sample.calls[1]).toMatchObject({
      kind: 'submit',
      action: 'referrals.send',
      context: 'case-1',
      person: NADIA,
      place: MATERNITY,
    });
    expect((sample.calls[1] as Extract<Call, { kind: 'submit' }>).values).toEqual({
      issue: 'debt',
      summary: 'One\ntwo',
      agreed: ['referral'],
    });
  });

  it('comes back with a summary of what to check, in focus, and everything that was typed', async () => {
    const sheet = sheetOf(await openReferral(), 'Send the referral');
    const { html, path } = await client.send(sheet, {
      'one.issue': 'debt',
      'one.key-date': '2026-11-20',
      'many.agreed': ['status', 'summary'],
    });
    expect(path).toMatch(/\/form\//);
    expect(html).toContain('<title>Please check: Refer somebody · Corridor</title>');
    expect(html).toMatch(/<div class="summary" role="alert" tabindex="-1" autofocus/);
    expect(html).toContain('<a href="#field-summary">What happened: please write a few words.');
    expect(html).toMatch(
      /<textarea id="field-summary"[^>]*aria-describedby="field-summary-hint field-summary-error" aria-invalid="true"/,
    );
    expect(html).toMatch(/<p class="error" id="field-summary-error"><strong>Please check: /);
    expect(html).toMatch(/value="debt" checked=""/);
    expect(html).toContain('type="date" class="form-control day" value="2026-11-20"');
    expect(html).toMatch(/value="status" checked="".*value="summary" checked=""/s);
  });

  it('says each kind of a long list once, above its choices', async () => {
    const options = Array.from({ length: 8 }, (_, index) => ({
      value: `o-${index}`,
      label: `Outcome ${index}`,
      note: index < 5 ? 'Income' : 'Home',
    }));
    const field = {
      kind: 'choices',
      name: 'codes',
      label: 'What came of it?',
      required: true,
      options,
    } as const;
    sample.answer = () => Promise.resolve({ kind: 'form', form: { ...REFERRAL, fields: [field] } });
    const words = wordsOf(await openReferral());
    expect(words).toContain(
      'What came of it? Income Outcome 0 Outcome 1 Outcome 2 Outcome 3 Outcome 4 Home Outcome 5',
    );
  });

  it('names the question a fault is about, unless the fault does so itself', async () => {
    const errors = {
      issue: 'Please choose one.',
      summary: 'What happened: too long.',
      gone: 'Not possible now.',
    };
    sample.answer = () => Promise.resolve({ kind: 'form', form: { ...REFERRAL, errors } });
    const { html } = await openReferral();
    expect(html).toContain('<a href="#field-issue">What is it about? Please choose one.</a>');
    expect(html).toContain('<a href="#field-summary">What happened: too long.</a>');
    expect(html).toContain('<li>Not possible now.</li>');
  });

  it('says so when it is no longer there', async () => {
    const page = await client.ask('/as/nadia/form/00000000-0000-7000-8000-000000000000');
    expect(page.status).toBe(404);
    expect(wordsOf(page)).toContain('This form is no longer here. Open it again.');
  });
});
