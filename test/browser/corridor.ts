import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built program as somebody starts it for the first time: no settings, an empty folder, a free port. */
export type RunningCorridor = { url: string; stop(): Promise<void> };

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');

/** Starts it and waits until it says where its workspace is open. @throws Error with what it said instead. */
export async function startCorridor(): Promise<RunningCorridor> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-browser-'));
  const program = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const url = await addressOf(program);
  const stop = async () => {
    program.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = /workspace is open: (http:\/\/localhost:\d+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.once('exit', () => reject(new Error(`Corridor did not start: ${said.slice(0, 2_000)}`)));
  });
}
