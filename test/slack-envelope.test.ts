import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, eventOf, HANNAH, homeOpened, WARD } from './fakes/slack-events.js';
import { startSlackBench, type SlackBench } from './fakes/slack-room.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(() => bench.close());

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const post = (body: Buffer | string, type = JSON_TYPE) =>
  bench.driver.send(bench.driver.signed(Buffer.from(body), type));
const sign = (body: Buffer, how = {}) => bench.driver.signed(body, 'application/json', how);
const genuine = () => bytesOf(homeOpened());
const nothingHappened = () => {
  expect(bench.kept.size).toBe(0);
  expect(bench.calls).toEqual([]);
};

describe('a signed envelope', () => {
  const deep = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
  const many = JSON.stringify(
    Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [index.toString(36), 1])),
  );
  const message = { type: 'message', channel: WARD, user: HANNAH, channel_type: 'im', text: 'help' };

  it.each<[string, string, string?]>([
    ['C01 broken JSON', '{"type":'],
    ['C02 null', 'null'],
    ['C02 a payload of null', 'payload=null', FORM_TYPE],
    ['C03 an array', '[]'],
    ['C04 a number', '5'],
    ['C04 a string', '"hello"'],
    ['C04 true', 'true'],
    ['C05 nothing in it', '{}'],
    ['C06 no type', '{"team_id":"T0CORRIDOR"}'],
    ['C06 a type that is no word', '{"type":5}'],
    ['C08 an event of null', JSON.stringify(eventOf(null))],
    ['C08 no event', JSON.stringify(eventOf(undefined))],
    ['C09 an event of the wrong shape', JSON.stringify(eventOf({ type: 'app_home_opened', user: 7 }))],
    [
      'C10 no event id, and nothing else to know it by',
      JSON.stringify(eventOf({ type: 'team_join' }, { event_id: undefined })),
    ],
    ['C14 fifty thousand levels', deep(50_000)],
    ['C14 51 levels', deep(52)],
    ['C15 a hundred thousand keys', many],
    [
      'C15 a thousand form fields',
      Array.from({ length: 1_000 }, (_, index) => `f${index}=1`).join('&'),
      FORM_TYPE,
    ],
    ['C17 a payload twice', 'payload=%7B%7D&payload=%7B%7D', FORM_TYPE],
    ['C18 an impossible time', JSON.stringify(eventOf({ ...message, ts: 'yesterday' }))],
    [
      'a press without actions',
      `payload=${JSON.stringify({ type: 'block_actions', actions: [] })}`,
      FORM_TYPE,
    ],
    ['a bare submission', `payload=${JSON.stringify({ type: 'view_submission' })}`, FORM_TYPE],
    ['A13 bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1'), 'text'],
  ])('with %s is refused at once', async (_, body, type = JSON_TYPE) => {
    const raw = type === 'text' ? Buffer.from(body, 'latin1') : Buffer.from(body);
    expect((await post(raw, type === 'text' ? JSON_TYPE : type)).status).toBe(400);
    nothingHappened();
  });

  it.each<[string, unknown]>([
    ['C07 an unknown type', { type: 'something_new' }],
    ['an event that nothing is done about', eventOf({ type: 'team_join', user: { id: HANNAH } })],
    ['a channel that is now shared', eventOf({ type: 'channel_shared', channel: WARD })],
    ['C20 a post of our own', eventOf({ ...message, ts: '1.000001', bot_id: 'B0CORRIDOR' })],
    ['C20 a post of our own user', eventOf({ ...message, ts: '1.000001', user: 'U0CORRIDOR' })],
    [
      'C20 a mention by another bot',
      eventOf({ ...message, type: 'app_mention', ts: '1.000001', bot_id: 'B0OTHER' }),
    ],
    [
      'C21 a subtype that means nothing to us',
      eventOf({ ...message, ts: '1.000001', subtype: 'reminder_add' }),
    ],
    [
      'a message in a channel, which is not for us',
      eventOf({ ...message, ts: '1.000001', channel_type: 'group' }),
    ],
    [
      'a home page opened on its messages',
      eventOf({ type: 'app_home_opened', user: HANNAH, tab: 'messages' }),
    ],
  ])('with %s is acknowledged, counted and let go', async (_, body) => {
    expect(await bench.driver.sendJson(body)).toMatchObject({ status: 200, text: '' });
    nothingHappened();
    expect(bench.logged.filter((line) => line.includes('slack-ignored'))).toHaveLength(1);
  });

  it.each<[string, object]>([
    ['C12 another workspace', { team_id: 'T0OTHER' }],
    ['C13 another app', { api_app_id: 'A0OTHER' }],
    ['another workspace’s installation', { authorizations: [{ team_id: 'T0OTHER' }] }],
  ])('for %s is refused', async (_, rest) => {
    expect(
      (await bench.driver.sendJson(eventOf({ type: 'app_home_opened', user: HANNAH }, rest))).status,
    ).toBe(401);
    expect(
      (await bench.driver.command('/mine', { user: HANNAH, channel: WARD }, { team: 'T0OTHER' })).status,
    ).toBe(401);
    nothingHappened();
  });

  it('C10 of a message without an event id is known by its place and time', async () => {
    await bench.driver.sendJson(
      eventOf({ ...message, channel: 'D0HANNAH', ts: '17.000001' }, { event_id: undefined }),
    );
    await bench.driver.sendJson(
      eventOf({ ...message, channel: 'D0HANNAH', ts: '17.000001' }, { event_id: 'Ev9' }),
    );
    expect([...bench.kept.keys()]).toEqual(['slack:T0CORRIDOR:D0HANNAH:17.000001:new']);
  });

  it('C16 loses the keys that reach into a prototype', async () => {
    const poisoned = JSON.stringify(eventOf({ type: 'app_home_opened', user: HANNAH, tab: 'home' })).replace(
      '{',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},',
    );
    expect((await post(poisoned)).status).toBe(200);
    expect({}).not.toHaveProperty('polluted');
    expect([...bench.kept.values()][0]).not.toContain('polluted');
  });

  it('C19 that only checks the address gets its challenge back as plain text', async () => {
    const challenge = '<script>alert(1)</script>';
    const raw = JSON.stringify({ type: 'url_verification', challenge });
    const { headers, body } = sign(Buffer.from(raw));
    const answer = await fetch(bench.url, { method: 'POST', headers, body: new Uint8Array(body) });
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(challenge);
  });

  it('keeps nothing of an event but what will be read again', async () => {
    await bench.driver.event({
      ...message,
      channel: 'D0HANNAH',
      ts: '17.000001',
      blocks: [{ secret: 1 }],
      client_msg_id: 'x',
    });
    expect(JSON.parse([...bench.kept.values()][0] ?? '')).not.toHaveProperty('event.blocks');
  });

  it('is answered with an error when it cannot be stored, so that Slack sends it again', async () => {
    await bench.close();
    bench = await startSlackBench({
      keep: () => Promise.reject(new Error('the disk is full: Hannah’s words')),
    });
    expect(await bench.driver.send(sign(genuine()))).toMatchObject({ status: 500, text: '' });
    expect(bench.logged.join()).not.toContain('Hannah’s words');
  });
});
