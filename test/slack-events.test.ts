import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import { wordsIn } from './fakes/slack-answers.js';
import { HANNAH, WARD } from './fakes/slack-events.js';
import { referral } from './fakes/slack-form.js';
import { says, startSlackBench, type SlackBench } from './fakes/slack-room.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench({
    words: [
      { word: 'refer', about: 'Hand over a referral', shortcut: 'Refer' },
      { word: 'mine', about: 'What is open for you', shortcut: 'My cases' },
      { word: 'partners', about: 'Services' },
    ],
  });
});
afterEach(() => bench.close());

/** What delivery does with everything that was kept, later. */
async function processed(): Promise<void> {
  for (const body of bench.kept.values()) await bench.room.process(body);
  bench.kept.clear();
}
const shown = () => bench.fake.shownTo(HANNAH).at(-1);
const mention = (text: string, rest = {}) =>
  bench.driver.event({ type: 'app_mention', user: HANNAH, channel: WARD, ts: '1.000001', text, ...rest });
const direct = (text: string, rest = {}) => ({
  ...{ type: 'message', channel_type: 'im', user: HANNAH, channel: bench.fake.workspace.directOf(HANNAH) },
  ...{ ts: '2.000001', text, ...rest },
});

describe('the home page', () => {
  const open: Message = {
    summary: '1 open',
    parts: [
      {
        kind: 'list',
        items: [{ text: 'WIR-7KQ3', button: { action: 'referrals.show', label: 'Show', value: '7' } }],
      },
    ],
  };

  it('shows what the person has in hand, under the words they can ask for', async () => {
    bench.answerWith(() => ({ kind: 'message', message: open }));
    await bench.driver.event({ type: 'app_home_opened', user: HANNAH, tab: 'home' });
    expect(bench.calls).toEqual([]); // stored first, answered later
    await processed();
    expect(bench.calls).toMatchObject([{ kind: 'command', word: 'mine', text: '', place: null }]);
    expect(wordsIn(bench.fake.homeOf(HANNAH)?.blocks)).toBe('Refer\nWIR-7KQ3\nShow');
  });

  it('opens a form from one of those words', async () => {
    bench.answerWith(() => ({ kind: 'message', message: open }));
    await bench.driver.event({ type: 'app_home_opened', user: HANNAH, tab: 'home' });
    await processed();
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.press(bench.fake.homeOf(HANNAH)!, 'Refer', HANNAH);
    expect(bench.calls.at(-1)).toMatchObject({ kind: 'command', word: 'refer', text: '', place: null });
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
  });

  it('is tried again later when Slack does not take it', async () => {
    await bench.driver.event({ type: 'app_home_opened', user: HANNAH, tab: 'home' });
    bench.fake.faults.next('views.publish', { kind: 'rate-limit', retryAfter: '7' });
    await expect(processed()).rejects.toMatchObject({ kind: 'retry-after', retryAfterMs: 7_000 });
    await processed();
    expect(bench.fake.homeOf(HANNAH)).toBeDefined();
  });
});

describe('a mention', () => {
  it.each([
    ['<@U0CORRIDOR> mine', { word: 'mine', text: '' }],
    ['<@U0CORRIDOR|corridor>  Refer evicted &amp; worried', { word: 'refer', text: 'evicted & worried' }],
    ['<@U0CORRIDOR>', { word: 'help', text: '' }],
    [
      '<@U0CORRIDOR> refer ask <@U0PRIYA|priya> in <#C1|ward>',
      { word: 'refer', text: 'ask @priya in #ward' },
    ],
  ])('“%s” is read as a word and what follows', async (text, asked) => {
    await mention(text);
    await processed();
    const place = { platform: 'slack', tenant: 'T0CORRIDOR', channel: WARD };
    expect(bench.calls).toMatchObject([{ kind: 'command', place, ...asked }]);
  });

  it('is answered only to who wrote it, in the thread it was written in', async () => {
    bench.answerWith(() => says('Nothing is waiting for you.'));
    await mention('<@U0CORRIDOR> mine', { thread_ts: '0.000009' });
    await processed();
    expect(shown()).toMatchObject({ channel: WARD, thread_ts: '0.000009', onlyFor: HANNAH });
    expect(bench.fake.channel(WARD)).toEqual([]);
  });

  it('that asks for a form gets a button that opens it, with what was typed', async () => {
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await mention('<@U0CORRIDOR> refer evicted');
    await processed();
    await bench.driver.press(shown()!, 'Open the form', HANNAH);
    expect(bench.calls.at(-1)).toMatchObject({ kind: 'command', word: 'refer', text: 'evicted' });
    expect(bench.calls.at(-1)?.place).toMatchObject({ channel: WARD });
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
  });

  it('by somebody of another organisation is known as theirs', async () => {
    await mention('<@U0CORRIDOR> mine', { user_team: 'T0OTHER' });
    await processed();
    expect(bench.calls).toMatchObject([{ person: { tenant: 'T0OTHER', user: HANNAH } }]);
  });

  it('delivered three times is stored once, and the answer has a name of its own', async () => {
    await bench.driver.event(
      { type: 'app_mention', user: HANNAH, channel: WARD, ts: '1.000001' },
      { eventId: 'Ev7' },
    );
    await bench.driver.event(
      { type: 'app_mention', user: HANNAH, channel: WARD, ts: '1.000001' },
      { eventId: 'Ev7' },
    );
    expect([...bench.kept.keys()]).toEqual(['slack:T0CORRIDOR:event:Ev7']);
    await processed();
    expect(bench.calls.map(({ key }) => key)).toEqual(['slack:T0CORRIDOR:event:Ev7:answer']);
  });
});

describe('a direct message', () => {
  it('is read as a word and answered there, to stay', async () => {
    bench.answerWith(() => says('Nothing is waiting for you.'));
    await bench.driver.event(direct('mine'));
    await processed();
    expect(bench.calls).toMatchObject([{ kind: 'command', word: 'mine', place: null }]);
    expect(bench.fake.directTo(HANNAH).map(({ blocks }) => wordsIn(blocks))).toEqual([
      'Nothing is waiting for you.',
    ]);
  });

  it('that asks for a form gets a button that opens it', async () => {
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.event(direct('refer'));
    await processed();
    await bench.driver.press(bench.fake.directTo(HANNAH)[0]!, 'Open the form', HANNAH);
    expect(bench.fake.modalOf(HANNAH)).toMatchObject({ title: 'Refer somebody' });
  });

  it('of our own is never answered, even if it had been stored', async () => {
    await bench.room.process(
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T0CORRIDOR',
        event: direct('mine', { bot_id: 'B0CORRIDOR' }),
      }),
    );
    expect(bench.calls).toEqual([]);
  });
});
