import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

export type Usage = { cpuMs: number; rssMb: number; heapMb: number; hasBotbuilder: boolean };
export type Child = { port: number; startMs: number; usage(collect?: boolean): Promise<Usage>; stop(): Promise<void> }; // prettier-ignore

/** Starts one of the children and waits until it is ready. */
export async function startChild(file: string, port: number, env: Record<string, string>): Promise<Child> {
  const began = performance.now();
  const child = fork(join(import.meta.dirname, file), {
    env: { ...process.env, PORT: String(port), ...env },
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  const startMs = performance.now() - began;
  const usage = async (collect = false) => {
    child.send(collect);
    const [answer] = (await once(child, 'message')) as [Usage];
    return answer;
  };
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { port, startMs, usage, stop };
} // prettier-ignore

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request. @returns how long the answer took, in milliseconds, and what it was. @throws when it has another status than `expected` */
export function post(port: number, path: string, headers: Record<string, string>, body: string, expected = 200): Promise<{ ms: number; answer: string }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sized = { ...headers, 'content-length': Buffer.byteLength(body) };
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers: sized }, (res) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('end', () =>
        res.statusCode === expected
          ? resolve({ ms: performance.now() - began, answer: Buffer.concat(pieces).toString() })
          : reject(new Error(`answered ${res.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
} // prettier-ignore

/** One request to a child. */
export type Ask = (port: number) => Promise<{ ms: number }>;

/** Asks `count` times, `atOnce` at a time. */
export async function load(ask: Ask, port: number, count: number, atOnce: number): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        times.push((await ask(port)).ms);
      }
    }),
  );
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
} // prettier-ignore

const WARM_UP = 500;

/** What one request of a warm child costs, and how much memory is left in use. */
export async function measure(child: Child, ask: Ask, count: number, atOnce: number) {
  const rest = await child.usage(true);
  await load(ask, child.port, WARM_UP, atOnce);
  const before = await child.usage();
  const { p50, p99 } = await load(ask, child.port, count, atOnce);
  const after = await child.usage();
  const settled = await child.usage(true);
  return { p50, p99, cpuEach: (after.cpuMs - before.cpuMs) / count, restMb: rest.rssMb, afterMb: settled.rssMb };
} // prettier-ignore

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
