import { ConfigError, readConfig } from './config.js';
import { serve } from './main/serve.js';
import { TERMINAL_COMMANDS } from './main/terminal.js';

/** The exit code of a program whose settings are wrong (EX_CONFIG). */
const WRONG_SETTINGS = 78;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const printError = (line: string) => void process.stderr.write(`${line}\n`);

/** Errors whose message is written for the person who starts Corridor. */
const PLAIN = new Set(['ConfigError', 'ServerError', 'SlackSetupError', 'DatabaseRefused']);

async function main([word, ...rest]: readonly string[]): Promise<void> {
  if (word !== undefined) {
    const run = TERMINAL_COMMANDS.get(word);
    const known = [...TERMINAL_COMMANDS.keys()].map((each) => `npm run ${each}`).join(', ');
    if (!run) throw new ConfigError(`Unknown command. Use: npm start, ${known}.`);
    process.exitCode = await run(rest, { print, printError });
    return;
  }
  const running = await serve(readConfig(), print, printError);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(running));
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
