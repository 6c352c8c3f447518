import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providers } from './support/database.js';
import {
  CHANNEL,
  openSending,
  type Sending,
  SECOND,
  MINUTE,
  HOUR,
  refused,
  unclear,
  wait,
} from './support/sending.js';

describe.each(providers)('a message that the platform does not take, on %s', (provider) => {
  let room: Sending;
  beforeEach(async () => {
    room = await openSending(provider);
  });
  afterEach(() => room.drop());

  it.each(['gone', 'denied', 'broken'] as const)('for good (%s) is set aside at once', async (kind) => {
    room.next('say', { applied: false, throws: refused(kind) });
    await room.tell('first', { thread: 'a' });
    await room.tell('second', { thread: 'a' });
    await room.settle();

    expect(room.texts()).toEqual(['second']);
    expect(await room.states()).toEqual(['dead', 'sent']);
    expect(room.outcomes).toEqual([kind, 'dead', 'sent']);
    expect(await room.database.db.outbox.findFirst({ where: { state: 'dead' } })).toMatchObject({
      error: `is_${kind}`,
    });
  });

  it('for good does not keep the same subject from being said with the next change', async () => {
    room.next('say', { applied: false, throws: refused('broken') });
    await room.tell('requested', { subject: 'card' });
    await room.tell('accepted', { subject: 'card' });
    await room.settle();
    expect(room.texts()).toEqual(['accepted']);
  });

  it.each([
    ['at once', 0, SECOND],
    ['in half a minute', 30 * SECOND, 30 * SECOND],
    ['tomorrow', 24 * HOUR, 15 * MINUTE],
    ['later, without saying when', undefined, 5 * SECOND],
  ])('but would %s is said again then', async (_, asked, waited) => {
    room.next('say', { applied: false, throws: wait(asked) });
    await room.tell('hello');
    room.clock.ms += 1;
    await room.settle();
    room.clock.forward(waited - 1);
    await room.settle();
    expect(room.count('say')).toBe(1);
    room.clock.forward(1);
    await room.settle();
    expect(room.texts()).toEqual(['hello']);
    expect(room.count('find')).toBe(0);
  });

  it('for as long as the network is away is not given up', async () => {
    const away = Array.from({ length: 20 }, () => ({ applied: false, throws: wait(5 * SECOND) }));
    room.next('say', ...away, { applied: false, throws: unclear() });
    await room.tell('hello');
    await room.settleWithin(10 * MINUTE);
    expect(room.texts()).toEqual(['hello']);
  });

  it('holds up its own place and no other', async () => {
    room.next('say', { applied: false, throws: wait(10 * MINUTE) });
    await room.tell('a1', { thread: 'a' });
    await room.tell('a2', { thread: 'another' });
    await room.tell('b1', { thread: 'b', to: { ...CHANNEL, channel: 'ward' } });
    await room.settle();
    expect(room.texts()).toEqual(['b1']);
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['b1', 'a1', 'a2']);
  });

  it('because the platform is not connected waits until it is', async () => {
    const door = room.doors.get('web')!;
    room.doors.delete('web');
    await room.tell('hello');
    await room.settleWithin(HOUR);
    expect(await room.states()).toEqual(['pending']);
    room.doors.set('web', door);
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['hello']);
  });
});

describe.each(providers)('a message that cannot be put into words, on %s', (provider) => {
  it.each(['bug', 'unheard of'])(
    'because of a bug (%s) is tried eight times, told of, and then set aside',
    async (notice) => {
      const room = await openSending(provider);
      room.notices.set('bug', async () => {
        throw new TypeError('a bug');
      });
      await room.tell('a1', { thread: 'a', notice });
      await room.tell('a2', { thread: 'a' });
      await room.tell('b1', { thread: 'b' });
      await room.settle();
      expect(room.texts()).toEqual(['b1']);

      await room.settleWithin(HOUR);
      expect(room.texts()).toEqual(['b1', 'a2']);
      expect(room.faults).toHaveLength(8);
      expect(await room.states()).toEqual(['dead', 'sent', 'sent']);
      await room.drop();
    },
  );
});
