import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sentence } from '../src/chat/message.js';
import { PlatformFault } from '../src/shared/platform-fault.js';
import { providers } from './support/database.js';
import { createGate } from './support/gate.js';
import { CHANNEL, openSending, type Sending } from './support/sending.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const unclear = () => new PlatformFault('unknown-outcome', 'http_500');

describe.each(providers)('several that share the work, on %s', (provider) => {
  let room: Sending;
  beforeEach(async () => {
    room = await openSending(provider);
  });
  afterEach(() => room.drop());

  it('say everything once, and each thread in order', async () => {
    const threads = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const nth of [1, 2, 3, 4]) for (const thread of threads) await room.tell(thread + nth, { thread });
    const workers = [room.sender, await room.another(), await room.another()];
    for (let round = 0; round < 40 && room.said.length < 24; round += 1)
      await Promise.all(workers.map((each) => each.step()));

    for (const thread of threads)
      expect(room.texts().filter((text) => text.startsWith(thread))).toEqual(
        [1, 2, 3, 4].map((nth) => thread + nth),
      );
    expect(room.count('say')).toBe(24);
  });

  it('leave alone what one of them has in hand, and what comes after it in the thread', async () => {
    const gate = room.hold('say', false);
    await room.tell('a1', { thread: 'a' });
    await room.tell('a2', { thread: 'a' });
    const first = room.step();
    await gate.reached;

    expect(await (await room.another()).step()).toBe(0);
    gate.open();
    await first;
    await room.settle();
    expect(room.texts()).toEqual(['a1', 'a2']);
  });

  it('keep the order of a thread though their clocks differ', async () => {
    room.clock.forward(5_000);
    await room.tell('a1', { thread: 'a' });
    room.clock.forward(-5_000);
    await room.tell('a2', { thread: 'a' });
    await room.settle();
    await room.settleWithin(MINUTE);
    expect(room.texts()).toEqual(['a1', 'a2']);
  });

  it.each([
    ['is told to try later', new PlatformFault('retry-after', 'ratelimited', 1_000)],
    ['is refused', new PlatformFault('broken', 'is_broken')],
    ['hears nothing clear', unclear()],
    ['stumbles over a bug', new TypeError('bug')],
    ['is told that it was done', undefined],
  ])('are not undone by one that was frozen and only then %s', async (_, late) => {
    const gate = room.hold('say', true, late);
    await room.tell('hello', { subject: 'card' });
    const frozen = room.step();
    await gate.reached;

    await room.settleWithin(HOUR, await room.another());
    expect(await room.states()).toEqual(['sent']);
    gate.open();
    await frozen;
    await room.settleWithin(HOUR);
    expect(await room.states()).toEqual(['sent']);
    expect(room.texts()).toEqual(['hello']);
    expect(await room.database.db.posted.count()).toBe(1);
  });

  it('do not begin anew what another finishes while they look for it', async () => {
    const saying = room.hold('say', false);
    await room.tell('hello');
    const first = room.step();
    await saying.reached;
    room.clock.forward(HOUR);
    const looking = room.hold('find', true);
    const second = (await room.another()).step();
    await looking.reached;

    saying.open();
    await first;
    looking.open();
    await second;
    expect(await room.states()).toEqual(['sent']);
    await room.settleWithin(HOUR);
    expect(room.texts()).toEqual(['hello']);
  });

  it('say nothing when they come to it only after their time was up', async () => {
    const [thinking, thought] = [createGate(), createGate()];
    room.notices.set('slow', async () => {
      room.notices.set('slow', async () => sentence('hello'));
      thinking.open();
      await thought.passed;
      return sentence('hello');
    });
    await room.tell('', { notice: 'slow' });
    const frozen = room.step();
    await thinking.passed;

    await room.settleWithin(MINUTE, await room.another());
    expect(room.texts()).toEqual(['hello']);
    thought.open();
    await frozen;
    expect(room.count('say')).toBe(1);
  });

  it('say nothing when writing the intent down has taken so long that it may be too late', async () => {
    await room.tell('hello');
    const slow = await room.another({
      now: () => {
        room.clock.forward(1_001);
        return room.clock.now();
      },
    });
    await slow.step();
    expect(room.calls).toEqual([]);
    await room.settle();
    expect(room.calls).toEqual(['say']);
  });

  it('wait for all of a round, even if one of it fails, before they say that it failed', async () => {
    const gate = room.hold('say', true);
    await room.tell('slow');
    await room.tell('failing', { to: { ...CHANNEL, channel: 'elsewhere' } });
    const { db } = room.database;
    const worker = await room.another({ database: { ...room.database, db: failOnce(db) } });
    let over = false;
    const round = worker.step().catch(() => void (over = true));
    await gate.reached;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(over).toBe(false);
    gate.open();
    await round;
    expect(over).toBe(true);
    expect(await room.states()).toEqual(['sent', 'pending']);
  });
});

/** A client for which the second notice’s place cannot be looked up. */
function failOnce(db: Sending['database']['db']): Sending['database']['db'] {
  let asked = 0;
  const posted = new Proxy(db.posted, {
    get: (target, name, self: unknown) =>
      name === 'findFirst'
        ? (args: never) => ((asked += 1) === 2 ? Promise.reject(new Error('gone')) : target.findFirst(args))
        : (Reflect.get(target, name, self) as unknown),
  });
  return new Proxy(db, {
    get: (target, name) => (name === 'posted' ? posted : (Reflect.get(target, name) as unknown)),
  });
}

type Event =
  | { kind: 'tell'; thread: number }
  | { kind: 'work'; worker: number }
  | { kind: 'crash'; worker: number; applied: boolean }
  | { kind: 'trouble'; method: 'say' | 'change' | 'find'; applied: boolean; later: boolean }
  | { kind: 'pass'; seconds: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('tell'), thread: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('work'), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash'), worker: fc.nat(1), applied: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('trouble'),
      method: fc.constantFrom('say', 'change', 'find'),
      applied: fc.boolean(),
      later: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pass'), seconds: fc.integer({ min: 1, max: 120 }) }) },
) as fc.Arbitrary<Event>; // prettier-ignore

describe.each(providers)('whatever goes wrong, and whenever, on %s', (provider) => {
  it('everything is said once, in the order of its thread', { timeout: 600_000 }, async () => {
    const room = await openSending(provider);
    let run = 0;
    const plays = fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 30 }), async (events) => {
      const told = await play(room, events, `run ${(run += 1)}, thread`);
      await room.settleWithin(6 * HOUR);
      for (const [thread, texts] of told)
        expect(room.texts().filter((text) => text.startsWith(`${thread}:`))).toEqual(texts);
      room.calm();
    });
    await fc.assert(plays, { numRuns: 40 });
    await room.drop();
  });
});

/** @returns what was to be said, by thread. */
async function play(room: Sending, events: readonly Event[], prefix: string): Promise<Map<string, string[]>> {
  const told = new Map<string, string[]>();
  const workers = [room.sender, await room.another()];
  let unclearAnswers = 0;
  for (const each of events) {
    switch (each.kind) {
      case 'tell': {
        const thread = `${prefix} ${each.thread}`;
        const texts = told.get(thread) ?? [];
        told.set(thread, [...texts, `${thread}:${texts.length}`]);
        await room.tell(`${thread}:${texts.length}`, { thread });
        break;
      }
      case 'work':
        await workers[each.worker]?.step();
        break;
      case 'crash': {
        // Its next request never comes back to it; another takes its place.
        const gate = room.hold('say', each.applied);
        await Promise.race([workers[each.worker]?.step(), gate.reached]);
        gate.withdraw();
        workers[each.worker] = await room.another();
        break;
      }
      case 'trouble': {
        // A request that was carried out is never answered with “later”.
        const later = each.later && !each.applied;
        if (!later && (unclearAnswers += 1) > 6) break; // eight in a row would be given up, as they should
        const throws = later ? new PlatformFault('retry-after', 'ratelimited', 20_000) : unclear();
        room.next(each.method, { applied: each.applied, throws });
        break;
      }
      case 'pass':
        room.clock.forward(each.seconds * 1_000);
    }
  }
  return told;
}
