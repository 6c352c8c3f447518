/**
 * What can go wrong with one call. `applied` says whether Slack had carried it out before the answer was lost.
 * `slow` takes its time over both; `late` carries it out after the caller has given up, and never answers.
 */
export type Fault =
  | { kind: 'rate-limit'; retryAfter: string | null }
  | { kind: 'code'; code: string }
  | { kind: 'status'; status: number; applied: boolean; body?: string }
  | { kind: 'answer'; body: string; applied: boolean }
  | { kind: 'cut-off'; applied: boolean }
  | { kind: 'reset'; applied: boolean }
  | { kind: 'hang'; applied: boolean }
  | { kind: 'slow'; afterMs: number }
  | { kind: 'late'; afterMs: number };

/** `token` is the one the caller holds, so that several processes can be told apart. */
type Choose = (method: string, token: string) => Fault | undefined;

export type Faults = {
  /** The next call of this method (or of any: `*`) fails so; several calls queue up. */
  next(method: string, ...faults: Fault[]): void;
  /** For random faults: asked at every call for which nothing is queued. */
  decide(choose: Choose): void;
  /** Used by the fake itself. */
  take: Choose;
};

export function createFaults(): Faults {
  const queued = new Map<string, Fault[]>();
  let choose: Choose = () => undefined;
  return {
    next: (method, ...faults) => void queued.set(method, [...(queued.get(method) ?? []), ...faults]),
    decide: (chooser) => void (choose = chooser),
    take: (method, token) => queued.get(method)?.shift() ?? queued.get('*')?.shift() ?? choose(method, token),
  };
}
