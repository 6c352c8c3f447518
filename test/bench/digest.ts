// What a weekly digest costs over a small and over a large archive, on SQLite and, if TEST_DATABASE_URL names a server,
// on PostgreSQL. By itself: npx tsx test/bench/digest.ts
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../src/database/connect.js';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Database } from '../../src/database/types.js';
import { createProgram, type Program } from '../../src/main/program.js';
import { newId } from '../../src/shared/ids.js';
import { createLog } from '../../src/shared/log.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { samplePartnership, type Sample } from '../support/partnership.js';
import { newDatabaseName, onServer, urlOf } from '../support/postgresql-server.js';
import { TEST_CONFIG } from '../support/settings.js';

type Print = (line: string) => void;

const SMALL = 10_000;
const LARGE = 1_000_000;
const DAY_MS = 24 * 3_600_000;
const WEEK_MS = 7 * DAY_MS;
const FIRST_MONDAY = Date.parse('2026-11-30T08:31:00Z');
/** Digests that are measured, after one that also works out the weeks of the trend. */
const DIGESTS = 10;
const TREND_WEEKS = 14;
const CASES_A_WEEK = 100;
const ARCHIVE_WEEKS = 400;

/** Prints what a digest costs with 10,000 and with 1,000,000 referrals that ended long ago. Filling takes minutes. */
export async function benchDigest(print: Print, server: string | undefined): Promise<void> {
  for (const on of server ? [undefined, server] : [undefined]) {
    const small = await withArchive(on, SMALL, print);
    const large = await withArchive(on, LARGE, print);
    print(`  the archive’s share   ${(large / small).toFixed(2)}× (aim 1.5×)`);
  }
}

type Where = { url: string | undefined; folder: string };
type Figures = { first: number; times: number[]; megabytes: number };

/** @returns the median time of a digest, in milliseconds */
async function withArchive(server: string | undefined, size: number, print: Print): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const name = newDatabaseName('bench');
  if (server) await onServer(server, `CREATE DATABASE "${name}"`);
  const where: Where = { url: server && urlOf(server, name), folder };
  try {
    const database = await connect(where);
    await fill(database, await samplePartnership(database), size);
    await database.close();
    const { first, times, megabytes } = await apart(where);
    const median = times.toSorted((one, two) => one - two)[Math.floor(times.length / 2)] ?? 0;
    const worst = Math.max(...times);
    print(
      `a digest on ${database.provider}, ${size} referrals in the archive, ${CASES_A_WEEK} of each kind a week`,
    );
    print(
      `  time                  median ${median.toFixed(0)} ms, worst ${worst.toFixed(0)} ms (aim 500 ms); the very first ${first.toFixed(0)} ms`,
    );
    print(`  memory                ${megabytes.toFixed(0)} MB (aim 300 MB)`);
    return median;
  } finally {
    if (server) await onServer(server, `DROP DATABASE "${name}" WITH (FORCE)`);
    rmSync(folder, { recursive: true });
  }
}

/** Measures in a process of its own. The most it ever held would be no measure: it is inherited from who fills. */
async function apart(where: Where): Promise<Figures> {
  const child = fork(import.meta.filename, [JSON.stringify(where)]);
  const [figures] = (await once(child, 'message')) as [Figures];
  return figures;
}

/** The champion asks for the digest on one Monday after another, each of which has to be made first. */
async function measure(where: Where): Promise<Figures> {
  const database = await connect(where);
  const directory = createDirectory({ database });
  await directory.refresh();
  let monday = new Date(FIRST_MONDAY);
  const clock = { now: () => monday };
  const program: Program = await createProgram({
    config: TEST_CONFIG,
    keyring: keyringFrom(`bench:${randomBytes(32).toString('base64')}`),
    ...{ database, directory, clock, log: createLog(() => {}, clock.now) },
  });
  await program.worker.stop();
  const times: number[] = [];
  let bytes = 0;
  for (let week = 0; week <= DIGESTS; week += 1) {
    monday = new Date(FIRST_MONDAY + week * WEEK_MS);
    const began = performance.now();
    const reply = await program.dispatch({
      ...{ key: newId(), kind: 'command', word: 'digest', text: '', place: null },
      person: { platform: 'web', tenant: 'local', user: 'bev' },
    });
    times.push(performance.now() - began);
    bytes = Math.max(bytes, process.memoryUsage.rss());
    if (reply.kind !== 'message' || !/Digest for/.test(reply.message.summary)) throw new Error('no digest');
  }
  await database.close();
  const [first = 0, ...others] = times;
  return { first, times: others, megabytes: bytes / 2 ** 20 };
}

/** The archive lies before the weeks of the trend; those weeks and the measured ones are the same whatever its size. */
async function fill(database: Database, sample: Sample, size: number): Promise<void> {
  const { db } = database;
  await db.site.updateMany({ data: { introducedAt: new Date('2016-01-04T09:00:00Z') } });
  const since = FIRST_MONDAY - TREND_WEEKS * WEEK_MS;
  const old = Array.from({ length: SMALL }, (_, n) =>
    referral(sample, since - (1 + (((n * ARCHIVE_WEEKS) / SMALL) % ARCHIVE_WEEKS)) * WEEK_MS, `OLD-${n}`),
  );
  await inChunks(old, (data) => db.referral.createMany({ data }));
  await inChunks(old, (data) => db.outcome.createMany({ data: data.map(outcome) }));
  if (size > SMALL) await multiply(database, size / SMALL);
  const weeks = TREND_WEEKS + DIGESTS;
  const cases = Array.from({ length: CASES_A_WEEK * weeks }, (_, n) => since + (n / CASES_A_WEEK) * WEEK_MS);
  await inChunks(cases, (some) =>
    db.referral.createMany({ data: some.map((at) => referral(sample, at, newId())) }),
  );
  await inChunks(
    cases.map((at, number) => consultation(sample, at, number)),
    (data) => db.consultation.createMany({ data }),
  );
  // What autovacuum does by itself in time.
  await db.$executeRawUnsafe(database.provider === 'sqlite' ? 'ANALYZE' : 'VACUUM ANALYZE');
}

async function inChunks<T>(rows: readonly T[], write: (rows: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) await write(rows.slice(from, from + 500));
}

function referral({ partnership, member }: Sample, at: number, reference: string) {
  const [sentAt, closedAt] = [new Date(at), new Date(at + 3 * DAY_MS)];
  const nadia = member('nadia');
  return {
    ...{ id: reference, reference, partnershipId: partnership.id, state: 'completed', issues: ['debt'] },
    ...{ priority: 'routine', nation: 'E', handover: 'secure-email', siteId: nadia.site?.id ?? null },
    serviceId: partnership.services[0]?.id ?? '',
    organisationId: partnership.services[0]?.organisation.id ?? '',
    ...{ senderId: nadia.id, senderOrganisationId: nadia.organisation.id, takenById: member('priya').id },
    ...{ sentAt, acceptedAt: sentAt, contactedAt: sentAt, closedAt, changedAt: closedAt },
  };
}

const outcome = ({ id, closedAt, takenById }: ReturnType<typeof referral>) => ({
  ...{ id: `${id}-outcome`, referralId: id, code: 'INFORMED', kind: 'other', byId: takenById },
  ...{ at: closedAt, dateAchieved: closedAt.toISOString().slice(0, 10) },
});

function consultation({ partnership, member }: Sample, at: number, number: number) {
  const [openedAt, repliedAt] = [new Date(at), new Date(at + 3_600_000)];
  const nadia = member('nadia');
  return {
    ...{
      id: newId(),
      partnershipId: partnership.id,
      number: number + 1,
      state: 'answered',
      source: 'thread',
    },
    ...{ issues: ['debt'], nation: 'E', priority: 'routine', siteId: nadia.site?.id ?? null },
    ...{ askerId: nadia.id, askerOrganisationId: nadia.organisation.id, takenById: member('priya').id },
    ...{ openedAt, repliedAt, answeredAt: repliedAt, changedAt: repliedAt, promisedBy: repliedAt },
  };
}

/** Copies the archive, under other names, until it is so many times as large. */
async function multiply({ db, transaction, provider }: Database, times: number): Promise<void> {
  const numbers =
    provider === 'sqlite'
      ? `(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${times - 1}) SELECT n FROM c) k`
      : `generate_series(1, ${times - 1}) k(n)`;
  const row = await db.referral.findFirstOrThrow();
  const kept = Object.keys(row).filter((column) => !['id', 'reference'].includes(column));
  const columns = kept.map((column) => `"${column}"`).join(', ');
  await transaction(
    async (tx) => {
      await tx.$executeRawUnsafe(
        `INSERT INTO "Referral" ("id", "reference", ${columns})
         SELECT "id" || '-' || k.n, "reference" || '-' || k.n, ${columns} FROM "Referral", ${numbers}`,
      );
      await tx.$executeRawUnsafe(
        `INSERT INTO "Outcome" ("id", "referralId", "code", "kind", "byId", "at", "dateAchieved")
         SELECT "id" || '-' || k.n, "referralId" || '-' || k.n, "code", "kind", "byId", "at", "dateAchieved" FROM "Outcome", ${numbers}`,
      );
    },
    { timeoutMs: 900_000 },
  );
}

if (import.meta.filename === process.argv[1]) {
  const [, , where] = process.argv;
  if (where) process.send?.(await measure(JSON.parse(where) as Where));
  else await benchDigest((line) => void process.stdout.write(`${line}\n`), process.env['TEST_DATABASE_URL']);
  process.exit(0);
}
