import { readFileSync } from 'node:fs';
import { ConfigError, readConfig } from './config.js';
import { runPartnershipCommand } from './features/partnerships/commands.js';
import { partnershipStore } from './features/partnerships/store/load.js';
import { openDatabase, openKeyring, serve } from './main/serve.js';
import { systemClock } from './shared/clock.js';

/** The exit code of a program whose settings are wrong (EX_CONFIG). */
const WRONG_SETTINGS = 78;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const printError = (line: string) => void process.stderr.write(`${line}\n`);

/** Errors whose message is written for the person who starts Corridor. */
const PLAIN = new Set(['ConfigError', 'ServerError', 'SlackSetupError', 'DatabaseRefused']);

async function main([word, ...rest]: readonly string[]): Promise<void> {
  if (word === 'partnership') {
    process.exitCode = await runPartnershipCommand(rest, {
      open: openForLoading,
      read: (file) => readFileSync(file, 'utf8'),
      print,
      printError,
    });
    return;
  }
  if (word !== undefined)
    throw new ConfigError('Unknown command. Use: npm start, or npm run partnership -- check FILE');
  const running = await serve(readConfig(), print, printError);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(running));
}

async function openForLoading() {
  const config = readConfig();
  await openKeyring(config); // a new folder gets its keys with its database, whichever command comes first
  const database = await openDatabase(config);
  return { store: partnershipStore({ database, clock: systemClock }), close: () => database.close() };
}

async function stop(running: { stop(): Promise<void> }): Promise<void> {
  await running.stop();
  process.exit(0);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error) || !PLAIN.has(error.name)) throw error;
  printError(error.message);
  process.exit(WRONG_SETTINGS);
}
