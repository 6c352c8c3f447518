import { wordAdvice } from './advice.js';
import { KINDS, ROOMS, spotOf } from './layout.js';
import type { Deed, File, Source } from './source.js';

/** A file this long is two files. */
const MOST_LINES = 250;

/** Places that a person never reads from top to bottom. */
export const isGenerated = (path: string) => /\/(generated|data)\//.test(path);

/** One sentence for each way in which a file stands in the wrong place, has the wrong name or is too long. */
export function placeFaults({ path, text }: File): string[] {
  const faults = [...roomFaults(path), ...nameFaults(path)];
  const lines = text.trimEnd().split('\n').length;
  if (lines > MOST_LINES && !/\.(json|svg|md)$/.test(path) && !isGenerated(path))
    faults.push(
      `${path} has ${lines} lines: past ${MOST_LINES} it belongs in a folder ${path.replace(/\.\w+$/, '/')} with a file for each thing it does.`,
    );
  return faults;
}

function roomFaults(path: string): string[] {
  const { room, feature, kind } = spotOf(path);
  if (/^src\/(README\.md|tsconfig\.json)$/.test(path)) return [];
  if (ROOMS[room] === undefined)
    return [`${path} is in no room: it belongs in one of src/{${Object.keys(ROOMS).join(',')}}.`];
  if (/\.test\.tsx?$/.test(path))
    return [`${path} is a test: it belongs in test/, in the file of its feature.`];
  if (path.endsWith('.tsx') && room !== 'web')
    return [`${path} draws a page: pages belong in src/web; what they say, in a feature’s messages.ts.`];
  if (room !== 'features' || kind === 'data') return [];
  if (feature === null)
    return kind === 'index' ? [] : [`${path} is in no feature: it belongs in a folder named after its noun.`];
  return KINDS[kind] && path.endsWith('.ts') ? [] : [`${path}: ${wordAdvice(kind, Object.keys(KINDS))}`];
}

/** The list of features, and the one door of the room whose insides nobody else may know. */
const DOORS = new Set(['src/features/index.ts', 'src/screening/index.ts']);

const barrel = (path: string) =>
  `${path} is a barrel: what it passes on is imported from the file that says it.`;

const DRAWERS = /^(utils?|helpers?|common|misc|manager|lib)$/;

function nameFaults(path: string): string[] {
  if (isGenerated(path) || path.endsWith('README.md')) return [];
  const odd = path.split('/').find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part));
  if (odd) return [`${path}: “${odd}” is not kebab-case, as all our names are.`];
  const drawer = path.split('/').find((part) => DRAWERS.test(part.replace(/\.\w+$/, '')));
  if (drawer)
    return [`${path}: “${drawer}” is a drawer; what is in it belongs in a file named after what it does.`];
  return /\/index\.tsx?$/.test(path) && !DOORS.has(path) && spotOf(path).feature === null
    ? [`${path} does not say what is in it: it belongs in a file named after what it does.`]
    : [];
}

/** One sentence for each thing a file does that belongs elsewhere. */
export function deedFaults(source: Source): string[] {
  const faults = source.deeds.flatMap((deed) => {
    const advice = deedAdvice(source.path, deed);
    return advice === null ? [] : [`${source.path} uses ${deed.seen}: ${advice}`];
  });
  for (const name of source.undocumented)
    faults.push(`${source.path} exports ${name}() without a docstring: say above it what it is for.`);
  if (source.defaultExport)
    faults.push(
      `${source.path} has a default export: give it a name, so that it is called the same everywhere.`,
    );
  if (
    source.onlyPassesOn &&
    !DOORS.has(source.path) &&
    !source.imports.every(({ target }) => target.includes('/generated/'))
  )
    faults.push(barrel(source.path));
  return [...new Set(faults)];
}

function deedAdvice(path: string, { deed }: Deed): string | null {
  const { room, kind } = spotOf(path);
  if (deed === 'console')
    return 'what is logged belongs in src/shared/log.ts, which drops what people typed.';
  if (deed === 'environment')
    return room === 'config' ? null : 'settings belong in src/config.ts, the only reader of the environment.';
  if (kind === 'rules' || room === 'screening') return pureAdvice(room, deed);
  if (deed !== 'clock' || room === 'main' || path === 'src/shared/clock.ts') return null;
  return 'the time belongs in an argument or a clock that is handed in (src/shared/clock.ts).';
}

function pureAdvice(room: string, deed: 'await' | 'clock' | 'randomness'): string {
  const who = room === 'screening' ? 'the screen is pure' : 'rules are pure';
  const caller = room === 'screening' ? 'its caller' : 'use-cases.ts';
  if (deed === 'await') return `${who}, so waiting belongs in ${caller}, which hands in what it got.`;
  if (deed === 'clock') return `${who}, so the time belongs in ${caller} and comes in as an argument.`;
  return `${who}, so chance belongs in ${caller} and comes in as an argument.`;
}
