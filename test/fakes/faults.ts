import type { ServerResponse } from 'node:http';

/**
 * What can go wrong with one call. `applied` says whether the platform had carried it out before the answer was lost.
 * `slow` takes its time over both; `late` carries it out after the caller has given up, and never answers. `code` is
 * Slack's own way to refuse.
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
  /** The next call of this method, or about this place (or any: `*`), fails so; several calls queue up. */
  next(methodOrPlace: string, ...faults: Fault[]): void;
  /** How many of them have not come up yet. */
  left(methodOrPlace: string): number;
  /** None of those that wait comes up any more. */
  calm(): void;
  /** For random faults: asked at every call for which nothing is queued. */
  decide(choose: Choose): void;
  /** Used by the fake itself. */
  take(method: string, token: string, place?: string): Fault | undefined;
};

export function createFaults(): Faults {
  const queued = new Map<string, Fault[]>();
  let choose: Choose = () => undefined;
  return {
    next: (name, ...faults) => void queued.set(name, [...(queued.get(name) ?? []), ...faults]),
    left: (name) => queued.get(name)?.length ?? 0,
    calm: () => queued.clear(),
    decide: (chooser) => void (choose = chooser),
    take: (method, token, place = '*') =>
      queued.get(method)?.shift() ??
      queued.get(place)?.shift() ??
      queued.get('*')?.shift() ??
      choose(method, token),
  };
}

/** What a platform says when it carries a call out. */
export type Said = { status: number; json: unknown };

/** Carries a call out and answers it, as far as the fault lets it. */
export function answer(res: ServerResponse, run: () => Said, fault: Fault | undefined): void {
  const send = (status: number, body: string, headers = {}) =>
    res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  const sendAll = ({ status, json }: Said) => void send(status, JSON.stringify(json));
  if (fault && 'applied' in fault && fault.applied) run();
  switch (fault?.kind) {
    case undefined:
      return sendAll(run());
    case 'rate-limit':
      return void send(429, '', fault.retryAfter === null ? {} : { 'retry-after': fault.retryAfter });
    case 'code':
      return sendAll({ status: 200, json: { ok: false, error: fault.code } });
    case 'status':
      return void send(fault.status, fault.body ?? 'no');
    case 'answer':
      return void send(200, fault.body);
    case 'cut-off':
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{"ok":tr');
      return void setTimeout(() => res.destroy(), 20);
    case 'reset':
      return void res.socket?.resetAndDestroy();
    case 'hang':
      return;
    case 'slow':
      return void setTimeout(() => sendAll(run()), fault.afterMs);
    case 'late':
      return void setTimeout(run, fault.afterMs);
  }
}
