// prisma/schema.prisma, written for SQLite, said again in PostgreSQL. Only adds: an instant gets its zone and JSON its
// binary type, which is how SQLite's client treats both already.
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const SOURCE = path.join(ROOT, 'prisma/schema.prisma');
export const DERIVED = path.join(ROOT, 'prisma/generated/postgresql.prisma');

const NATIVE = { DateTime: '@db.Timestamptz(3)', Json: '@db.JsonB' };

/** The schema people edit, with line ends of one kind, so that a checkout on Windows is not a change. */
export const readSource = () => readFileSync(SOURCE, 'utf8').replaceAll('\r\n', '\n');

/** @throws Error if the source does not look as this tool expects: guessing would make the two databases differ. */
export function derive(source) {
  const replaceOnce = (text, from, to) => {
    if (text.split(from).length !== 2)
      throw new Error(`prisma/schema.prisma must contain ${from} exactly once`);
    return text.replace(from, to);
  };
  const head =
    '// Made from prisma/schema.prisma by prisma/tools/derive-schema.mjs: edit that file, not this one.\n';
  const moved = replaceOnce(
    source,
    '"../src/database/generated/sqlite"',
    '"../../src/database/generated/postgresql"',
  );
  const fields = replaceOnce(moved, 'provider = "sqlite"', 'provider = "postgresql"')
    .split('\n')
    .map(withNativeType);
  return head + fields.join('\n');
}

function withNativeType(line) {
  const [code] = line.split('//');
  const type = /^\s+\w+\s+(DateTime|Json)\??(?=\s|$)/.exec(code)?.[1];
  if (!type) return line;
  return `${code.trimEnd()} ${NATIVE[type]}`;
}
