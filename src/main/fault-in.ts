import type { Log } from '../shared/log.js';

/** Writes down what went wrong in one kind of work; `kind` says in what of it. */
export const faultIn = (log: Log, event: string) => (fault: unknown, kind?: string) =>
  log.error({ event, ...(kind && { kind }), outcome: 'fault' }, fault);
