import type { Config } from '../../src/config.js';

/** A Tuesday morning. */
export const MORNING = '2026-11-24T10:00:00Z';

/** The settings of a program that is built to be tested or measured in this process, in the local workspace. */
export const TEST_CONFIG: Config = {
  port: 0,
  host: '127.0.0.1',
  dataFolder: '',
  database: { kind: 'embedded', encryptionKey: undefined },
  keys: undefined,
  slack: null,
  teams: null,
  local: true,
  sample: 'maternity',
  testClock: null,
};

/** A clock that stands still until it is set. */
export function testClock(at: string) {
  let now = new Date(at);
  return {
    now: () => now,
    set: (next: Date) => {
      now = next;
    },
    forward: (ms: number) => {
      now = new Date(now.getTime() + ms);
    },
  };
}
