/** One kind of waiting work: does what is due now and says how much that was. */
type Step = (now: Date) => Promise<number>;

/**
 * Does what waits: events, jobs, notices, in that order, until nothing is due. Anybody may wake it at any time; it
 * never runs twice at once in one process, and across processes the leases keep the work apart.
 */
export function createWorker(needs: {
  steps: readonly Step[];
  now: () => Date;
  onFault: (fault: unknown) => void;
}) {
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function runAll(): Promise<void> {
    try {
      while (again && !stopped) {
        again = false;
        for (const step of needs.steps) if (!stopped && (await step(needs.now())) > 0) again = true;
      }
    } catch (fault) {
      needs.onFault(fault);
    } finally {
      running = null; // in the same breath as the last look at `again`, so no wake is lost in between
    }
  }

  /** Wakes the worker and waits until nothing more is due. */
  function drain(): Promise<void> {
    again = true;
    running ??= runAll();
    return running;
  }

  return {
    drain,
    wake(): void {
      void drain();
    },
    /** Begins nothing new and waits for what is under way. */
    async stop(): Promise<void> {
      stopped = true;
      await running;
    },
  };
}
