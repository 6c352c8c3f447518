import { copyFileSync, existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Libsql from 'libsql';
import { createPrivateFolder, replacePrivateFile, SQLITE_FILE } from './files.js';
import { lockFolder } from './lock.js';
import { loadMigrations, MIGRATIONS, pendingMigrations, READ_RECORDS, type Applied } from './migrations.js';
import { DatabaseRefused } from './refused.js';
import { open, type Keyring } from './seal.js';
import { single, type SqliteConnection } from './sqlite-file.js';

type Needs = { folder: string; encryptionKey: string | undefined; keyring: Keyring };

/** What a copy holds, as it was found when every page and one sealed text of each kind and key had been read. */
export type Checked = {
  /** The newest migration that it has been through. */
  version: string;
  rows: readonly { table: string; count: number }[];
  /** How many sealed texts were opened; 0 when nothing is sealed in it. */
  opened: number;
};

/**
 * Copies the embedded database to a file that must not exist yet, also while Corridor runs, and checks the copy.
 * It is encrypted if the database is. @throws DatabaseRefused when it cannot be copied, or the copy is not good
 */
export async function backUp(needs: Needs, file: string): Promise<Checked> {
  const source = path.join(needs.folder, SQLITE_FILE);
  if (!existsSync(source)) throw refused(`There is no database in ${needs.folder}.`);
  if (existsSync(file)) throw refused(`${file} exists already: name a new file for the copy.`);
  const connection = openToRead(source, needs.encryptionKey);
  try {
    const before = newestAuditLine(connection);
    await replacePrivateFile(file, (partial) => {
      connection.prepare('VACUUM INTO ?').run([partial]);
      const copied = check(needs, partial, file);
      if (copied.newest < before) throw refused(`${file} would lack what was there when it was begun.`);
    });
  } finally {
    connection.close();
  }
  return checkCopy(needs, file);
}

/** Reads a copy through. @throws DatabaseRefused with a sentence when it could not take the place of the database */
export function checkCopy(needs: Needs, file: string): Checked {
  if (!existsSync(file)) throw refused(`The file ${file} is not there.`);
  return check(needs, file, file);
}

/**
 * Puts a copy in the place of the embedded database of a program that is stopped. What was there is kept beside it.
 * Whatever the copy was still to say may have been said since it was made, so it is looked for first.
 * @returns the file that what was there is kept as; null when nothing was
 * @throws DatabaseRefused when Corridor runs, or the copy is not good: then nothing has changed
 */
export async function restore(
  needs: Needs,
  file: string,
  stamp: string,
): Promise<{ checked: Checked; kept: string | null }> {
  const checked = checkCopy(needs, file);
  createPrivateFolder(needs.folder);
  const unlock = lockFolder(needs.folder);
  try {
    const target = path.join(needs.folder, SQLITE_FILE);
    const fresh = `${target}.restoring`;
    await replacePrivateFile(fresh, (partial) => {
      copyFileSync(file, partial);
      lookBeforeSaying(partial, needs.encryptionKey);
    });
    const kept = setAside(target, path.join(needs.folder, `before-restore-${stamp}.db`));
    renameSync(fresh, target);
    return { checked, kept };
  } finally {
    unlock();
  }
}

/** With its log and index, so that it opens as it was. */
function setAside(target: string, kept: string): string | null {
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
  return existsSync(kept) ? kept : null;
}

/** What is unsent in it counts as begun when it was decided: then the sender looks for it before it says it. */
function lookBeforeSaying(file: string, encryptionKey: string | undefined): void {
  const connection = new Libsql(file, optionsWith(encryptionKey));
  connection.exec(
    `UPDATE "Outbox" SET "intentAt" = "createdAt" WHERE "intentAt" IS NULL AND "state" IN ('pending', 'sending')`,
  );
  connection.close();
}

/** Where sealed texts lie: the row, the text and the partnership that it is bound to. */
const SEALED: readonly { table: string; sql: string }[] = [
  {
    table: 'ReferralText',
    sql: 'SELECT t."id", t."sealed", r."partnershipId" FROM "ReferralText" t JOIN "Referral" r ON r."id" = t."referralId"',
  },
  {
    table: 'ConsultVersion',
    sql: `SELECT v."id", v."sealed", c."partnershipId" FROM "ConsultVersion" v
      JOIN "ConsultMessage" m ON m."id" = v."messageId" JOIN "Consultation" c ON c."id" = m."consultationId"`,
  },
];

function check(needs: Needs, file: string, name: string): Checked & { newest: number } {
  let connection: SqliteConnection | undefined;
  try {
    connection = openToRead(file, needs.encryptionKey, name);
    return readThrough(connection, needs.keyring, name);
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|IOERR)/.test(String((error as { code?: unknown }).code))) throw error;
    throw refused(`${name} is damaged: it cannot be read to its end.`, error);
  } finally {
    connection?.close();
  }
}

function readThrough(connection: SqliteConnection, keyring: Keyring, name: string) {
  const found = connection.prepare('PRAGMA integrity_check(3)').raw(true).all() as string[][];
  if (found.length !== 1 || found[0]?.[0] !== 'ok')
    throw refused(`${name} is damaged: ${found.flat().join('; ')}.`);
  if (connection.prepare('PRAGMA foreign_key_check').all().length > 0)
    throw refused(`${name} is damaged: rows have lost the row they refer to.`);
  return {
    version: versionOf(connection, name),
    rows: countRows(connection),
    opened: openSome(connection, keyring, name),
    newest: newestAuditLine(connection),
  };
}

function versionOf(connection: SqliteConnection, name: string): string {
  const tables = tablesOf(connection);
  const applied = tables.includes('_migration') ? (connection.prepare(READ_RECORDS).all() as Applied[]) : [];
  const newest = applied.at(-1);
  if (!newest) throw refused(`${name} is not a database of Corridor’s.`);
  pendingMigrations(loadMigrations('sqlite', MIGRATIONS), applied); // refuses what a newer version has used
  return newest.name;
}

const tablesOf = (connection: SqliteConnection): string[] =>
  (
    connection
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`,
      )
      .raw(true)
      .all() as string[][]
  ).flat();

const countRows = (connection: SqliteConnection) =>
  tablesOf(connection).map((table) => ({
    table,
    count: Number(single(connection, `SELECT count(*) FROM "${table}"`)),
  }));

const newestAuditLine = (connection: SqliteConnection): number =>
  tablesOf(connection).includes('AuditEvent')
    ? Number(single(connection, 'SELECT max("seq") FROM "AuditEvent"') ?? 0)
    : 0;

/** Opens the oldest and the newest sealed text of each kind: between them they have been sealed with every key. */
function openSome(connection: SqliteConnection, keyring: Keyring, name: string): number {
  let opened = 0;
  for (const { table, sql } of SEALED) {
    for (const order of ['ASC', 'DESC']) {
      const [found] = connection.prepare(`${sql} ORDER BY 1 ${order} LIMIT 1`).raw(true).all() as string[][];
      if (!found) continue;
      const [row = '', sealed = '', partnership = ''] = found;
      try {
        open(sealed, keyring, { partnership, table, row, field: 'sealed' });
      } catch (error) {
        throw refused(
          `${name} holds texts that the keys do not open: give it those it was used with (CORRIDOR_KEYS, or corridor.keys in the data folder).`,
          error,
        );
      }
      opened += 1;
    }
  }
  return opened;
}

const optionsWith = (encryptionKey: string | undefined) => ({
  timeout: 5_000,
  encryptionKey: encryptionKey ?? '',
});

/** Opened only to be read, it changes nothing, whoever else has it open. */
function openToRead(file: string, encryptionKey: string | undefined, name = file): SqliteConnection {
  const connection = new Libsql(file, { ...optionsWith(encryptionKey), readonly: true });
  try {
    single(connection, 'SELECT count(*) FROM sqlite_schema');
    return connection;
  } catch (error) {
    connection.close();
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error;
    throw refused(
      `${name} cannot be read: ENCRYPTION_KEY is missing or another one than it was made with, or it is no database.`,
      error,
    );
  }
}

const refused = (sentence: string, cause?: unknown) => new DatabaseRefused('backup', sentence, { cause });
