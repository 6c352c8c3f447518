import type { Database } from '../database/types.js';
import { troubleOf, type Trouble } from '../database/trouble.js';
import { measureDepth, type Depth } from '../delivery/depth.js';
import type { Log } from '../shared/log.js';

type Needs = { database: Database; now: () => Date };

/** What those who look after the program ask it: whether it can work, and how much waits. */
export type Probes = {
  /** `text` has a line for each queue that is not empty. Never throws. */
  ready(): Promise<{ ok: boolean; text: string }>;
  /** In Prometheus's text format. No label names a person, a channel or a case. @throws when the database is away */
  metrics(): Promise<string>;
  /** Counts what became of one attempt to say something. */
  counted(platform: string, outcome: string): void;
  /** Counts what was found by reading back: what the platform never delivered. */
  readBack(platform: string, found: number): void;
  /** A log that notices what is the matter with the database. */
  watching(log: Log): Log;
  /** From now on it is not ready, whatever the database says. */
  stopping(): void;
};

/** Answers to `/readyz` and `/metrics`, from the queues as they stand and from what this process has counted. */
export function createProbes({ database, now }: Needs): Probes {
  const sends = new Map<string, number>();
  const foundBack = new Map<string, number>();
  let isStopping = false;
  let trouble: { kind: Trouble; at: Date } | null = null;
  /** Reading may well go on while nothing can be written, so once there was trouble only a write ends it. */
  const writes = async () => {
    const freeAt = now();
    await database.db.pace.upsert({
      where: { place: 'readiness' },
      create: { place: 'readiness', freeAt },
      update: { freeAt },
    });
    trouble = null;
  };
  return {
    watching: (log) => ({
      info: (event) => log.info(event),
      error(event, fault) {
        const found = troubleOf(fault);
        if (found) trouble = { kind: found, at: now() };
        log.error({ ...event, ...(found && { trouble: found }) }, fault);
      },
    }),
    readBack(platform, found) {
      const labels = `platform="${platform}"`;
      foundBack.set(labels, (foundBack.get(labels) ?? 0) + found);
    },
    counted(platform, outcome) {
      const labels = `platform="${platform}",outcome="${outcome}"`;
      sends.set(labels, (sends.get(labels) ?? 0) + 1);
    },
    stopping: () => void (isStopping = true),
    async ready() {
      try {
        if (trouble) {
          if (now().getTime() - trouble.at.getTime() < TROUBLE_MS) return away(trouble.kind);
          await writes();
        }
        const depths = await measureDepth(database, now());
        const lines = depths.filter(({ count }) => count > 0).map(lineOf);
        const first = isStopping ? 'not ready: stopping' : 'ready';
        return { ok: !isStopping, text: [first, ...lines, ''].join('\n') };
      } catch (error) {
        return away(troubleOf(error) ?? trouble?.kind ?? 'away');
      }
    },
    async metrics() {
      const depths = await measureDepth(database, now());
      const { user, system } = process.cpuUsage();
      return [
        ...metric('corridor_queue_rows', 'gauge', 'What is not settled, by queue and state.', depths.map((each) => [labelsOf(each), each.count])),
        ...metric('corridor_queue_oldest_seconds', 'gauge', 'How long the oldest of it has been there.', depths.flatMap((each) => each.oldestMs === null ? [] : [[labelsOf(each), each.oldestMs / 1_000]])),
        ...metric('corridor_sends_total', 'counter', 'What became of attempts to say something, since this process started.', [...sends]),
        ...metric('corridor_read_back_total', 'counter', 'What a platform never delivered and was found by reading back.', [...foundBack]),
        ...metric('process_resident_memory_bytes', 'gauge', 'Memory of this process.', [['', process.memoryUsage.rss()]]),
        ...metric('process_cpu_seconds_total', 'counter', 'Processor time of this process.', [['', (user + system) / 1e6]]),
        '',
      ].join('\n');
    },
  };
} // prettier-ignore

/** So long after the last trouble it is ready again, if something can be written: a small thing may fit on a full disk. */
const TROUBLE_MS = 30_000;

const away = (kind: Trouble) => ({ ok: false, text: `not ready: ${WORDS[kind]}\n` });

const WORDS: Readonly<Record<Trouble, string>> = {
  'disk-full': 'the disk of the database is full. Make room; it goes on by itself',
  'read-only': 'the database can only be read. See to its disk and rights; it goes on by itself',
  damaged: 'the database is damaged. Stop, and put a copy in its place: npm run restore -- FILE',
  away: 'the database does not answer. It goes on by itself when the database is back',
};

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
