import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../src/database/connect.js';
import { openDatabase, providers } from './support/database.js';
import { onServer } from './support/postgresql-server.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const [NADIA, PRIYA] = [slackUser('nadia'), slackUser('priya')];
const CHANNEL = slackChannel('corridor');

/** What goes wrong with a database, how it is put right, and what is then read of it. */
type Fault = {
  name: string;
  only: 'sqlite' | 'postgresql';
  begin(on: SlackCorridor): Promise<void>;
  end(on: SlackCorridor): Promise<void>;
  says: RegExp;
  logs: string;
};

const pragma = async ({ database }: SlackCorridor, sql: string) =>
  void (await database.db.$queryRawUnsafe(`PRAGMA ${sql}`));
const pagesOf = async ({ database }: SlackCorridor) =>
  Number((await database.db.$queryRaw<{ page_count: number }[]>`PRAGMA page_count`)[0]?.page_count);
const server = process.env['TEST_DATABASE_URL'] ?? '';
const nameOf = async ({ database }: SlackCorridor) =>
  (await database.db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`)[0]!.name;
const drop = (name: string) =>
  onServer(server, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);

let name = '';
const FAULTS: readonly Fault[] = [
  {
    ...{ name: 'whose disk is full', only: 'sqlite', says: /the disk .* is full/, logs: 'disk-full' },
    // So that not even a free page is left.
    begin: async (on) => {
      await on.database.db.$executeRaw`VACUUM`;
      await pragma(on, `max_page_count = ${await pagesOf(on)}`);
    },
    end: (on) => pragma(on, 'max_page_count = 1000000'),
  },
  {
    ...{ name: 'that can only be read', only: 'sqlite', says: /can only be read/, logs: 'read-only' },
    begin: (on) => pragma(on, 'query_only = ON'),
    end: (on) => pragma(on, 'query_only = OFF'),
  },
  {
    ...{ name: 'that is gone for a while', only: 'postgresql', says: /does not answer/, logs: 'away' },
    begin: async (on) => {
      name = await nameOf(on);
      await onServer(server, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
      await drop(name);
    },
    end: () => onServer(server, `ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`),
  },
  {
    ...{
      name: 'that is a copy which can only be read',
      only: 'postgresql',
      says: /can only be read/,
      logs: 'read-only',
    },
    begin: async (on) => {
      name = await nameOf(on);
      await onServer(server, `ALTER DATABASE "${name}" SET default_transaction_read_only = on`);
      await drop(name);
    },
    end: async () => {
      await onServer(server, `ALTER DATABASE "${name}" RESET default_transaction_read_only`);
      await drop(name);
    },
  },
];

describe.each(providers)('with a database on %s', (provider) => {
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  it.each(FAULTS.filter(({ only }) => only === provider))(
    '$name nothing is acknowledged that is not kept, and it goes on by itself',
    async ({ begin, end, says, logs }) => {
      await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
      await corridor.driver.submit(
        corridor.fake.modalOf(NADIA)!,
        { issues: ['maternity'], what: 'Taken off the rota.' },
        NADIA,
      );
      await corridor.settle();
      const card = corridor.fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!;
      const second = Math.floor(corridor.clock.now().getTime() / 1_000);
      const said = (nth: number) => ({
        type: 'message',
        channel: CHANNEL,
        channel_type: 'group',
        user: PRIYA,
        text: `In general, no. ${'Keep the texts. '.repeat(150)}`,
        ts: `${second}.00090${nth}`,
        thread_ts: card.ts,
      });
      const ready = async () => {
        const answer = await fetch(new URL('/readyz', corridor.url));
        return { status: answer.status, text: await answer.text() };
      };

      await begin(corridor);
      const answers = [];
      for (let nth = 0; nth < 4; nth += 1) answers.push((await corridor.driver.event(said(nth))).status);
      expect(answers.at(-1)).toBe(500);
      await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
      await corridor.driver.submit(
        corridor.fake.modalOf(NADIA)!,
        { issues: ['benefits'], what: 'Her money was stopped.' },
        NADIA,
      );
      expect(await ready()).toMatchObject({ status: 503, text: expect.stringMatching(says) as string });
      expect(corridor.lines.some((line) => line.includes(`"trouble":"${logs}"`))).toBe(true);

      await end(corridor);
      corridor.clock.forward(31_000);
      expect((await ready()).status).toBe(200);
      for (let nth = 0; nth < 4; nth += 1) expect((await corridor.driver.event(said(nth))).status).toBe(200);
      await corridor.settle();
      const { db } = corridor.database;
      expect(await db.consultMessage.count({ where: { kind: 'reply' } })).toBe(4);
      expect(await db.consultation.count()).toBe(1);
    },
  );
});

describe('an embedded database that cannot be opened', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'corridor-trouble-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = () => path.join(folder, 'corridor.db');
  const refusal = () => connect({ folder }).catch((error: unknown) => error);
  const saying = (message: RegExp) => ({
    name: 'DatabaseRefused',
    message: expect.stringMatching(message) as string,
  });

  it('because of what stands in its place is refused with a sentence', async () => {
    mkdirSync(file());
    expect(await refusal()).toMatchObject(saying(/cannot be opened/));
  });

  it('because a page of it is damaged is refused with a sentence that says what to do', async () => {
    await (await connect({ folder })).close();
    const descriptor = openSync(file(), 'r+');
    for (let page = 1; page < statSync(file()).size / 4_096; page += 1)
      writeSync(descriptor, Buffer.alloc(4_096, 0x5a), 0, 4_096, page * 4_096);
    closeSync(descriptor);
    expect(await refusal()).toMatchObject(saying(/is damaged.*npm run restore/));
  });

  it('because its folder is a file is refused with a sentence', async () => {
    writeFileSync(path.join(folder, 'data'), '');
    await expect(connect({ folder: path.join(folder, 'data') })).rejects.toMatchObject({
      name: 'DatabaseRefused',
    });
  });
});

it('a PostgreSQL that cannot be reached at the start is named, without its password', async () => {
  const refused = await connect({ url: 'postgresql://corridor:secret@127.0.0.1:1/corridor', folder: '' }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: 'DatabaseRefused', code: 'away' });
  expect(String(refused)).toContain('127.0.0.1:1');
  expect(String(refused)).not.toContain('secret');
}); // prettier-ignore
