import type { Config } from '../../src/config.js';

/** The settings of a program that is built to be measured in this process. */
export const BENCH_CONFIG: Config = {
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
