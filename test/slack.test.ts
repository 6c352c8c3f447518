import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import { wordsIn } from './fakes/slack-answers.js';
import { HANNAH, WARD } from './fakes/slack-events.js';
import { referral } from './fakes/slack-form.js';
import { says, startSlackBench, type SlackBench } from './fakes/slack-room.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

const form: Reply = { kind: 'form', form: referral };
const shown = () => wordsIn(bench.fake.shownTo(HANNAH).at(-1)?.blocks);

describe('a slash command', () => {
  it('is answered to the person who typed it, and to nobody else', async () => {
    bench.answerWith(() => says('Nothing is waiting for you.'));
    const answer = await bench.driver.command('/mine', { user: HANNAH, channel: WARD });

    expect(answer.json).toMatchObject({ response_type: 'ephemeral' });
    expect(shown()).toBe('Nothing is waiting for you.');
    expect(bench.fake.channel(WARD)).toEqual([]);
  });

  it('reaches the product as a word, a text, a person and a place', async () => {
    await bench.driver.command('/refer', { user: HANNAH, channel: WARD, text: ' evicted  on Friday ' });
    expect(bench.calls).toEqual([
      {
        kind: 'command',
        key: expect.stringMatching(/^slack:T0CORRIDOR:trigger:/) as string,
        person: { platform: 'slack', tenant: 'T0CORRIDOR', user: HANNAH },
        place: { platform: 'slack', tenant: 'T0CORRIDOR', channel: WARD },
        word: 'refer',
        text: 'evicted  on Friday',
      },
    ]);
  });

  it.each([
    ['refer evicted on Friday', { word: 'refer', text: 'evicted on Friday' }],
    ['  Mine  ', { word: 'mine', text: '' }],
    ['', { word: 'help', text: '' }],
  ])('works as well after /corridor: “%s”', async (text, asked) => {
    await bench.driver.command('/corridor', { user: HANNAH, channel: WARD, text });
    expect(bench.calls).toMatchObject([asked]);
  });

  it('is nowhere in particular in a direct message', async () => {
    await bench.driver.command('/mine', { user: HANNAH, channel: 'D0HANNAH' });
    expect(bench.calls).toMatchObject([{ place: null }]);
  });

  it('opens the form it asked for, and says nothing besides', async () => {
    bench.answerWith(() => form);
    const answer = await bench.driver.command('/refer', { user: HANNAH, channel: WARD });

    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
    expect(bench.fake.shownTo(HANNAH)).toEqual([]);
  });

  it('D17 sent twice at once by one press of a key has one name', async () => {
    const { sent } = await bench.driver.command('/refer', { user: HANNAH, channel: WARD });
    await Promise.all([bench.driver.send(sent), bench.driver.send(sent)]);
    expect(new Set(bench.calls.map(({ key }) => key)).size).toBe(1);
  });
});

describe('a form that Slack does not open', () => {
  it('D18 because the three seconds are over comes with a button to try again, which keeps what was typed', async () => {
    bench.answerWith(() => {
      bench.clock.ms += 3_001;
      return form;
    });
    await bench.driver.command('/refer', { user: HANNAH, channel: WARD, text: 'evicted' });
    expect(shown()).toContain('Slack did not open the form in time');

    bench.answerWith(() => form);
    await bench.driver.press(bench.fake.shownTo(HANNAH).at(-1)!, 'Try again', HANNAH);
    expect(bench.calls.at(-1)).toMatchObject({ kind: 'command', word: 'refer', text: 'evicted' });
    expect(bench.calls.at(-1)?.key).not.toBe(bench.calls[0]?.key);
    expect(bench.calls.at(-1)?.place).toEqual(bench.calls[0]?.place);
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
  });

  it.each([
    { kind: 'rate-limit', retryAfter: '30' },
    { kind: 'status', status: 500, applied: false },
    { kind: 'reset', applied: false },
  ] as const)('for a passing reason ($kind) can be tried again', async (fault) => {
    bench.answerWith(() => form);
    bench.fake.faults.next('views.open', fault);
    expect((await bench.driver.command('/refer', { user: HANNAH, channel: WARD })).status).toBe(200);
    expect(shown()).toContain('Try again');
    expect(bench.fake.count('views.open')).toBe(1);
  });

  it('for a lasting reason is admitted with a reference that stands in the log', async () => {
    bench.answerWith(() => form);
    bench.fake.faults.next('views.open', { kind: 'code', code: 'invalid_arguments' });
    expect((await bench.driver.command('/refer', { user: HANNAH, channel: WARD })).status).toBe(200);

    const reference = /reference: ([0-9a-f]{8})\./.exec(shown())?.[1] ?? 'none';
    expect(bench.logged.join()).toContain(`"errorReference":"${reference}"`);
  });

  it('because it does not fit is admitted just the same', async () => {
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, context: 'x'.repeat(3_000) } }));
    expect((await bench.driver.command('/refer', { user: HANNAH, channel: WARD })).status).toBe(200);
    expect(shown()).toContain('Something went wrong on our side');
  });
});

describe('an answer that takes longer than Slack waits', () => {
  /** The product answers only when told to. */
  function held(reply: Reply): () => void {
    let open = () => undefined as void;
    const gate = new Promise<void>((resolve) => void (open = resolve));
    bench.answerWith(async () => {
      await gate;
      return reply;
    });
    return () => open();
  }
  async function untilLate(): Promise<void> {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = bench.calls.length;
    while (bench.calls.length === asked) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(2_500);
    vi.useRealTimers();
  }

  it('is announced in time and follows in the same place', async () => {
    const release = held(says('Here it is.'));
    const command = bench.driver.command('/mine', { user: HANNAH, channel: WARD });
    await untilLate();
    await command;
    expect(shown()).toContain('taking a little longer');

    release();
    await vi.waitFor(() => expect(shown()).toBe('Here it is.'));
  });

  it('to a form follows in the same modal, with the errors beside the fields', async () => {
    bench.answerWith(() => form);
    await bench.driver.command('/refer', { user: HANNAH, channel: WARD });
    const release = held({
      kind: 'form',
      form: { ...referral, errors: { words: 'Please write a few words.' } },
    });
    const submit = bench.driver.submit(bench.fake.modalOf(HANNAH)!, { priority: 'soon' }, HANNAH);
    await untilLate();
    await submit;
    expect(wordsIn(bench.fake.modalOf(HANNAH)?.blocks)).toContain('taking a little longer');

    release();
    await vi.waitFor(() =>
      expect(wordsIn(bench.fake.modalOf(HANNAH)?.blocks)).toContain('Please write a few words.'),
    );
  });
});

describe('a shortcut', () => {
  it('opens the form at once', async () => {
    bench.answerWith(() => form);
    await bench.driver.shortcut('refer', { user: HANNAH });
    expect(bench.calls).toMatchObject([{ kind: 'command', word: 'refer', text: '', place: null }]);
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
  });

  it('is answered in the person’s direct messages, since it comes from nowhere in particular', async () => {
    bench.answerWith(() => says('Nothing is waiting for you.'));
    await bench.driver.shortcut('mine', { user: HANNAH });
    const [message] = bench.fake.directTo(HANNAH);
    expect(wordsIn(message?.blocks)).toBe('Nothing is waiting for you.');
    expect(message?.unfurls).toBe(false);
  });

  it('that cannot be answered is acknowledged all the same', async () => {
    bench.fake.faults.next(
      'chat.postMessage',
      { kind: 'code', code: 'user_disabled' },
      { kind: 'code', code: 'user_disabled' },
    );
    expect((await bench.driver.shortcut('mine', { user: HANNAH })).status).toBe(200);
    expect(bench.logged.join()).toContain('slack-apology');
  });
});

it('never lets what people type reach the log', async () => {
  const secret = 'zebra-canary';
  bench.answerWith(() => form);
  await bench.driver.command('/refer', { user: HANNAH, channel: WARD, text: secret });
  bench.fake.faults.next('views.open', { kind: 'code', code: 'invalid_arguments' });
  await bench.driver.command('/refer', { user: HANNAH, channel: WARD, text: secret });
  await bench.driver.submit(bench.fake.modalOf(HANNAH)!, { words: secret, priority: 'soon' }, HANNAH);
  expect(bench.calls.some((call) => JSON.stringify(call).includes(secret))).toBe(true);
  expect(bench.logged.join()).not.toContain(secret);
});
