import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const TOP = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
const git = (...words: string[]) => execFileSync('git', words, { cwd: TOP, encoding: 'utf8' });

/** Every file that is, or with the next commit would be, part of the project. */
const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard')
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(TOP, path)) && statSync(join(TOP, path)).isFile());

type Package = {
  engines: { node: string };
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const manifest = JSON.parse(read('package.json')) as Package;

/** Each line of the project’s own text that says something it must not, as `path:line`. */
const linesThatSay = (pattern: RegExp, where: (path: string) => boolean) =>
  files.filter(where).flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );

const AT_THE_TOP = /^(\..+|package(-lock)?\.json|tsconfig\.json|README\.md|src|prisma|manifests|test)$/;

it('keeps only what everybody must see at the top of the house', () => {
  const top = new Set(files.map((path) => path.split('/')[0] ?? ''));
  expect([...top].filter((name) => !AT_THE_TOP.test(name))).toEqual([]);
});

it('keeps what is built, installed or stored out of the history', () => {
  const made = [
    'dist/main.js',
    'data/corridor.db',
    'node_modules/zod/index.js',
    'src/database/generated/a.ts',
  ];
  expect(
    git('check-ignore', '--no-index', ...made)
      .trim()
      .split('\n'),
  ).toEqual(made);
  expect(
    files.filter((path) => /^(dist|data|node_modules)\/|\/generated\/|\.(db|sqlite|log)$/.test(path)),
  ).toEqual([]);
});

it('forgets no part of the program because its name is on the list of what is not kept', () => {
  const rooms = ['src', 'prisma', 'manifests', 'test', '.ci'];
  const forgotten = git('ls-files', '--others', '--ignored', '--exclude-standard', '--directory', ...rooms);
  expect(forgotten.split('\n').filter((path) => path !== '' && !path.endsWith('/generated/'))).toEqual([]);
});

it('locks what is installed by content, and leaves where it comes from to whoever installs it', () => {
  const lock = read('package-lock.json');
  expect(lock).toContain('"integrity"');
  expect(lock).not.toMatch(/"resolved"\s*:/);
});

it('settles for everybody how packages are installed, and nothing else', () => {
  const settings = read('.npmrc')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(settings).toEqual(['legacy-peer-deps=true', 'ignore-scripts=true']);
});

it('names one version of each package and the oldest Node it runs on', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  expect(manifest.engines.node).toBe('>=20.19');
});

it('knows of no machine that it was written on', () => {
  const home = homedir();
  const folders = [
    /\/(?:home|Users|work)\/\w/,
    ...(home.length > 1 ? [new RegExp(`${escaped(home)}\\b`)] : []),
  ];
  const isOurs = (path: string) => path !== 'package-lock.json';
  expect(folders.flatMap((folder) => linesThatSay(folder, isOurs))).toEqual([]);
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

it('silences no tool and leaves nothing for later', () => {
  const isCode = (path: string) => /\.(ts|tsx|mjs|prisma)$/.test(path);
  const silenced = /(ox|es)lint-dis[a]ble|@ts-(ign[o]re|expect-err[o]r|noch[e]ck)|\bas a[n]y\b/;
  expect(linesThatSay(silenced, isCode)).toEqual([]);
  expect(linesThatSay(/\b(TOD[O]|FIXM[E]|XX[X])\b/, isCode)).toEqual([]);
});

// Prisma gathers those of one moment, whoever asked, and sends them all from where the first of them was asked: what is
// outside a transaction would be refused as if it were inside somebody else’s. `findFirst` goes straight away.
it('asks for one row in a way that stays where it was asked', () => {
  expect(linesThatSay(/\.findUniqu[e]/, (path) => path.startsWith('src/'))).toEqual([]);
});

it('shows a newcomer two commands, and names none that does not work', () => {
  const readme = read('README.md');
  const shown = [...readme.matchAll(/```(?:sh|bash|console)?\n(.*?)```/gs)].map(([, block]) => block ?? '');
  expect(shown[0]?.trim().split('\n')).toEqual(['npm ci', 'npm start']);

  const named = `${readme}\n${read('.ci/run')}`.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g);
  const missing = [...named]
    .map(([, run, short]) => run ?? short ?? '')
    .filter((name) => !manifest.scripts[name]);
  expect(missing).toEqual([]);
});
