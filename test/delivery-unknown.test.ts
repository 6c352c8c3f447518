import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { providers } from './support/database.js';
import {
  openSending,
  type Sending,
  SECOND,
  MINUTE,
  HOUR,
  refused,
  unclear,
  wait,
} from './support/sending.js';

describe.each(providers)('a message of which nobody knows whether it arrived, on %s', (provider) => {
  let room: Sending;
  beforeEach(async () => {
    room = await openSending(provider);
  });
  afterEach(() => room.drop());

  it.each([
    ['and which did', true, 1],
    ['and which did not', false, 2],
  ])('%s is looked for once it has settled, and stands there once', async (_, applied, requests) => {
    room.next('say', { applied, throws: unclear() });
    await room.tell('requested', { subject: 'card', thread: 'a' });
    await room.tell('accepted', { subject: 'card', thread: 'a' });
    await room.settle();
    room.clock.forward(MINUTE - 1);
    await room.settle();
    expect(room.calls).toEqual(['say']);

    room.clock.forward(1);
    await room.settle();
    expect(room.calls.slice(0, 2)).toEqual(['say', 'find']);
    expect(room.count('say')).toBe(requests);
    expect(room.texts()).toEqual(['accepted']);
  });

  it('is the same to us after a crash between the intent and the answer', async () => {
    const { reached } = room.hold('say', true);
    await room.tell('hello');
    void room.step();
    await reached;

    const next = await room.another(); // the first never comes back
    room.clock.forward(MINUTE - 1);
    await room.settle(next);
    expect(room.calls).toEqual(['say']);
    room.clock.forward(1);
    await room.settle(next);
    expect(room.texts()).toEqual(['hello']);
    expect(await room.states()).toEqual(['sent']);
  });

  it.each([wait(3 * SECOND), unclear()])(
    'is not said again while looking for it fails (%s)',
    async (trouble) => {
      room.next('say', { applied: true, throws: unclear() });
      room.next('find', ...Array.from({ length: 30 }, () => ({ applied: false, throws: trouble })));
      await room.tell('hello');
      await room.settleWithin(HOUR);
      expect(room.texts()).toEqual(['hello']);
      expect([room.count('say'), room.count('find')]).toEqual([1, 31]);
      expect(await room.states()).toEqual(['sent']);
    },
  );

  it.each([
    ['the history can never be read', (): void => room.closeHistory()],
    [
      'looking for it is refused time and again',
      () => room.next('find', ...Array.from({ length: 9 }, () => ({ applied: false, throws: refused('broken') }))),
    ],
    [
      'looking for it is broken',
      () => room.next('find', ...Array.from({ length: 9 }, () => ({ applied: false, throws: new TypeError('bug') }))),
    ],
  ])('is held for a person if %s, and its thread with it', async (_, spoil) => {
    room.next('say', { applied: false, throws: unclear() });
    spoil();
    await room.tell('a1', { thread: 'a' });
    await room.tell('a2', { thread: 'a' });
    await room.tell('b1', { thread: 'b' });
    await room.settleWithin(2 * HOUR);
    expect(room.texts()).toEqual(['b1']);
    expect(await room.states()).toEqual(['held', 'pending', 'sent']);
    expect(room.outcomes).toContain('held');
  }); // prettier-ignore

  it('time and again is set aside in the end, but only after looking for the last one too', async () => {
    room.next('say', ...Array.from({ length: 8 }, () => ({ applied: false, throws: unclear() })));
    await room.tell('a1', { thread: 'a' });
    await room.tell('a2', { thread: 'a' });
    await room.settleWithin(HOUR);
    expect([room.count('find'), ...room.texts()]).toEqual([8, 'a2']);
    expect(await room.states()).toEqual(['dead', 'sent']);
  });

  it('at the last attempt still counts when it did arrive', async () => {
    const before = Array.from({ length: 7 }, () => ({ applied: false, throws: unclear() }));
    room.next('say', ...before, { applied: true, throws: unclear() });
    await room.tell('hello');
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['hello']);
    expect(await room.states()).toEqual(['sent']);
  });

  it('because of a bug after it was sent is looked for all the same', async () => {
    room.next('say', { applied: true, throws: new TypeError('bug') });
    await room.tell('hello');
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['hello']);
    expect(room.faults).toHaveLength(1);
  });

  it('because the database went away before that was written down is looked for all the same', async () => {
    let away = true;
    const database: Sending['database'] = {
      ...room.database,
      transaction: (work, options) => {
        if (!away) return room.database.transaction(work, options);
        away = false;
        return Promise.reject(new Error('the database has gone away'));
      },
    };
    const sender = await room.another({ database });
    await room.tell('hello');
    await room.settle(sender);
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['hello']);
    expect(await room.states()).toEqual(['sent']);
  });
});

describe.each(providers)('a change of which nobody knows whether it was made, on %s', (provider) => {
  let room: Sending;
  beforeEach(async () => {
    room = await openSending(provider);
    await room.tell('requested', { subject: 'card', thread: 'a' });
    await room.settle();
  });
  afterEach(() => room.drop());

  it.each([true, false])('is simply made again (it was made: %s)', async (applied) => {
    room.next('change', { applied, throws: unclear() });
    await room.tell('accepted', { subject: 'card', thread: 'a' });
    await room.settleWithin(10 * SECOND);
    expect(room.calls).toEqual(['say', 'change', 'change']);
    expect(room.texts()).toEqual(['accepted']);
  });

  it('is left to a newer one', async () => {
    room.next('change', { applied: false, throws: unclear() });
    await room.tell('accepted', { subject: 'card', thread: 'a' });
    await room.step();
    await room.tell('closed', { subject: 'card', thread: 'a' });
    await room.settleWithin(10 * SECOND);
    expect(room.calls).toEqual(['say', 'change', 'change']);
    expect(room.texts()).toEqual(['closed']);
  });

  it('is set aside after eight attempts, and the next one made', async () => {
    room.next('change', ...Array.from({ length: 8 }, () => ({ applied: false, throws: unclear() })));
    await room.tell('accepted', { subject: 'card', thread: 'a' });
    await room.settleWithin(HOUR);
    await room.tell('closed', { subject: 'card', thread: 'a' });
    await room.settle();
    expect(await room.states()).toEqual(['sent', 'dead', 'sent']);
    expect(room.texts()).toEqual(['closed']);
  });
});
