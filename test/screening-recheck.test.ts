import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'oxc-parser';
import { checkSync } from 'recheck';
import { expect, it, vi } from 'vitest';

const ROOM = new URL('../src/screening/', import.meta.url);
type Pattern = { source: string; flags: string };

/** The patterns that stand as such in a file of the room. */
function written(file: string): Pattern[] {
  const code = readFileSync(new URL(file, ROOM), 'utf8');
  const all: Pattern[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { regex, ...others } = node as { regex?: { pattern: string; flags: string } };
    if (regex) all.push({ source: regex.pattern, flags: regex.flags });
    Object.values(others).forEach(visit);
  };
  visit(parseSync(file, code).program);
  return all;
}

/** The patterns that are put together while the room is loaded. */
async function composed(): Promise<Pattern[]> {
  const all: Pattern[] = [];
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct: (real, args) => {
        const made = Reflect.construct(real, args) as RegExp;
        all.push({ source: made.source, flags: made.flags });
        return made;
      },
    }),
  );
  vi.resetModules(); // another test file may have loaded the room before
  await import('../src/screening/index.js');
  vi.unstubAllGlobals();
  return all;
}

it('has no pattern whose time grows faster than its text', async () => {
  vi.stubEnv('RECHECK_BACKEND', 'pure');
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const together = await composed();
  expect(together.length).toBeGreaterThan(20);
  const patterns = new Map(
    [...files.flatMap(written), ...together].map((each) => [`/${each.source}/${each.flags}`, each]),
  );
  expect(patterns.size).toBeGreaterThan(200);
  // Bounded repeats are unrolled, so that a proof is found and no guess: "safe" is for every text there is.
  const proof = { maxRepeatCount: 10_000, maxPatternSize: 100_000, timeout: 20_000 };
  const doubtful = [...patterns].filter(
    ([, { source, flags }]) => checkSync(source, flags, proof).status !== 'safe',
  );
  expect(doubtful.map(([shown]) => shown)).toEqual([]);
}, 120_000);
