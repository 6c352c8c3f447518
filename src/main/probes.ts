import type { Database } from '../database/types.js';
import { measureDepth, type Depth } from '../delivery/depth.js';

type Needs = { database: Database; now: () => Date };

/** What those who look after the program ask it: whether it can work, and how much waits. */
export type Probes = {
  /** `text` has a line for each queue that is not empty. Never throws. */
  ready(): Promise<{ ok: boolean; text: string }>;
  /** In Prometheus's text format. No label names a person, a channel or a case. @throws when the database is away */
  metrics(): Promise<string>;
  /** Counts what became of one attempt to say something. */
  counted(platform: string, outcome: string): void;
  /** From now on it is not ready, whatever the database says. */
  stopping(): void;
};

/** Answers to `/readyz` and `/metrics`, from the queues as they stand and from what this process has counted. */
export function createProbes({ database, now }: Needs): Probes {
  const sends = new Map<string, number>();
  let isStopping = false;
  return {
    counted(platform, outcome) {
      const labels = `platform="${platform}",outcome="${outcome}"`;
      sends.set(labels, (sends.get(labels) ?? 0) + 1);
    },
    stopping: () => void (isStopping = true),
    async ready() {
      try {
        const depths = await measureDepth(database, now());
        const lines = depths.filter(({ count }) => count > 0).map(lineOf);
        const first = isStopping ? 'not ready: stopping' : 'ready';
        return { ok: !isStopping, text: [first, ...lines, ''].join('\n') };
      } catch {
        return { ok: false, text: 'not ready: the database does not answer\n' };
      }
    },
    async metrics() {
      const depths = await measureDepth(database, now());
      const { user, system } = process.cpuUsage();
      return [
        ...metric('corridor_queue_rows', 'gauge', 'What is not settled, by queue and state.', depths.map((each) => [labelsOf(each), each.count])),
        ...metric('corridor_queue_oldest_seconds', 'gauge', 'How long the oldest of it has been there.', depths.flatMap((each) => each.oldestMs === null ? [] : [[labelsOf(each), each.oldestMs / 1_000]])),
        ...metric('corridor_sends_total', 'counter', 'What became of attempts to say something, since this process started.', [...sends]),
        ...metric('process_resident_memory_bytes', 'gauge', 'Memory of this process.', [['', process.memoryUsage.rss()]]),
        ...metric('process_cpu_seconds_total', 'counter', 'Processor time of this process.', [['', (user + system) / 1e6]]),
        '',
      ].join('\n');
    },
  };
} // prettier-ignore

const labelsOf = ({ queue, state }: Depth) => `queue="${queue}",state="${state}"`;

const lineOf = ({ queue, state, count, oldestMs }: Depth) =>
  `${queue} ${state}: ${count}${oldestMs === null ? '' : `, the oldest for ${Math.round(oldestMs / 1_000)} s`}`;

function metric(
  name: string,
  type: 'gauge' | 'counter',
  help: string,
  values: readonly (readonly [labels: string, value: number])[],
): string[] {
  const samples = values.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples];
}
