import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../src/chat/form.js';
import { wordsIn } from './fakes/slack-answers.js';
import { HANNAH, WARD } from './fakes/slack-events.js';
import { referral } from './fakes/slack-form.js';
import { says, startSlackBench, type SlackBench } from './fakes/slack-room.js';
import type { FakeView, Json } from './fakes/slack-workspace.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(() => bench.close());

const modal = () => bench.fake.modalOf(HANNAH)!;
const filled = {
  words: 'Evicted <!channel> on Friday',
  priority: 'urgent',
  date: '2027-02-16',
  needs: ['step-free'],
};

async function opened(form: Form = referral): Promise<FakeView> {
  bench.answerWith(() => ({ kind: 'form', form }));
  await bench.driver.command('/refer', { user: HANNAH, channel: WARD });
  return modal();
}
const submit = (values: Parameters<SlackBench['driver']['submit']>[1] = filled, how = {}) =>
  bench.driver.submit(modal(), values, HANNAH, how);
const view = (payload: Json) => payload['view'] as Json;
const state = (payload: Json) => (view(payload)['state'] as Json)['values'] as Json;

describe('a form that is sent', () => {
  it('brings back what was typed and chosen, and what the form was opened with', async () => {
    const { id, hash } = await opened();
    await submit();
    expect(bench.calls.at(-1)).toEqual({
      kind: 'submit',
      key: `slack:T0CORRIDOR:view:${id}:${hash}`,
      person: { platform: 'slack', tenant: 'T0CORRIDOR', user: HANNAH },
      place: null,
      action: 'referrals.send',
      context: 'draft-1',
      values: { ...filled, site: 'b' },
    });
  });

  it('leaves out what was left empty', async () => {
    await opened({ ...referral, more: { heading: 'More', fields: [] } });
    await submit({});
    expect(bench.calls.at(-1)).toMatchObject({ values: {} });
  });

  it('ends in the same modal, with the words to copy and the next step', async () => {
    await opened();
    bench.answerWith(() => ({
      kind: 'message',
      message: {
        summary: 'WIR-7KQ3: sent',
        parts: [
          { kind: 'text', text: 'Sent to Wirral Law.' },
          { kind: 'copy', label: 'For the record', text: 'Referred, WIR-7KQ3' },
          { kind: 'buttons', buttons: [{ action: 'referrals.show', label: 'Show it', value: 'WIR-7KQ3' }] },
        ],
      },
    }));
    await submit();
    expect(wordsIn(modal().blocks)).toBe('Sent to Wirral Law.\nFor the record\nReferred, WIR-7KQ3\nShow it');
    expect(modal().sent).not.toHaveProperty('submit');
  });

  it('E18 twice has one name both times', async () => {
    await opened();
    bench.answerWith(() => says('Sent.'));
    const { sent } = await submit();
    await bench.driver.send(sent);
    const keys = bench.calls.filter(({ kind }) => kind === 'submit').map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('E12 with an option that was never offered reaches the product, which has to know', async () => {
    await opened();
    await submit(filled, {
      change: (payload: Json) => {
        state(payload)['priority'] = { turn0: { type: 'radio_buttons', selected_option: { value: 'now' } } };
      },
    });
    expect(bench.calls.at(-1)).toMatchObject({ values: { priority: 'now' } });
  });
});

describe('a form with something to put right', () => {
  const errors = { words: 'What happened: please write a few words.' };

  it('shows the errors beside the fields, and keeps what was typed', async () => {
    const before = await opened();
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, errors } }));
    expect((await submit()).json).toEqual({ response_action: 'errors', errors });
    expect(modal()).toBe(before);
  });

  it('does so as well when the product sends back what was typed', async () => {
    await opened();
    const [words, ...rest] = referral.fields;
    const typed = { ...words, value: filled.words } as Form['fields'][number];
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, fields: [typed, ...rest], errors } }));
    expect((await submit()).json).toEqual({ response_action: 'errors', errors });
  });

  const changed: Form = {
    ...referral,
    intro: [{ kind: 'note', text: 'One of the words looks like a name.', tone: 'warning' }],
    errors: { ...errors, agreement: 'Has the person agreed?' },
  };

  it('becomes another form when more than errors has changed, with what was typed still there', async () => {
    await opened();
    bench.answerWith(() => ({ kind: 'form', form: changed }));
    await submit();
    const words = wordsIn(modal().blocks);
    expect(words).toContain('One of the words looks like a name.');
    expect(words).toContain(errors.words);
    expect(words).toContain('Has the person agreed?');

    bench.answerWith(() => says('Sent.'));
    await submit({});
    expect(bench.calls.at(-1)).toMatchObject({ values: { ...filled, site: 'b' } });
  });

  it('shows what the product put in a field, not what had been typed there', async () => {
    await opened();
    const [words, ...rest] = referral.fields;
    const safer = { ...words, value: 'Evicted on [day]' } as Form['fields'][number];
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, fields: [safer, ...rest], errors } }));
    expect((await submit()).json).toMatchObject({ response_action: 'update' });

    bench.answerWith(() => says('Sent.'));
    await submit({});
    expect(bench.calls.at(-1)).toMatchObject({ values: { words: 'Evicted on [day]' } });
  });

  it('has new fields each time, so that Slack cannot keep what was there before', async () => {
    await opened();
    const first = JSON.stringify(modal().blocks);
    bench.answerWith(() => ({ kind: 'form', form: changed }));
    await submit();
    expect(first).toContain('"turn0"');
    expect(JSON.stringify(modal().blocks)).not.toContain('"turn0"');
  });
});

describe('a form that is out of date', () => {
  const put = (key: string, value: unknown) => (payload: Json) => void (view(payload)[key] = value);

  it.each<[string, (payload: Json) => void]>([
    ['E01 a field is missing', (payload) => delete state(payload)['words']],
    ['E01 a field is new', (payload) => (state(payload)['more'] = { turn0: { type: 'datepicker' } })],
    ['E01 a field is of an unknown kind', (payload) => (state(payload)['words'] = { turn0: { type: 'file_input' } })],
    ['E01 a field is there twice', (payload) => (state(payload)['words'] = { a: { type: 'datepicker' }, b: { type: 'datepicker' } })],
    ['E02 it is another form', put('callback_id', 'referrals.decline')],
    ['E03 nothing says what it was', put('private_metadata', '')],
    ['E05 somebody else opened it', (payload) => ((payload['user'] as Json)['id'] = 'U0PRIYA')],
    ['E06 what it carries is too long', put('private_metadata', 'x'.repeat(3_001))],
    ['E13 a choice of the wrong shape', (payload) => (state(payload)['needs'] = { turn0: { type: 'checkboxes', selected_options: 'all' } })],
  ])('says so, and nothing is sent: %s', async (_, change) => {
    const { id } = await opened();
    const before = bench.calls.length;
    const { json } = await submit(filled, { change });
    expect(bench.calls).toHaveLength(before);
    expect(json).toMatchObject({ response_action: 'update' });
    expect(wordsIn(modal().blocks)).toContain('This form is out of date. Nothing was sent.');
    expect(modal().id).toBe(id);
  }); // prettier-ignore

  it('E04 says so whichever byte of what it carries was altered', async () => {
    const before = await opened();
    const metadata = before.private_metadata;
    const asked = bench.calls.length;
    for (let at = 0; at < metadata.length; at += 1) {
      const altered = metadata.slice(0, at) + (metadata[at] === 'x' ? 'y' : 'x') + metadata.slice(at + 1);
      await bench.driver.submit(before, filled, HANNAH, { change: put('private_metadata', altered) });
    }
    expect(bench.calls).toHaveLength(asked);
  });

  it('E07 says so when an older version had made it', async () => {
    await opened();
    const { createSigner } = await import('../src/chat/signing.js');
    const signer = createSigner(Buffer.alloc(32, 7));
    const older = signer.sign(['slack', 'T0CORRIDOR', 'form', HANNAH, 'referrals.send'], '{"c":"draft-1"}');
    await submit(filled, { change: put('private_metadata', older) });
    expect(wordsIn(modal().blocks)).toContain('This form is out of date.');
  });
});
