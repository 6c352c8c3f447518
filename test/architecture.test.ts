import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Files } from './architecture/cases/case.js';
import { FEATURES } from './architecture/cases/features.js';
import { CIRCLES, HABITS } from './architecture/cases/habits.js';
import { PURITY } from './architecture/cases/purity.js';
import { PACKAGES, ROOMS } from './architecture/cases/rooms.js';
import { check } from './architecture/check.js';

const TOP = join(import.meta.dirname, '..');

const judge = (files: Files) =>
  check(Object.entries(files).map(([path, text]) => ({ path: `src/${path}`, text })));

it('src keeps the rules of the house', () => {
  const files = readdirSync(join(TOP, 'src'), { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .map((path) => ({
      path: path.slice(TOP.length + 1).replaceAll('\\', '/'),
      text: readFileSync(path, 'utf8'),
    }));
  expect(files.length).toBeGreaterThan(10);
  expect(check(files).join('\n')).toBe('');
});

describe.each([
  ['rooms', ROOMS],
  ['packages', PACKAGES],
  ['feature folders', FEATURES],
  ['purity', PURITY],
  ['circles', CIRCLES],
  ['habits', HABITS],
])('the rules about %s', (_, cases) => {
  it.each(cases)('%s', (_title, files, faults) => {
    expect(judge(files)).toEqual(faults);
  });
});

it('names the file that cannot be read', () => {
  expect(() => judge({ 'chat/a.ts': 'export const' })).toThrow('src/chat/a.ts does not parse');
});
