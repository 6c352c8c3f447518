import type { Config } from '../config.js';
import { backUp, checkCopy, restore, type Checked } from '../database/backup.js';
import { DatabaseRefused } from '../database/refused.js';
import type { Keyring } from '../database/seal.js';

type Needs = {
  config: Config;
  keyring: Keyring;
  now: Date;
  print(line: string): void;
  printError(line: string): void;
};

const USAGE = [
  'npm run backup -- FILE         copies the database, also while Corridor runs, and checks the copy',
  'npm run backup -- check FILE   checks a copy',
  'npm run restore -- FILE        puts a copy in the place of the database; stop Corridor first',
];

/**
 * `backup FILE`, `backup check FILE` and `restore FILE`, for the embedded database.
 * @returns the exit code: 0 done, 2 not understood
 * @throws DatabaseRefused with a sentence when it cannot be done; then nothing has changed
 */
export async function runBackupCommand(
  word: 'backup' | 'restore',
  args: readonly string[],
  { config, keyring, now, print, printError }: Needs,
): Promise<number> {
  const checks = word === 'backup' && args.length === 2 && args[0] === 'check';
  const file = args.at(-1);
  if (file === undefined || file.startsWith('-') || args.length !== (checks ? 2 : 1)) {
    USAGE.forEach(printError);
    return 2;
  }
  if (config.database.kind !== 'embedded') throw new DatabaseRefused('backup', POSTGRESQL);
  const needs = { folder: config.dataFolder, encryptionKey: config.database.encryptionKey, keyring };
  if (word === 'restore') {
    const { checked, kept } = await restore(needs, file, stampOf(now));
    report(checked).forEach(print);
    print(
      `${file} is the database now.${kept === null ? '' : ` What was there is kept as ${kept}: delete it when all is well.`}`,
    );
    return 0;
  }
  report(checks ? checkCopy(needs, file) : await backUp(needs, file)).forEach(print);
  print(`${file} is good.`);
  return 0;
}

const POSTGRESQL =
  'DATABASE_URL names a PostgreSQL database. Copy it with: pg_dump --format=custom --file=FILE "$DATABASE_URL", and ' +
  'put a copy in its place with: pg_restore --clean --if-exists --single-transaction --dbname="$DATABASE_URL" FILE. The README says what else to do then.';

/** What was found in a copy: counts and a version, nothing of what is in it. */
function report({ version, rows, opened }: Checked): string[] {
  const full = rows.filter(({ count, table }) => count > 0 && table !== '_migration');
  const counts = full.map(({ table, count }) => `${table} ${count}`).join(', ');
  return [
    `Every page is sound. Version: ${version}.`,
    `Rows: ${counts || 'none'}.`,
    opened === 0
      ? 'No text is sealed in it yet.'
      : `The keys open what is sealed in it (tried on ${opened}).`,
  ];
}

const stampOf = (now: Date) => now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
