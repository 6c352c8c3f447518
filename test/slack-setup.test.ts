import { afterEach, describe, expect, it, vi } from 'vitest';
import { SlackSetupError } from '../src/slack/sign-in.js';
import { APP_TOKEN, BOT_TOKEN, startFakeSlack, type FakeSlack } from './fakes/slack.js';
import { bytesOf, HANNAH, homeOpened, WARD } from './fakes/slack-events.js';
import { says, SIGNING_SECRET, startSlackBench, type SlackBench } from './fakes/slack-room.js';
import { startFakeSocket, type FakeSocket } from './fakes/slack-socket.js';

let fake: FakeSlack | undefined;
let bench: SlackBench | undefined;
let socket: FakeSocket | undefined;
afterEach(async () => {
  await (bench ?? fake)?.close();
  await socket?.close();
  fake = bench = socket = undefined;
});

const settings = (botToken = BOT_TOKEN) => ({
  botToken,
  signingSecret: SIGNING_SECRET,
  apiUrl: fake!.apiUrl,
});

describe('signing in', () => {
  it('asks Slack once who we are, however much happens afterwards', async () => {
    bench = await startSlackBench();
    expect(bench.room.tenant).toBe('T0CORRIDOR');
    await bench.driver.command('/mine', { user: HANNAH, channel: WARD });
    await bench.driver.shortcut('mine', { user: HANNAH });
    expect(bench.fake.count('auth.test')).toBe(1);
  });

  it('with a token that Slack refuses says where to find the right one, and does not repeat it', async () => {
    fake = await startFakeSlack();
    const start = startSlackBench({ fake, settings: settings('xoxb-secret') });
    await expect(start).rejects.toThrow(SlackSetupError);
    await expect(start).rejects.toThrow(
      /Slack refuses the bot token \(invalid_auth\).*OAuth & Permissions.*xoxb-/,
    );
    await expect(start).rejects.not.toThrow('secret');
  });

  it('with a person’s token says that it is not a bot’s', async () => {
    fake = await startFakeSlack({ self: { bot_id: undefined } });
    await expect(startSlackBench({ fake, settings: settings() })).rejects.toThrow(/not a bot token/);
  });

  it('while Slack is away is no fault of the settings', async () => {
    fake = await startFakeSlack();
    fake.faults.decide(() => ({ kind: 'status', status: 503, applied: false }));
    await expect(startSlackBench({ fake, settings: settings() })).rejects.toMatchObject({
      name: 'PlatformFault',
    });
  });
});

describe('where Slack cannot reach us', () => {
  async function connected(options: Parameters<typeof startSlackBench>[0] = {}): Promise<SlackBench> {
    socket = await startFakeSocket();
    fake = await startFakeSlack({ socketUrl: socket.url, now: () => Date.UTC(2027, 1, 16, 9) });
    bench = await startSlackBench({ fake, settings: { ...settings(), appToken: APP_TOKEN }, ...options });
    await bench.room.start();
    return bench;
  }
  const answers = async (count: number) => {
    await vi.waitFor(() => expect(socket?.answers).toHaveLength(count), { timeout: 10_000 });
    return socket?.answers;
  };

  it('an event is stored before it is acknowledged', async () => {
    const { kept } = await connected();
    socket?.deliver({ type: 'events_api', envelope_id: 'e1', payload: homeOpened() });
    expect(await answers(1)).toEqual([{ envelope_id: 'e1', payload: {} }]);
    expect([...kept.keys()]).toEqual(['slack:T0CORRIDOR:event:Ev1']);
  });

  it('an event that could not be stored is not acknowledged, so that it comes again', async () => {
    const { logged } = await connected({ keep: () => Promise.reject(new Error('the disk is full')) });
    socket?.deliver({ type: 'events_api', envelope_id: 'e1', payload: homeOpened() });
    socket?.deliver({
      type: 'events_api',
      envelope_id: 'e2',
      payload: { ...homeOpened(), team_id: 'T0OTHER' },
    });
    expect(await answers(1)).toEqual([{ envelope_id: 'e2', payload: {} }]);
    expect(logged.join()).toContain('slack-socket');
  });

  it('a command is answered through the same socket', async () => {
    const { answerWith, calls } = await connected();
    answerWith(() => says('Nothing is waiting for you.'));
    const payload = {
      ...{ command: '/mine', text: '', user_id: HANNAH, team_id: 'T0CORRIDOR', channel_id: WARD },
      ...{ trigger_id: '1.2.3', response_url: '', api_app_id: 'A0CORRIDOR' },
    };
    socket?.deliver({ type: 'slash_commands', envelope_id: 'c1', payload, accepts_response_payload: true });
    expect(await answers(1)).toMatchObject([{ envelope_id: 'c1', payload: { response_type: 'ephemeral' } }]);
    expect(calls).toMatchObject([{ kind: 'command', word: 'mine' }]);
  });

  it('the retries of the socket do not spread to what we send', async () => {
    const { room, fake: slack } = await connected();
    slack.faults.next('chat.postMessage', { kind: 'status', status: 500, applied: true });
    const to = { to: 'channel', platform: 'slack', tenant: room.tenant, channel: WARD } as const;
    const said = room.door.say(to, { summary: 'x', parts: [] }, { marker: 'm', under: null });
    await expect(said).rejects.toMatchObject({ kind: 'unknown-outcome' });
    expect(slack.count('chat.postMessage')).toBe(1);
  });

  it('stopping closes the socket', async () => {
    const { room } = await connected();
    expect(socket?.isConnected()).toBe(true);
    await room.stop();
    await vi.waitFor(() => expect(socket?.isConnected()).toBe(false), { timeout: 10_000 });
  });

  it('an app token that Slack refuses stops the start, with where to find the right one', async () => {
    fake = await startFakeSlack();
    bench = await startSlackBench({ fake, settings: { ...settings(), appToken: 'xapp-wrong' } });
    await expect(bench.room.start()).rejects.toThrow(/Slack refuses the app token.*connections:write/);
  });
});

describe('the stand-in for Slack', () => {
  it('refuses what Slack would refuse, and fails the test that sent it', async () => {
    const own = await startFakeSlack();
    const body = new URLSearchParams({ channel: WARD, text: 'hi', blocks: '[{"type":"section","txt":1}]' });
    const headers = { authorization: `Bearer ${BOT_TOKEN}` };
    const response = await fetch(`${own.apiUrl}chat.postMessage`, { method: 'POST', body, headers });
    expect(await response.json()).toEqual({ ok: false, error: 'invalid_blocks' });
    await expect(own.close()).rejects.toThrow(/Slack would have refused:\nchat.postMessage/);
  });

  it('lets a trigger be used once, for three seconds', async () => {
    let now = 0;
    fake = await startFakeSlack({ now: () => now });
    const { workspace } = fake;
    const [used, old] = [workspace.makeTrigger(HANNAH), workspace.makeTrigger(HANNAH)];
    expect(workspace.spendTrigger(used)).toEqual({ user: HANNAH });
    expect(workspace.spendTrigger(used)).toEqual({ error: 'exchanged_trigger_id' });
    now = 3_001;
    expect(workspace.spendTrigger(old)).toEqual({ error: 'expired_trigger_id' });
  });

  it('does not let anybody fill in a field or choose an option that is not there', async () => {
    bench = await startSlackBench();
    const { referral } = await import('./fakes/slack-form.js');
    bench.answerWith(() => ({ kind: 'form', form: referral }));
    await bench.driver.command('/refer', { user: HANNAH, channel: WARD });
    const view = bench.fake.modalOf(HANNAH)!;
    await expect(bench.driver.submit(view, { phone: '1' }, HANNAH)).rejects.toThrow('has no field “phone”');
    await expect(bench.driver.submit(view, { priority: 'now' }, HANNAH)).rejects.toThrow(
      '“now” is not offered',
    );
    expect(() => bench!.driver.press(view, 'Take it', HANNAH)).toThrow('there is no button “Take it”');
  });

  it('can lose an answer after it did what it was asked', async () => {
    bench = await startSlackBench();
    bench.fake.faults.next(
      'chat.postMessage',
      { kind: 'reset', applied: true },
      { kind: 'late', afterMs: 1 },
    );
    const to = { to: 'channel', platform: 'slack', tenant: 'T0CORRIDOR', channel: WARD } as const;
    const say = () => bench!.room.door.say(to, { summary: 'x', parts: [] }, { marker: 'm', under: null });
    await expect(say()).rejects.toMatchObject({ kind: 'unknown-outcome' });
    await expect(say()).rejects.toMatchObject({ kind: 'unknown-outcome' });
    expect(bench.fake.channel(WARD)).toHaveLength(2);
  });

  it('signs what it sends with the secret it was given', async () => {
    bench = await startSlackBench();
    const sent = bench.driver.signed(bytesOf(homeOpened()), 'application/json');
    expect(sent.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
    expect((await bench.driver.send(sent)).status).toBe(200);
  });
});
