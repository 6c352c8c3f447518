const STOP_WITHIN_MS = 10_000;

/** The requests a platform room is answering just now, so that it can finish them before it stops. */
export function createUnderWay() {
  const all = new Set<Promise<void>>();
  return {
    /** Counts it until it is done. */
    track(work: Promise<void>): Promise<void> {
      all.add(work);
      return work.finally(() => all.delete(work));
    },
    /** Waits for what is under way, at most ten seconds. */
    async finish(): Promise<void> {
      const late = new Promise<void>((resolve) => void setTimeout(resolve, STOP_WITHIN_MS).unref());
      await Promise.race([Promise.allSettled(all), late]);
    },
  };
}
