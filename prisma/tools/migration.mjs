// npm run db:migration -- NAME           writes the next migration, for both databases
// npm run db:migration -- NAME --empty   the same with nothing in it, for SQL written by hand
// npm run db:check                       fails if the schema has changes that no migration carries
// Compares with the schema kept beside the last migration, so it needs no database and leaves hand-written objects alone.
// Until the first release the only migration is rewritten: rm -r prisma/migrations/* && npm run db:migration -- init
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { derive, readSource, ROOT } from './derive-schema.mjs';

const MIGRATIONS = path.join(ROOT, 'prisma/migrations');
const source = readSource();
const targets = [
  { provider: 'sqlite', schema: source, adapter: new PrismaLibSql({ url: ':memory:' }) },
  { provider: 'postgresql', schema: derive(source), adapter: polite() },
];

const words = process.argv.slice(2);
const differ = await startEngine();
process.exitCode = words.includes('--check')
  ? await check()
  : await write(words.find((word) => !word.startsWith('--')));

async function check() {
  const kept = targets.map(({ provider }) => migrationsOf(provider).join());
  if (kept[0] !== kept[1])
    return complain('prisma/migrations/sqlite and postgresql do not hold the same migrations.');
  for (const target of targets) {
    const sql = await differ(target);
    if (sql)
      return complain(`The schema has changes without a migration (npm run db:migration -- NAME):\n${sql}`);
  }
  return 0;
}

async function write(name) {
  if (!/^[a-z0-9_]+$/.test(name ?? ''))
    return complain('Name the migration in a-z, 0-9 and _: npm run db:migration -- add_due_date');
  const changes = await Promise.all(targets.map(differ));
  if (!words.includes('--empty') && changes.every((sql) => !sql))
    return complain('The schema has not changed.');
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  for (const [index, { provider, schema }] of targets.entries()) {
    warnOfLostTriggers(provider, changes[index]);
    const folder = path.join(MIGRATIONS, provider, `${time}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'migration.sql'),
      `${changes[index] || '-- Nothing to do on this database.'}\n`,
    );
    writeFileSync(path.join(folder, 'schema.prisma'), schema);
    console.log(`Wrote ${path.relative(ROOT, folder)}`);
  }
  return 0;
}

function complain(sentence) {
  console.error(sentence);
  return 1;
}

function migrationsOf(provider) {
  const folder = path.join(MIGRATIONS, provider);
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

/** SQLite makes most changes by building the table anew; the triggers on it go with the old one. */
function warnOfLostTriggers(provider, sql) {
  const files = migrationsOf(provider).map((name) => path.join(MIGRATIONS, provider, name, 'migration.sql'));
  const earlier = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  for (const [, table] of sql.matchAll(/^DROP TABLE "(\w+)"/gm)) {
    if (!new RegExp(`CREATE TRIGGER[^;]+ ON "${table}"`).test(earlier)) continue;
    console.warn(
      `${table} is built anew, which drops its triggers: add their CREATE TRIGGER statements to this migration.`,
    );
  }
}

/** @returns a function that gives the SQL from a target's last migration to its present schema, empty for no change. */
async function startEngine() {
  const entry = '@prisma/schema-engine-wasm/schema_engine_bg';
  const engine = await import(entry);
  const bytes = readFileSync(
    createRequire(import.meta.url)
      .resolve(entry)
      .replace(/\.js$/, '.wasm'),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  return async ({ provider, schema, adapter }) => {
    const datamodel = (content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
    const last = migrationsOf(provider).at(-1);
    const before = last && readFileSync(path.join(MIGRATIONS, provider, last, 'schema.prisma'), 'utf8');
    const run = await engine.SchemaEngine.new(
      { datamodels: [['schema.prisma', schema]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapter),
    );
    const { stdout } = await run.diff({
      from: before ? datamodel(before) : { tag: 'empty' },
      to: datamodel(schema),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return /^\s*-- This is an empty migration/.test(stdout ?? '') ? '' : (stdout ?? '').trim();
  };
}

/** Comparing two schemas needs no database, but the engine for PostgreSQL greets one first: this returns the greeting. */
function polite() {
  const adapter = {
    provider: 'postgres',
    adapterName: 'polite',
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    startTransaction: () => Promise.reject(new Error('there is no database here')),
    dispose: async () => {},
  };
  const connect = async () => adapter;
  return { provider: 'postgres', adapterName: 'polite', connect, connectToShadowDb: connect };
}
