// npm run generate: both typed clients from the one schema, offline. Skips at once if nothing they depend on has changed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DERIVED, derive, readSource, ROOT, SOURCE } from './derive-schema.mjs';

const OUTPUT = path.join(ROOT, 'src/database/generated');
const STAMP = path.join(OUTPUT, 'stamp');

const source = readSource();
const derived = derive(source);
const stamp = createHash('sha256')
  .update(
    JSON.stringify([
      source,
      derived,
      readFileSync(path.join(ROOT, 'package.json'), 'utf8').match(/"(@prisma\/client|prisma)": ".*"/g),
    ]),
  )
  .digest('hex');

if (readStamp() !== stamp) {
  rmSync(STAMP, { force: true });
  mkdirSync(path.dirname(DERIVED), { recursive: true });
  writeFileSync(DERIVED, derived);
  await Promise.all([generate(SOURCE), generate(DERIVED)]);
  writeFileSync(STAMP, `${stamp}\n`); // last, so that an interrupted run is done again
}

function readStamp() {
  try {
    return readFileSync(STAMP, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/**
 * The CLI looks for its schema engine before it does anything, and would download it. Generating needs none, and any
 * file that exists satisfies it. Only `generate` may be run like this: `migrate` would do nothing and report success.
 */
function generate(schema) {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
    'build/index.js',
  );
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const child = spawn(process.execPath, [cli, 'generate', '--schema', schema], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`prisma generate failed:\n${said}`)),
    );
  });
}
