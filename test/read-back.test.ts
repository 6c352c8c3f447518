import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const [NADIA, PRIYA] = [slackUser('nadia'), slackUser('priya')];
const CHANNEL = slackChannel('corridor');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe.each(providers)('what Slack never delivered, on %s', (provider) => {
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues: ['maternity'], what: 'Taken off the rota.' }, NADIA);
    await corridor.settle();
  });
  afterEach(() => corridor.drop());

  const card = () => corridor.fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!;
  const asks = () => corridor.fake.count('conversations.replies');
  /** Somebody writes in the thread, and stands there whether or not Slack tells of it. */
  function write(user: string, text: string, more: object = {}) {
    corridor.clock.forward(1_000);
    const ts = corridor.fake.workspace.nextTs();
    const plain = { blocks: [], edits: 0, unfurls: false };
    corridor.fake.workspace.messages.push({ channel: CHANNEL, ts, thread_ts: card().ts, user, text, ...plain, ...more });
    return { type: 'message', channel: CHANNEL, channel_type: 'group', user, text, ts, thread_ts: card().ts };
  }
  async function wake(ms = HOUR_MS) {
    corridor.clock.forward(ms);
    await corridor.readBack.wake();
    await corridor.settle();
  }
  /** What is recorded, as its writers’ words would be counted: kinds and versions. */
  async function recorded() {
    const rows = await corridor.database.db.consultMessage.findMany({ include: { versions: true }, orderBy: { at: 'asc' } });
    return rows.map(({ kind, versions }) => `${kind} ${versions.length}`);
  }

  it('is found when the program starts, taken in as if it had come, and once', async () => {
    write(PRIYA, 'In general, no. Keep the texts.');
    write(NADIA, 'Does that hold for agency workers?');
    await corridor.readBack.atStart();
    await corridor.settle();
    expect(await recorded()).toEqual(['what 1', 'reply 1', 'reply 1']);
    expect(corridor.fake.directTo(NADIA).map(({ text }) => text)).toEqual(['C-1: reply from an adviser']);

    for (let hour = 0; hour < 3; hour += 1) await wake();
    expect(await recorded()).toEqual(['what 1', 'reply 1', 'reply 1']);
    expect((await (await fetch(new URL('/metrics', corridor.url))).text())).toContain('corridor_read_back_total{platform="slack"} 2\n');
  });

  it('is looked for once an hour, however often it is woken, from the last that was seen on', async () => {
    await wake();
    expect(asks()).toBe(1);
    for (let minute = 0; minute < 30; minute += 1) await wake(MINUTE_MS);
    expect(asks()).toBe(1);
    write(PRIYA, 'In general, no.');
    await wake();
    await wake();
    expect(asks()).toBe(3);
    const oldest = corridor.fake.calls.filter(({ method }) => method === 'conversations.replies').map(({ args }) => Number(args['oldest']));
    expect(oldest[2]! - oldest[1]!).toBeGreaterThan(3_000); // moved on to what it saw, less an overlap
    expect(await recorded()).toEqual(['what 1', 'reply 1']);
  });

  it('is not taken in again when Slack delivers it after all, before or afterwards, edits included', async () => {
    const first = write(PRIYA, 'In general, no.');
    await corridor.driver.event(first);
    await corridor.settle();
    const edited = corridor.fake.workspace.messages.find(({ ts }) => ts === first.ts)!;
    const edit = { user: PRIYA, ts: corridor.fake.workspace.nextTs() };
    Object.assign(edited, { text: 'In general, no. Ring Acas.', edited: edit });
    await wake();
    expect(await recorded()).toEqual(['what 1', 'reply 2']);
    const message = { ...first, text: 'In general, no. Ring Acas.', edited: edit };
    await corridor.driver.event({ type: 'message', subtype: 'message_changed', channel: CHANNEL, channel_type: 'group', ts: corridor.fake.workspace.nextTs(), message, previous_message: first });
    await corridor.driver.event(first);
    await corridor.settle();
    expect(await recorded()).toEqual(['what 1', 'reply 2']);
  });

  it('waits when Slack asks to, and is found at the next waking', async () => {
    write(PRIYA, 'In general, no.');
    corridor.fake.faults.next('conversations.replies', { kind: 'rate-limit', retryAfter: '30' });
    await wake();
    expect(await recorded()).toEqual(['what 1']);
    await wake(MINUTE_MS);
    expect(await recorded()).toEqual(['what 1', 'reply 1']);
  });

  it('is not looked for in a thread that cannot be read, nor in one that has long been closed', async () => {
    write(PRIYA, 'In general, no.');
    corridor.fake.workspace.channels.set(CHANNEL, { member: false, archived: false });
    await wake();
    expect(await recorded()).toEqual(['what 1']);
    expect(corridor.lines.some((line) => line.includes('"event":"read-back"') && line.includes('not_in_channel'))).toBe(true);
    corridor.fake.workspace.channels.set(CHANNEL, { member: true, archived: false });
    await corridor.database.db.consultation.updateMany({ data: { state: 'closed', closedAt: new Date(0) } });
    const before = asks();
    await wake();
    expect(asks()).toBe(before);
  });
}); // prettier-ignore
