import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PlatformFault } from '../src/shared/platform-fault.js';
import { providers } from './support/database.js';
import { CHANNEL, openSending, type Sending } from './support/sending.js';

const SECOND = 1_000;

describe.each(providers)('a platform that takes one message a second in each place, on %s', (provider) => {
  let room: Sending;
  const at = (channel: string) => ({ to: { ...CHANNEL, channel } });
  beforeEach(async () => {
    room = await openSending(provider, { web: SECOND });
  });
  afterEach(() => room.drop());

  it('gets no more, and everything in the end', async () => {
    for (const text of ['1', '2', '3']) await room.tell(text);
    await room.settle();
    expect(room.texts()).toEqual(['1']);
    room.clock.forward(SECOND - 1);
    await room.settle();
    expect(room.texts()).toEqual(['1']);
    expect(await room.sender.nextDue()).toEqual(new Date(room.clock.ms + 1));
    await room.settleWithin(2 * SECOND);
    expect(room.texts()).toEqual(['1', '2', '3']);
  });

  it('is told the same in a quiet channel at once, however much waits for a busy one', async () => {
    for (let nth = 0; nth < 30; nth += 1) await room.tell(`busy ${nth}`, at('busy'));
    for (const channel of ['ward', 'triage']) await room.tell(channel, at(channel));
    await room.step();
    expect(room.texts().toSorted()).toEqual(['busy 0', 'triage', 'ward']);
  });

  it('is asked no more often by several processes than by one', async () => {
    for (const text of ['1', '2', '3']) await room.tell(text);
    const workers = [room.sender, await room.another(), await room.another()];
    for (let round = 0; round < 3; round += 1) await Promise.all(workers.map((each) => each.step()));
    expect(room.texts()).toEqual(['1']);
  });

  it('loses no turn over an edit that a newer one has made pointless', async () => {
    await room.tell('0', { subject: 'card', thread: 'card' });
    await room.settle();
    for (const text of ['1', '2', '3']) await room.tell(text, { subject: 'card', thread: 'card' });
    await room.settleWithin(SECOND);
    expect(room.texts()).toEqual(['3']);
  });

  it('that asks for more patience in one place is left alone there, by every process', async () => {
    room.next('say', {
      applied: false,
      throws: new PlatformFault('retry-after', 'ratelimited', 30 * SECOND),
    });
    await room.tell('1');
    await room.settle();
    await room.tell('2');
    await room.tell('elsewhere', at('ward'));
    await room.settle(await room.another());
    room.clock.forward(30 * SECOND - 1);
    await room.settle(await room.another());
    expect(room.texts()).toEqual(['elsewhere']);
    await room.settleWithin(2 * SECOND);
    expect(room.texts()).toEqual(['elsewhere', '1', '2']);
  });
});
