import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { resolveImport } from './architecture/imports.js';

const TOP = join(import.meta.dirname, '..');
/** What is loaded as soon as a file is: imports of types are not, and `await import(…)` is not either. */
const LOADED = /^(?:import|export) (?!type\b)(?:[^;']*? from )?'([^']+)';/gm;

/** Every package that a start from this file loads before it has read a setting. */
function packagesFrom(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path) || path.endsWith('.json')) return seen;
  seen.add(path);
  for (const [, target = ''] of readFileSync(join(TOP, path), 'utf8').matchAll(LOADED)) {
    if (target.startsWith('.')) packagesFrom(resolveImport(path, target, (each) => existsSync(join(TOP, each))), seen);
    else seen.add(target);
  }
  return seen;
} // prettier-ignore

it('a start without Teams does not load its SDK, nor one without Slack Slack’s', () => {
  const loaded = [...packagesFrom('src/main.ts')];
  expect(loaded).toContain('zod');
  expect(loaded.length).toBeGreaterThan(100);
  expect(loaded.filter((each) => /^(botbuilder|@slack\/|jose$)|^src\/(teams|slack)\//.test(each))).toEqual(
    [],
  );
});

it('a start with Teams loads it in one place', () => {
  const loaded = [...packagesFrom('src/teams/app.ts')];
  expect(loaded).toContain('botbuilder');
  expect(loaded.filter((each) => each.startsWith('src/teams/botbuilder/')).length).toBeGreaterThan(0);
});
