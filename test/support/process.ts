import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TOP = join(import.meta.dirname, '../..');
const MAIN = join(TOP, 'dist/main.js');
const run = promisify(execFile);

export type Env = Readonly<Record<string, string>>;

/** Runs one of the program’s commands to its end. @throws when it ends with anything but 0, saying what it said */
export async function runCommand(words: readonly string[], env: Env): Promise<string> {
  const { stdout } = await run(process.execPath, [MAIN, ...words], { cwd: TOP, env: { ...env } });
  return stdout;
}

/** A port below those that systems give out by themselves, so that nobody else gets it while the program restarts. */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!free) return freePort();
  const { port: found } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return found;
}

export type RunningProgram = Awaited<ReturnType<typeof startProgram>>;

/** Starts the real program, or another build of it, as a process of its own and waits until it is ready. */
export async function startProgram(env: Env, main = MAIN) {
  const child = spawn(process.execPath, [main], {
    cwd: TOP,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter((line) => line !== ''));
      lines.splice(0, lines.length - KEPT_LINES);
    });
  const ended = endOf(child);
  const url = `http://127.0.0.1:${env['PORT']}`;
  await ready(url, child, lines);
  return {
    url,
    /** What it said last. */
    lines,
    /** As `kill -9`, or a power cut that leaves the disk as it is. */
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await ended;
    },
    /** Asks it to stop. @returns its exit code, or the signal that ended it */
    async stop(): Promise<number | string> {
      child.kill('SIGTERM');
      return await ended;
    },
    /** Nothing of it goes on until it is thawed: as when its machine is put to sleep. */
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

const KEPT_LINES = 60;

async function endOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal ?? 'unknown';
}

async function ready(url: string, child: ChildProcess, lines: readonly string[]): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The program ended before it was ready:\n${lines.join('\n')}`);
}
