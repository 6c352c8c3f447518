import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../manifests/teams/package.mjs');
const APP = '11111111-1111-4111-8111-111111111111';
const ADDRESS = 'https://corridor.trust.example';
const folder = mkdtempSync(join(tmpdir(), 'corridor-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the same zip twice, of three files, with the partnership’s own id and address', () => {
  const [first, second] = ['one.zip', 'two.zip'].map((name) => {
    const file = join(folder, name);
    execFileSync(process.execPath, [SCRIPT, APP, ADDRESS, file]);
    return readFileSync(file);
  });
  expect(first?.equals(second!)).toBe(true);
  const files = unzipSync(first!);
  expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png']);
  const manifest = strFromU8(files['manifest.json']!);
  expect(JSON.parse(manifest)).toMatchObject({ id: APP, bots: [{ botId: APP }], webApplicationInfo: { id: APP } });
  expect(manifest).not.toMatch(/00000000-|corridor\.example/);
}); // prettier-ignore

it.each([
  ['nothing', []],
  ['an id that is none', ['corridor', ADDRESS]],
  ['an address without TLS', [APP, 'http://corridor.trust.example']],
  ['an address with a path', [APP, `${ADDRESS}/teams`]],
])('says what is missing when it is given %s', (_, words) => {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...words], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The (first|second) word is/);
});
