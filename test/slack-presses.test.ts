import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import type { Message } from '../src/chat/message.js';
import type { Address } from '../src/chat/place.js';
import { buttonIn, wordsIn } from './fakes/slack-answers.js';
import { HANNAH, WARD } from './fakes/slack-events.js';
import { referral } from './fakes/slack-form.js';
import { says, startSlackBench, type SlackBench } from './fakes/slack-room.js';
import type { FakeMessage, Json } from './fakes/slack-workspace.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(() => bench.close());

const PRIYA = 'U0PRIYA';
const TRIAGE = 'C0TRIAGE';
const slack = { platform: 'slack', tenant: 'T0CORRIDOR' } as const;
const card: Message = {
  summary: 'WIR-7KQ3: new referral',
  parts: [
    { kind: 'text', text: 'WIR-7KQ3' },
    {
      kind: 'buttons',
      buttons: [
        { action: 'referrals.take', label: 'Take it', value: 'WIR-7KQ3', tone: 'primary' },
        {
          action: 'referrals.decline',
          label: 'Can’t act',
          value: 'WIR-7KQ3',
          tone: 'danger',
          confirm: { title: 'Decline?', text: 'Hannah will be told.', yes: 'Decline', no: 'Back' },
        },
      ],
    },
  ],
};
const inTriage: Address = { to: 'channel', ...slack, channel: TRIAGE };

async function posted(to: Address = inTriage, message = card): Promise<FakeMessage> {
  await bench.room.door.say(to, message, { marker: 'm1', under: null });
  return bench.fake.workspace.messages.at(-1)!;
}
const shown = (user = PRIYA) => wordsIn(bench.fake.shownTo(user).at(-1)?.blocks);
const OLD = 'This button is from an older card.';
const button = (payload: Json) => (payload['actions'] as Json[])[0]!;

describe('a press', () => {
  it('reaches the product with what the card carried', async () => {
    const message = await posted();
    await bench.driver.press(message, 'Take it', PRIYA);
    expect(bench.calls).toEqual([
      {
        kind: 'press',
        key: expect.stringMatching(`^slack:T0CORRIDOR:press:[0-9.]+:${message.ts}:${PRIYA}$`) as string,
        person: { ...slack, user: PRIYA },
        place: { ...slack, channel: TRIAGE },
        action: 'referrals.take',
        value: 'WIR-7KQ3',
      },
    ]);
  });

  it('is answered to the person alone, beside the card, which stays as it is', async () => {
    bench.answerWith(() => says('WIR-7KQ3 is yours.'));
    const message = await posted();
    expect(await bench.driver.press(message, 'Take it', PRIYA)).toMatchObject({ status: 200, text: '' });
    expect(shown()).toBe('WIR-7KQ3 is yours.');
    expect(bench.fake.channel(TRIAGE)).toEqual([message]);
  });

  it('opens the form it asked for', async () => {
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.press(await posted(), 'Can’t act', PRIYA);
    expect(bench.fake.modalOf(PRIYA)).toMatchObject({ title: 'Refer somebody' });
  });

  it('whose form opens too late can be tried again', async () => {
    bench.answerWith(() => {
      bench.clock.ms += 3_001;
      return { kind: 'form', form: referral };
    });
    await bench.driver.press(await posted(), 'Can’t act', PRIYA);
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.press(bench.fake.shownTo(PRIYA).at(-1)!, 'Try again', PRIYA);
    expect(bench.calls[1]).toMatchObject({ action: 'referrals.decline', value: 'WIR-7KQ3' });
    expect(bench.fake.modalOf(PRIYA)).toMatchObject({ title: 'Refer somebody' });
  });

  it('asks first before anything that discloses or destroys', async () => {
    const { blocks } = await posted();
    expect(buttonIn(blocks, 'Can’t act')['confirm']).toMatchObject({
      text: { text: 'Hannah will be told.' },
      confirm: { text: 'Decline' },
      deny: { text: 'Back' },
    });
  });

  it('F08 twice is two events, for the product to tell apart', async () => {
    const message = await posted();
    await bench.driver.press(message, 'Take it', PRIYA);
    await bench.driver.press(message, 'Take it', PRIYA);
    expect(new Set(bench.calls.map(({ key }) => key)).size).toBe(2);
  });

  it('in a direct message is nowhere in particular', async () => {
    const message = await posted({ to: 'person', ...slack, user: PRIYA });
    await bench.driver.press(message, 'Take it', PRIYA);
    expect(bench.calls).toMatchObject([{ kind: 'press', place: null, value: 'WIR-7KQ3' }]);
  });
});

describe('a press that proves nothing', () => {
  it.each<[string, (payload: Json) => void]>([
    ['F01 an unknown action', (payload) => (button(payload)['action_id'] = 'referrals.delete')],
    ['F02 an unsigned value', (payload) => (button(payload)['value'] = 'WIR-7KQ3')],
    ['F02 no value', (payload) => delete button(payload)['value']],
    ['F03 another reference', (payload) => (button(payload)['value'] = String(button(payload)['value']).replace('7KQ3', 'AAAA'))],
    ['F05 a bad signature', (payload) => (button(payload)['value'] = `A${String(button(payload)['value']).slice(1)}`)],
    ['F05 another button’s action', (payload) => (button(payload)['action_id'] = 'referrals.decline')],
    ['F07 another channel', (payload) => (payload['channel'] = { id: WARD })],
    ['F07 a direct message', (payload) => (payload['channel'] = { id: 'D0SOMEBODY' })],
    ['F11 no message', (payload) => (payload['container'] = {}, delete payload['message'])],
  ])('has no effect, and says one neutral line: %s', async (_, change) => {
    await bench.driver.press(await posted(), 'Take it', PRIYA, { change });
    expect(bench.calls).toEqual([]);
    expect(shown()).toContain(OLD);
  }); // prettier-ignore

  it('F07 has none in somebody else’s direct messages either', async () => {
    const message = await posted({ to: 'person', ...slack, user: PRIYA });
    await bench.driver.press(message, 'Take it', HANNAH);
    expect(bench.calls).toEqual([]);
    expect(shown(HANNAH)).toContain(OLD);
  });

  it('has none with any byte of its value changed', async () => {
    const message = await posted();
    const value = String(buttonIn(message.blocks, 'Take it')['value']);
    for (let at = 0; at < value.length; at += 1) {
      const altered = value.slice(0, at) + (value[at] === 'x' ? 'y' : 'x') + value.slice(at + 1);
      await bench.driver.press(message, 'Take it', PRIYA, { change: (payload) => (button(payload)['value'] = altered) });
    }
    expect(bench.calls).toEqual([]);
  }); // prettier-ignore

  it('on something that is no button of ours is let go', async () => {
    const change = (payload: Json) => (button(payload)['type'] = 'static_select');
    expect((await bench.driver.press(await posted(), 'Take it', PRIYA, { change })).status).toBe(200);
    expect(bench.calls).toEqual([]);
  });
});

describe('the address an answer goes to', () => {
  it.each([
    'https://evil.example/hook',
    'http://hooks.slack.com/actions/1',
    'https://hooks.slack.com.evil.example/',
    'https://hooks.slack.com@evil.example/',
    'https://user:word@hooks.slack.com/',
    'https://hooks.slack.com:8443/',
    'https://hooks.slack.com./',
    'http://127.0.0.1:1/',
    'file:///etc/passwd',
    'not an address',
    '',
  ])('F12 is not called when it is “%s”', async (response_url) => {
    const change = (payload: Json) => void (payload['response_url'] = response_url);
    const answer = await bench.driver.press(await posted(), 'Take it', PRIYA, { change });
    expect(answer.status).toBe(200);
    expect(bench.calls).toHaveLength(1);
    expect(bench.fake.count('response_url')).toBe(0);
    expect(bench.logged.join()).toContain('"outcome":"not-called"');
  });

  it.each([
    { kind: 'status', status: 404, applied: false },
    { kind: 'reset', applied: false },
  ] as const)('may fail ($kind) without breaking anything', async (fault) => {
    bench.fake.faults.next('response_url', fault);
    expect((await bench.driver.press(await posted(), 'Take it', PRIYA)).status).toBe(200);
    expect(bench.logged.join()).toContain('slack-response-url');
  });
});

describe('a press where there is no card', () => {
  const closing: Reply = { kind: 'message', message: card };

  it('in a modal is answered in that modal', async () => {
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.command('/refer', { user: PRIYA, channel: TRIAGE });
    bench.answerWith(() => closing);
    await bench.driver.submit(bench.fake.modalOf(PRIYA)!, { words: 'x', priority: 'soon' }, PRIYA);
    bench.answerWith(() => says('WIR-7KQ3 is yours.'));
    await bench.driver.press(bench.fake.modalOf(PRIYA)!, 'Take it', PRIYA);
    expect(bench.calls.at(-1)).toMatchObject({ kind: 'press', place: null, action: 'referrals.take' });
    expect(wordsIn(bench.fake.modalOf(PRIYA)?.blocks)).toBe('WIR-7KQ3 is yours.');
  });

  it('in a modal may turn it into a form', async () => {
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, intro: card.parts } }));
    await bench.driver.command('/refer', { user: PRIYA, channel: TRIAGE });
    bench.answerWith(() => ({ kind: 'form', form: { ...referral, title: 'Decline' } }));
    await bench.driver.press(bench.fake.modalOf(PRIYA)!, 'Can’t act', PRIYA);
    expect(bench.fake.modalOf(PRIYA)).toMatchObject({ title: 'Decline' });
  });

  it('on the home page is answered in a modal', async () => {
    bench.answerWith(() => closing);
    await bench.driver.event({ type: 'app_home_opened', user: PRIYA, tab: 'home' });
    await bench.room.process([...bench.kept.values()][0]!);
    bench.answerWith(() => says('WIR-7KQ3 is yours.'));
    await bench.driver.press(bench.fake.homeOf(PRIYA)!, 'Take it', PRIYA);
    expect(wordsIn(bench.fake.modalOf(PRIYA)?.blocks)).toBe('WIR-7KQ3 is yours.');
  });
});
