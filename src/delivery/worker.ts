/** One kind of waiting work: does some of what is due now and says how much that was; 0 when nothing is due. */
type Step = (now: Date) => Promise<number>;

type Needs = {
  steps: readonly Step[];
  now: () => Date;
  onFault: (fault: unknown) => void;
  /**
   * When something that might not be done at `since` may be done: that may be over by now, and is not to be missed.
   * Without it, whoever owns the worker wakes it.
   */
  nextDue?: (since: Date) => Promise<Date | null>;
  /** How many times faster than real time `now` goes, in tests. */
  speed?: number;
};

const STOP_WITHIN_MS = 10_000;
/** What is due later than this is left to the regular wakings. */
const SOON_MS = 5_000;

/**
 * Does what waits: events, jobs, notices, in that order, until nothing is due. Anybody may wake it at any time; it
 * never runs twice at once in one process, and across processes the leases keep the work apart.
 */
export function createWorker(needs: Needs) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let alarm: NodeJS.Timeout | undefined;

  async function runAll(): Promise<void> {
    while (again && !stopped) {
      again = false;
      const since = needs.now();
      for (const step of needs.steps) if (!stopped && (await did(needs, step)) > 0) again = true;
      if (!again && !stopped) await setAlarm(since);
    }
    running = null; // in the same breath as the last look at `again`, so no wake is lost in between
  }

  async function setAlarm(since: Date): Promise<void> {
    clearTimeout(alarm);
    const due = await soonest(needs, since);
    if (due === null || stopped) return;
    const waitMs = (due.getTime() - needs.now().getTime()) / (needs.speed ?? 1);
    if (waitMs < SOON_MS) alarm = setTimeout(() => void drain(), Math.max(1, waitMs)).unref();
  }

  /** Wakes the worker and waits until nothing more is due. After `stop` it does nothing. */
  async function drain(): Promise<void> {
    if (stopped) return;
    again = true;
    running ??= runAll();
    await running;
  }

  return {
    drain,
    wake(): void {
      void drain();
    },
    /**
     * Begins nothing new and waits for what is under way, at most ten seconds: what is still unfinished then is safe
     * under its lease, as after a crash.
     */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(alarm);
      if (running) await Promise.race([running, waited(STOP_WITHIN_MS)]);
    },
  };
}

/** What fails in one kind of work keeps nobody from the others; the next waking tries it again. */
async function did(needs: Needs, step: Step): Promise<number> {
  try {
    return await step(needs.now());
  } catch (fault) {
    needs.onFault(fault);
    return 0;
  }
}

/** The first of several moments, of which some may never come. */
export const earliest = (...moments: readonly (Date | null | undefined)[]): Date | null =>
  moments.flatMap((each) => each ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;

async function soonest({ nextDue, onFault }: Needs, since: Date): Promise<Date | null> {
  try {
    return (await nextDue?.(since)) ?? null;
  } catch (fault) {
    onFault(fault);
    return null;
  }
}

const waited = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref());
