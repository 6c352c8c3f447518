import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorker } from '../src/delivery/worker.js';
import { createGate } from './support/gate.js';

const now = () => new Date('2026-11-24T10:00:00Z');

/** Work of which so much is waiting; it counts how often it was asked, and how many asked at the same time. */
function pile(waiting: number) {
  const counts = { asked: 0, together: 0, most: 0, waiting };
  const step = async () => {
    counts.asked += 1;
    counts.most = Math.max(counts.most, (counts.together += 1));
    await new Promise((resolve) => setImmediate(resolve));
    counts.together -= 1;
    if (counts.waiting === 0) return 0;
    counts.waiting -= 1;
    return 1;
  };
  return { counts, step };
}

describe('the worker', () => {
  afterEach(() => void vi.useRealTimers());
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => void faults.push(fault);

  it('works until nothing is due, whichever kind of work made more', async () => {
    const [events, notices] = [pile(3), pile(5)];
    await createWorker({ steps: [events.step, notices.step], now, onFault }).drain();
    expect([events.counts.waiting, notices.counts.waiting]).toEqual([0, 0]);
  });

  it('runs once in a storm of wakings, and looks once more at the end', async () => {
    const { step, counts } = pile(2);
    const worker = createWorker({ steps: [step], now, onFault });
    for (let call = 0; call < 1_000; call += 1) worker.wake();
    await worker.drain();
    expect(counts).toMatchObject({ waiting: 0, most: 1 });
    expect(counts.asked).toBeLessThan(6);
  });

  it('misses no waking, not even one that comes as it ends', async () => {
    const { step, counts } = pile(0);
    const worker = createWorker({ steps: [step], now, onFault });
    for (let round = 0; round < 50; round += 1) {
      counts.waiting += 1;
      worker.wake();
      for (let turn = 0; turn < round % 4; turn += 1) await Promise.resolve();
    }
    await worker.drain();
    expect(counts.waiting).toBe(0);
  });

  it('does not miss what became possible between its last look and setting its alarm', async () => {
    vi.useFakeTimers();
    const [began, place] = [now().getTime(), { freeAtMs: now().getTime() + 50, said: 0 }];
    let ms = began;
    const worker = createWorker({
      now: () => new Date(ms),
      steps: [
        async () => {
          const free = place.said === 0 && ms >= place.freeAtMs;
          if (free) place.said += 1;
          ms += 100; // it takes a while to look
          return free ? 1 : 0;
        },
      ],
      nextDue: async (since) => (place.freeAtMs > since.getTime() ? new Date(place.freeAtMs) : null),
      onFault,
    });
    await worker.drain();
    expect(place.said).toBe(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(place.said).toBe(1);
  });

  it('does the other kinds of work when one fails', async () => {
    const { step, counts } = pile(2);
    const failing = () => Promise.reject(new Error('gone'));
    await createWorker({ steps: [failing, step], now, onFault }).drain();
    expect(counts.waiting).toBe(0);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('finishes what it has in hand when it is stopped, and begins nothing more', async () => {
    const gate = createGate();
    const { step, counts } = pile(9);
    let finished = false;
    const slow = async () => {
      await gate.passed;
      finished = true;
      return 1;
    };
    const worker = createWorker({ steps: [slow, step], now, onFault });
    worker.wake();
    const stopping = worker.stop();
    gate.open();
    await stopping;
    expect([finished, counts.asked]).toEqual([true, 0]);
    await worker.drain();
    expect(counts.asked).toBe(0);
  });

  it('waits no longer than ten seconds for something that hangs', async () => {
    vi.useFakeTimers();
    const worker = createWorker({ steps: [() => new Promise(() => undefined)], now, onFault });
    worker.wake();
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await stopping;
  });
});
