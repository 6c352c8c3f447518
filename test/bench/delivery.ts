// What delivery manages: how fast queues drain, and what an event costs with a short and with a long history.
// By itself: npx tsx test/bench/delivery.ts
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sentence } from '../../src/chat/message.js';
import type { PlatformDoor } from '../../src/chat/platform.js';
import { connect } from '../../src/database/connect.js';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Database } from '../../src/database/types.js';
import { createInbox, once } from '../../src/delivery/inbox.js';
import { TIMES } from '../../src/delivery/leases.js';
import { tell } from '../../src/delivery/outbox.js';
import { createSender } from '../../src/delivery/sender.js';
import { newId } from '../../src/shared/ids.js';
import { newDatabaseName, onServer, urlOf } from '../support/postgresql-server.js';

type Print = (line: string) => void;

const MESSAGES = 1_000;
const EVENTS = 500;
const ROUNDS = 3;
const HISTORIES = [1_000, Number(process.env['HISTORY'] ?? 1_000_000)];

/** A platform that takes everything at once, so that only our own work is measured. */
function readyDoor(): PlatformDoor {
  let said = 0;
  return {
    say: async () => `m${(said += 1)}`,
    change: async () => undefined,
    remove: async () => undefined,
    find: async () => null,
  };
}

/** A clock that stands still until it is moved, so that no place has to be waited for. */
function stillClock() {
  let ms = Date.UTC(2026, 10, 24, 10);
  return { now: () => new Date(ms), forward: (byMs: number) => void (ms += byMs) };
}

const senderOver = (database: Database, now: () => Date) =>
  createSender({
    ...{ database, now, times: TIMES, doors: new Map([['slack', readyDoor()]]) },
    notices: new Map([['bench', async () => sentence('C-1: reply')]]),
    onSent: () => undefined,
    onFault: (fault) => {
      throw fault;
    },
  });

const noticeTo = (channel: string) => {
  const id = newId();
  const to = { to: 'channel', platform: 'slack', tenant: 'T0BENCH', channel } as const;
  return { key: id, subject: id, to, notice: 'bench', payload: { partnership: 'bench' }, thread: id };
};

/** Whole passes of the sender, pace and all; the clock is moved past the pace of a channel between them. */
async function drain(database: Database, channels: number): Promise<number> {
  const clock = stillClock();
  await database.transaction(
    async (tx) => {
      for (let n = 0; n < MESSAGES; n += 1) await tell(tx, noticeTo(`C${n % channels}`), clock.now());
    },
    { timeoutMs: 60_000 },
  );
  const sender = senderOver(database, clock.now);
  const started = performance.now();
  for (let left = MESSAGES; left > 0; clock.forward(TIMES.paceMs.slack ?? 0)) left -= await sender.step();
  const perSecond = MESSAGES / ((performance.now() - started) / 1_000);
  if ((await database.db.outbox.count({ where: { state: 'sent' } })) !== MESSAGES)
    throw new Error('not all were sent');
  await database.db.outbox.deleteMany();
  await database.db.posted.deleteMany();
  return perSecond;
}

/** What the disk and the machine allow just now: one row, one commit, over and over. */
async function commitMs({ db }: Database): Promise<number> {
  const started = performance.now();
  for (let n = 0; n < 200; n += 1) {
    const [place, freeAt] = [`bench:${n}`, new Date(0)];
    await db.$executeRaw`INSERT INTO "Pace" ("place", "freeAt") VALUES (${place}, ${freeAt})`;
  }
  const each = (performance.now() - started) / 200;
  await db.pace.deleteMany();
  return each;
}

async function benchDrain(database: Database, print: Print): Promise<void> {
  print(
    `  a bare commit        ${(await commitMs(database)).toFixed(2)} ms, which everything below is made of`,
  );
  for (const channels of [1, 10, 200]) {
    const perSecond = await drain(database, channels);
    print(
      `  drained, ${String(channels).padStart(3)} channels   ${perSecond.toFixed(0).padStart(5)} messages a second; Slack takes ${channels}: ${(perSecond / channels).toFixed(1)}×`,
    );
  }
}

/** Settled rows as they are after a long time, in every table that delivery asks. */
async function fill({ provider, db }: Database, from: number, to: number): Promise<void> {
  const rows =
    provider === 'sqlite'
      ? `(WITH RECURSIVE s(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM s WHERE n < ${to - 1}) SELECT n FROM s)`
      : `generate_series(${from}, ${to - 1}) AS s(n)`;
  const at =
    provider === 'sqlite' ? `'2026-11-01T10:00:00.000+00:00'` : `'2026-11-01T10:00:00Z'::timestamptz`;
  const sets = [
    `"Inbox" ("key", "source", "thread", "state", "attempts", "receivedAt", "doneAt") SELECT 'k' || n, 'slack', 't' || (n / 20), 'done', 1, ${at}, ${at}`,
    `"Outbox" ("id", "key", "kind", "subject", "platform", "tenant", "toKind", "toId", "threadKey", "notice", "payload", "state", "leaseUntil", "notBefore", "createdAt", "doneAt") SELECT 'o' || n, 'o' || n, 'show', 's' || n, 'slack', 'T0BENCH', 'channel', 'C' || (n % 200), 't' || (n / 20), 'bench', '{}', 'sent', ${at}, ${at}, ${at}, ${at}`,
    `"Posted" ("id", "subject", "platform", "tenant", "toKind", "toId", "messageId", "notice", "payload", "at") SELECT 'p' || n, 's' || n, 'slack', 'T0BENCH', 'channel', 'C' || (n % 200), 'm-' || n, 'bench', '{}', ${at}`,
    `"Job" ("id", "key", "name", "payload", "state", "leaseUntil", "dueAt", "doneAt") SELECT 'j' || n, 'j' || n, 'bench', '{}', 'done', ${at}, ${at}, ${at}`,
  ];
  for (const set of sets) await db.$executeRawUnsafe(`INSERT INTO ${set} FROM ${rows}`);
  await db.$executeRawUnsafe(provider === 'sqlite' ? 'ANALYZE' : 'VACUUM ANALYZE'); // as autovacuum does in time
}

/** One event, from the moment it is kept to the moment what it decided has been said. @returns ms, of CPU and of time */
async function costOf(database: Database, prefix: string): Promise<{ cpuMs: number; wallMs: number }> {
  const clock = stillClock();
  const keyring = keyringFrom(`bench:${randomBytes(32).toString('base64')}`);
  const inbox = createInbox({
    ...{ database, keyring },
    process: async (_source, body) => {
      await database.transaction(async (tx) => {
        if (await once(tx, `${body}:decided`, clock.now())) await tell(tx, noticeTo('C1'), clock.now());
      });
    },
    onFault: (fault) => {
      throw fault;
    },
  });
  const sender = senderOver(database, clock.now);
  const event = async (n: number) => {
    const body = `${prefix}:${n}`;
    await inbox.keep(
      { key: body, source: 'slack', body, thread: `${prefix}:${n % 10}`, message: null },
      clock.now(),
    );
    await inbox.step(clock.now());
    await sender.step();
    clock.forward(1_000);
  };
  for (let n = 0; n < 100; n += 1) await event(n);
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  for (let n = 100; n < 100 + EVENTS; n += 1) await event(n);
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000 / EVENTS, wallMs: (performance.now() - started) / EVENTS };
}

async function benchHistory(database: Database, print: Print): Promise<void> {
  const costs: { cpuMs: number; wallMs: number }[] = [];
  let rows = 0;
  for (const history of HISTORIES) {
    await fill(database, rows, history);
    rows = history;
    const rounds: { cpuMs: number; wallMs: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push(await costOf(database, `h${history}:${round}`));
    const median = (of: 'cpuMs' | 'wallMs') =>
      rounds.map((each) => each[of]).toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
    costs.push({ cpuMs: median('cpuMs'), wallMs: median('wallMs') });
    print(
      `  an event, ${String(history).padStart(7)} rows of history   CPU ${median('cpuMs').toFixed(2)} ms, time ${median('wallMs').toFixed(2)} ms`,
    );
  }
  const [short, long] = costs;
  if (!short || !long) return;
  print(
    `  long against short history   CPU ${(long.cpuMs / short.cpuMs).toFixed(2)}×, time ${(long.wallMs / short.wallMs).toFixed(2)}× (aim 1.3×)`,
  );
}

/** Prints the figures of SQLite and, if the address of a server is given, of PostgreSQL. Filling takes minutes. */
export async function benchDelivery(print: Print, server: string | undefined): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'corridor-bench-'));
  const name = newDatabaseName('bench');
  if (server) await onServer(server, `CREATE DATABASE "${name}"`);
  try {
    for (const url of server ? [undefined, urlOf(server, name)] : [undefined]) {
      const database = await connect({ url, folder });
      print(`delivery on ${database.provider}`);
      await benchDrain(database, print);
      await benchHistory(database, print);
      await database.close();
    }
  } finally {
    if (server) await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
    await rm(folder, { recursive: true });
  }
}

if (import.meta.filename === process.argv[1])
  await benchDelivery((line) => void process.stdout.write(`${line}\n`), process.env['TEST_DATABASE_URL']);
