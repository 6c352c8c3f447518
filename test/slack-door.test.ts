import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence, type Message } from '../src/chat/message.js';
import type { Address } from '../src/chat/place.js';
import { createLog } from '../src/shared/log.js';
import type { PlatformFault } from '../src/shared/platform-fault.js';
import { createClients } from '../src/slack/clients.js';
import { faultOf } from '../src/slack/faults.js';
import { sdkLogger } from '../src/slack/sdk-log.js';
import { startFakeSlack } from './fakes/slack.js';
import { wordsIn } from './fakes/slack-answers.js';
import { HANNAH } from './fakes/slack-events.js';
import type { Fault } from './fakes/faults.js';
import { startSlackBench, type SlackBench } from './fakes/slack-room.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(() => bench.close());

const slack = { platform: 'slack', tenant: 'T0CORRIDOR' } as const;
const triage: Address = { to: 'channel', ...slack, channel: 'C0TRIAGE' };
const hannah: Address = { to: 'person', ...slack, user: HANNAH };
const marked = (marker: string, under: string | null = null) => ({ marker, under });
const say = (to: Address, text = 'New referral', options = marked('m1')) =>
  bench.room.door.say(to, sentence(text), options);
const since = () => new Date(bench.clock.ms - 60_000);

describe('saying something', () => {
  it('puts it in the channel, quietly, and gives back where it stands', async () => {
    const id = await say(triage);
    const [message] = bench.fake.channel('C0TRIAGE');
    expect(id).toBe(`C0TRIAGE:${message?.ts}`);
    expect(message).toMatchObject({
      unfurls: false,
      metadata: { event_type: 'corridor_outbox', event_payload: { id: 'm1' } },
    });
  });

  it('keeps case text off the lock screen', async () => {
    const message: Message = {
      summary: 'WIR-7KQ3 <!here>: new',
      parts: [{ kind: 'quote', text: 'Evicted on Friday' }],
    };
    await bench.room.door.say(triage, message, marked('m1'));
    expect(bench.fake.channel('C0TRIAGE')[0]?.text).toBe('WIR-7KQ3 &lt;!here&gt;: new');
  });

  it('continues a thread', async () => {
    const root = await say(triage);
    await say(triage, 'Taken', marked('m2', root));
    expect(bench.fake.channel('C0TRIAGE')[1]?.thread_ts).toBe(root.split(':')[1]);
  });

  it('reaches a person in their direct messages, which are opened once', async () => {
    const id = await say(hannah);
    await say(hannah, 'Again', marked('m2'));
    expect(bench.fake.directTo(HANNAH)).toHaveLength(2);
    expect(id.split(':')[0]).toBe(bench.fake.workspace.direct.get(HANNAH));
    expect(bench.fake.count('conversations.open')).toBe(1);
  });

  it.each<[string, Address, string | null, string]>([
    ['another workspace', { ...triage, tenant: 'T0OTHER' }, null, 'foreign_tenant'],
    ['another platform', { ...hannah, platform: 'teams' }, null, 'foreign_tenant'],
    ['a thread of another channel', triage, 'C0WARD:1.000001', 'foreign_thread'],
    ['a message id that is none', triage, 'yesterday', 'bad_message_id'],
  ])('is refused for %s', async (_, to, under, code) => {
    await expect(say(to, 'x', marked('m', under))).rejects.toMatchObject({ kind: 'broken', code });
    expect(bench.fake.count('chat.postMessage')).toBe(0);
  });
});

describe('changing and removing what was said', () => {
  it('changes the card in place, and it can still be found', async () => {
    const id = await say(triage);
    await bench.room.door.change(triage, id, sentence('Taken by Priya'));
    expect(wordsIn(bench.fake.channel('C0TRIAGE')[0]?.blocks)).toBe('Taken by Priya');
    expect(await bench.room.door.find(triage, 'm1', since(), null)).toBe(id);
  });

  it('removes it, and is content if it has gone already', async () => {
    const id = await say(triage);
    await bench.room.door.remove(triage, id);
    await bench.room.door.remove(triage, id);
    expect(bench.fake.channel('C0TRIAGE')).toEqual([]);
  });

  it('says that a card to be changed has gone', async () => {
    const id = await say(triage);
    await bench.room.door.remove(triage, id);
    await expect(bench.room.door.change(triage, id, sentence('x'))).rejects.toMatchObject({ kind: 'broken', code: 'message_not_found' });
  });

  it('takes one request each, to a person too', async () => {
    const id = await say(hannah);
    const before = bench.fake.calls.length;
    await bench.room.door.change(hannah, id, sentence('x'));
    await bench.room.door.remove(hannah, id);
    expect(bench.fake.calls).toHaveLength(before + 2);
  });
}); // prettier-ignore

describe('looking for what may have been said', () => {
  it('finds it on a later page', async () => {
    await bench.close();
    bench = await startSlackBench({ fake: await startFakeSlack({ now: () => Date.UTC(2027, 1, 16, 9), pageSize: 2 }) });
    const id = await say(triage, 'the one', marked('wanted'));
    for (const each of ['a', 'b', 'c', 'd', 'e']) await say(triage, each, marked(each));
    expect(await bench.room.door.find(triage, 'wanted', since(), null)).toBe(id);
    expect(bench.fake.count('conversations.history')).toBe(3);

    const reply = await say(triage, 'a reply', marked('reply', id));
    for (const each of ['f', 'g', 'h']) await say(triage, each, marked(each, id));
    expect(await bench.room.door.find(triage, 'reply', since(), id)).toBe(reply);
  });

  it('finds it in direct messages', async () => {
    const id = await say(hannah);
    expect(await bench.room.door.find(hannah, 'm1', since(), null)).toBe(id);
  });

  it('does not find what was never said, what another app marked, or what is too old', async () => {
    await say(triage);
    expect(await bench.room.door.find(triage, 'm2', since(), null)).toBeNull();
    expect(await bench.room.door.find(triage, 'm1', new Date(bench.clock.ms + 60_000), null)).toBeNull();
    bench.fake.workspace.messages[0]!.bot_id = 'B0OTHER';
    expect(await bench.room.door.find(triage, 'm1', since(), null)).toBeNull();
  });

  it('does not find anything in a thread that has gone', async () => {
    expect(await bench.room.door.find(triage, 'm1', since(), 'C0TRIAGE:1.000001')).toBeNull();
  });

  it.each(['missing_scope', 'channel_not_found', 'not_in_channel'])('says when it can never tell: %s', async (code) => {
    bench.fake.faults.next('conversations.history', { kind: 'code', code });
    expect(await bench.room.door.find(triage, 'm1', since(), null)).toBe('unreadable');
  });

  it('looks again after a passing fault, since reading twice does no harm', async () => {
    const id = await say(triage);
    bench.fake.faults.next('conversations.history', { kind: 'status', status: 503, applied: false });
    expect(await bench.room.door.find(triage, 'm1', since(), null)).toBe(id);
  });

  it('says to come back when Slack asks to wait', async () => {
    bench.fake.faults.next('conversations.history', { kind: 'rate-limit', retryAfter: '9' });
    await expect(bench.room.door.find(triage, 'm1', since(), null)).rejects.toMatchObject({ kind: 'retry-after', retryAfterMs: 9_000 });
  });
}); // prettier-ignore

describe('an answer of Slack’s to a post', () => {
  const page = '<html>Bad gateway</html>';
  it.each<[string, Fault, Partial<PlatformFault>]>([
    ['O01 wait 30 s', { kind: 'rate-limit', retryAfter: '30' }, { kind: 'retry-after', code: 'ratelimited', retryAfterMs: 30_000 }],
    ['O01 wait, without a time', { kind: 'rate-limit', retryAfter: null }, { kind: 'retry-after', retryAfterMs: 5_000 }],
    ['O01 wait until a date', { kind: 'rate-limit', retryAfter: 'Wed, 16 Feb 2027 09:00:00 GMT' }, { kind: 'retry-after', retryAfterMs: 5_000 }],
    ['O01 wait 0 s', { kind: 'rate-limit', retryAfter: '0' }, { kind: 'retry-after', retryAfterMs: 0 }],
    ['O01 wait −5 s', { kind: 'rate-limit', retryAfter: '-5' }, { kind: 'retry-after', retryAfterMs: 5_000 }],
    ['O01 wait for ever', { kind: 'rate-limit', retryAfter: '999999999' }, { kind: 'retry-after', retryAfterMs: 999_999_999_000 }],
    ['O02 500 before', { kind: 'status', status: 500, applied: false }, { kind: 'unknown-outcome', code: 'http_500' }],
    ['O02 500 after', { kind: 'status', status: 500, applied: true }, { kind: 'unknown-outcome', code: 'http_500' }],
    ['O03 502 with a page', { kind: 'status', status: 502, applied: false, body: page }, { kind: 'unknown-outcome', code: 'http_502' }],
    ['O04 503', { kind: 'status', status: 503, applied: false }, { kind: 'unknown-outcome', code: 'http_503' }],
    ['408', { kind: 'status', status: 408, applied: false }, { kind: 'unknown-outcome', code: 'http_408' }],
    ['O05 none at all', { kind: 'hang', applied: true }, { kind: 'unknown-outcome', code: 'TimeoutError' }],
    ['O06 reset before', { kind: 'reset', applied: false }, { kind: 'unknown-outcome' }],
    ['O07 reset after', { kind: 'reset', applied: true }, { kind: 'unknown-outcome' }],
    ['O08 cut off', { kind: 'cut-off', applied: true }, { kind: 'unknown-outcome' }],
    ['O08 a page instead of JSON', { kind: 'answer', body: page, applied: true }, { kind: 'unknown-outcome', code: 'unreadable' }],
    ['O08 null', { kind: 'answer', body: 'null', applied: true }, { kind: 'unknown-outcome' }],
    ['O08 no word for it', { kind: 'answer', body: '{"ok":false}', applied: true }, { kind: 'unknown-outcome', code: 'unreadable' }],
    ['O10 ok without a ts', { kind: 'answer', body: '{"ok":true}', applied: true }, { kind: 'unknown-outcome', code: 'no_ts' }],
    ['O11 a redirect', { kind: 'status', status: 302, applied: false }, { kind: 'unknown-outcome' }],
    ['internal_error', { kind: 'code', code: 'internal_error' }, { kind: 'unknown-outcome', code: 'internal_error' }],
    ['ratelimited as a word', { kind: 'code', code: 'ratelimited' }, { kind: 'retry-after', code: 'ratelimited' }],
    ['O09 invalid_blocks', { kind: 'code', code: 'invalid_blocks' }, { kind: 'broken', code: 'invalid_blocks' }],
    ['O09 a word we do not know', { kind: 'code', code: 'brand_new_refusal' }, { kind: 'broken', code: 'brand_new_refusal' }],
    ['channel_not_found', { kind: 'code', code: 'channel_not_found' }, { kind: 'gone', code: 'channel_not_found' }],
    ['is_archived', { kind: 'code', code: 'is_archived' }, { kind: 'gone', code: 'is_archived' }],
    ['not_in_channel', { kind: 'code', code: 'not_in_channel' }, { kind: 'denied', code: 'not_in_channel' }],
    ['missing_scope', { kind: 'code', code: 'missing_scope' }, { kind: 'denied', code: 'missing_scope' }],
    ['token_revoked', { kind: 'code', code: 'token_revoked' }, { kind: 'denied', code: 'token_revoked' }],
    ['O13 403', { kind: 'status', status: 403, applied: false }, { kind: 'denied', code: 'http_403' }],
    ['O14 404', { kind: 'status', status: 404, applied: false }, { kind: 'broken', code: 'http_404' }],
    ['O16 413', { kind: 'status', status: 413, applied: false }, { kind: 'broken', code: 'http_413' }],
  ])('%s is named, after exactly one request', async (_, fault, wanted) => {
    bench.fake.faults.next('chat.postMessage', fault);
    await expect(say(triage)).rejects.toMatchObject({ name: 'PlatformFault', ...wanted });
    expect(bench.fake.count('chat.postMessage')).toBe(1);
    expect(bench.logged.join()).not.toContain('New referral');
  });

  it('O12 that never came, because nobody listens, means that nothing was said', async () => {
    const { send } = createClients({ botToken: 'xoxb-1', apiUrl: await closedPort() }, sdkLogger(createLog(() => undefined, () => new Date())));
    expect(await send.auth.test().catch(faultOf)).toMatchObject({ kind: 'retry-after', code: 'ECONNREFUSED' });
  });

  it('to an archived channel and to a person who left is gone', async () => {
    bench.fake.workspace.channels.set('C0TRIAGE', { member: true, archived: true });
    await expect(say(triage)).rejects.toMatchObject({ kind: 'gone', code: 'is_archived' });
    await expect(say({ ...hannah, user: 'W0GONE' })).rejects.toMatchObject({ kind: 'gone', code: 'user_not_found' });
  });
}); // prettier-ignore

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/api/`;
}
