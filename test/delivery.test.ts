import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providers } from './support/database.js';
import { CHANNEL, openSending, type Sending } from './support/sending.js';

const HOUR = 3_600_000;

describe.each(providers)('what is to be said, on %s', (provider) => {
  let room: Sending;
  beforeEach(async () => {
    room = await openSending(provider);
  });
  afterEach(() => room.drop());

  it('is said in each thread in the order in which it was decided', async () => {
    for (const thread of ['a', 'b', 'c'])
      for (const nth of [1, 2, 3]) await room.tell(`${thread}${nth}`, { thread });
    await room.settle();

    expect(room.texts().toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3']);
    for (const thread of ['a', 'b', 'c'])
      expect(room.texts().filter((text) => text.startsWith(thread))).toEqual(
        [1, 2, 3].map((n) => thread + n),
      );
  });

  it('is said once, however often it was decided under the same key', async () => {
    for (const text of ['first', 'again']) await room.tell(text, { key: 'one' });
    await room.settle();
    expect(room.texts()).toEqual(['first']);
  });

  it('goes into the message that shows the same subject, where there is one', async () => {
    await room.tell('requested', { subject: 'card', thread: 'card' });
    await room.settle();
    await room.tell('accepted', { subject: 'card', thread: 'card' });
    await room.settle();

    expect(room.texts()).toEqual(['accepted']);
    expect(room.said[0]?.edits).toBe(1);
    expect(await room.states()).toEqual(['sent', 'sent']);
  });

  it('is a message of its own in each place', async () => {
    for (const channel of ['triage', 'ward'])
      await room.tell('requested', { subject: 'card', key: channel, to: { ...CHANNEL, channel } });
    await room.settle();
    expect(room.said.map(({ to }) => to)).toEqual(
      ['triage', 'ward'].map((channel) => ({ ...CHANNEL, channel })),
    );
  });

  it('is changed once to what it is now, not through everything it was meanwhile', async () => {
    await room.tell('0', { subject: 'card', thread: 'card' });
    await room.settle();
    for (const text of ['1', '2', '3']) await room.tell(text, { subject: 'card', thread: 'card' });
    await room.settle();

    expect(room.texts()).toEqual(['3']);
    expect(room.said[0]?.edits).toBe(1);
    expect(await room.states()).toEqual(['sent', 'superseded', 'superseded', 'sent']);
  });

  it('stands under its root', async () => {
    await room.tell('card', { subject: 'card', thread: 'card' });
    await room.tell('answer', { thread: 'card', under: 'card' });
    await room.settle();
    expect(room.said.map(({ under }) => under)).toEqual([null, 'm1']);
  });

  it('is left out when there is nothing left to say', async () => {
    await room.tell('', { thread: 'a' });
    await room.tell('next', { thread: 'a' });
    await room.settle();
    expect(room.texts()).toEqual(['next']);
    expect(await room.states()).toEqual(['unsaid', 'sent']);
  });

  it('has the words of the moment in which it is said', async () => {
    await room.tell('as decided');
    room.notices.set('note', async () => ({ summary: 'as it is now', parts: [] }));
    await room.settle();
    expect(room.texts()).toEqual(['as it is now']);
  });

  it('keeps odd characters, and finds odd places', async () => {
    const odd = `“quotes" ' \\ $1 ? :x 🩺`;
    const to = { to: 'person', platform: 'web', tenant: 'lo:cal', user: "o'brien" } as const;
    await room.tell(odd, { to });
    await room.settle();
    expect(room.said).toMatchObject([{ to, message: { summary: odd } }]);
  });

  it('waits until working hours if it is to, without holding up what is said meanwhile', async () => {
    const morning = new Date(room.clock.ms + 15 * HOUR);
    await room.tell('card', { subject: 'card', thread: 'case' });
    await room.tell('news', { thread: 'case', notBefore: morning });
    await room.tell('card, changed', { subject: 'card', thread: 'case' });
    await room.settle();
    expect(room.texts()).toEqual(['card, changed']);
    expect(await room.sender.nextDue()).toEqual(morning);

    room.clock.ms = morning.getTime();
    await room.settle();
    expect(room.texts()).toEqual(['card, changed', 'news']);
  });

  it('is not left to a later edit that is to wait', async () => {
    await room.tell('card', { subject: 'card', thread: 'case' });
    await room.settle();
    await room.tell('now', { subject: 'card', thread: 'case' });
    await room.tell('tomorrow', {
      subject: 'card',
      thread: 'case',
      notBefore: new Date(room.clock.ms + HOUR),
    });
    await room.settle();
    expect(room.texts()).toEqual(['now']);
  });

  it('stays undecided when the decision itself was undone', async () => {
    const undone = room.database.transaction(async (tx) => {
      await tx.outbox.count();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await room.settle();
    expect(room.calls).toEqual([]);
  });
});
