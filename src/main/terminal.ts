import { readFileSync } from 'node:fs';
import { readConfig } from '../config.js';
import { runPartnershipCommand } from '../features/partnerships/commands.js';
import { partnershipStore } from '../features/partnerships/store/load.js';
import { runDeliveryCommand } from '../features/undelivered/commands.js';
import { createUndeliveredStore } from '../features/undelivered/store.js';
import { systemClock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { runBackupCommand } from './backup.js';
import { runSampleCommand } from './sample/command.js';
import { openDatabase, openKeyring } from './serve.js';

type Terminal = { print(line: string): void; printError(line: string): void };

/** What can be asked for at the terminal instead of starting: each takes its arguments and gives an exit code. */
export const TERMINAL_COMMANDS: ReadonlyMap<
  string,
  (args: readonly string[], terminal: Terminal) => Promise<number>
> = new Map([
  [
    'partnership',
    (args, terminal) =>
      runPartnershipCommand(args, {
        open: openForLoading,
        read: (file) => readFileSync(file, 'utf8'),
        ...terminal,
      }),
  ],
  ['backup', (args, terminal) => copying('backup', args, terminal)],
  ['restore', (args, terminal) => copying('restore', args, terminal)],
  [
    'sample',
    (args, { printError }) =>
      runSampleCommand(args, readConfig(), { write: (text) => void process.stdout.write(text), printError }),
  ],
  ['delivery', (args, terminal) => runDeliveryCommand(args, { open: openForSettling, newKey, ...terminal })],
]);

async function copying(word: 'backup' | 'restore', args: readonly string[], terminal: Terminal) {
  const config = readConfig();
  const keyring = await openKeyring(config);
  return runBackupCommand(word, args, { config, keyring, now: systemClock.now(), ...terminal });
}

async function openForLoading() {
  const config = readConfig();
  await openKeyring(config); // a new folder gets its keys with its database, whichever command comes first
  const database = await openDatabase(config);
  return { store: partnershipStore({ database, clock: systemClock }), close: () => database.close() };
}

async function openForSettling() {
  const database = await openDatabase(readConfig());
  const needs = { store: createUndeliveredStore({ database }), now: systemClock.now };
  return { needs, close: () => database.close() };
}

const newKey = () => `terminal:${newId()}`;
