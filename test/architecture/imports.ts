import { posix } from 'node:path';
import { KINDS, OWNERS, ROOMS, spotOf, TYPES_OF, type Spot } from './layout.js';
import { COMPUTED, type Import, type Source } from './source.js';
import { featureAdvice, ownAdvice, roomAdvice } from './advice.js';

/** The file that a relative import means: TypeScript is imported by the name of what it becomes. */
export function resolveImport(from: string, target: string, exists: (path: string) => boolean): string {
  const path = posix.join(posix.dirname(from), target);
  const sources = [path, path.replace(/\.js$/, '.ts'), path.replace(/\.jsx?$/, '.tsx')];
  return sources.find(exists) ?? path.replace(/\.js$/, '.ts');
}

/** One sentence for each import that breaks a rule of the house. */
export function importFaults(from: Source, sources: ReadonlyMap<string, Source>): string[] {
  return from.imports.flatMap((each) => {
    if (each.target === COMPUTED)
      return [`${from.path} imports something worked out while running: name it, so that it can be checked.`];
    const advice = each.target.startsWith('.') ? own(from, each, sources) : packages(from, each.target);
    return advice === null ? [] : [advice];
  });
}

function packages({ path, imports }: Source, target: string): string | null {
  const { room, feature, kind } = spotOf(path);
  if (/^[/#]/.test(target)) return `${path} imports ${target}: import our own files by a relative path.`;
  const owner = OWNERS.find(([prefix]) => target === prefix || target.startsWith(ownerStart(prefix)))?.[1];
  const here = owner?.startsWith('features/') ? `${room}/${feature}` : room;
  if (owner && owner !== here)
    return `${path} imports ${target}: only src/${owner} knows it exists, so this belongs there.`;
  if (/^(botbuilder|botframework-)/.test(target) && !path.startsWith('src/teams/botbuilder/'))
    return `${path} imports ${target}: only src/teams/botbuilder knows it, so that its successor can take its place; this belongs behind src/teams/connector.ts.`;
  if (kind !== 'rules' || target === 'temporal-polyfill') return null;
  // A list beside the feature is checked where it is read, when the program starts.
  if (target === 'zod' && imports.some((each) => each.target.endsWith('.json'))) return null;
  const place = target === 'zod' ? 'schema.ts' : 'use-cases.ts';
  return `${path} imports ${target}: rules are pure, so this belongs in src/features/${feature}/${place}, which hands in what it finds.`;
}

// `pg` owns `pg/lib/…` but not `pgvector`; `botframework-` owns all that begins with it.
const ownerStart = (prefix: string) =>
  /[/-]$/.test(prefix) || prefix === 'botbuilder' ? prefix : `${prefix}/`;

function own(
  from: Source,
  { target, typeOnly }: Import,
  sources: ReadonlyMap<string, Source>,
): string | null {
  const path = resolveImport(from.path, target, (each) => sources.has(each) || each.endsWith('.json'));
  const here = spotOf(from.path);
  const there = spotOf(path);
  const says = `${from.path} imports ${path}: `;
  if (there.room === 'outside')
    return `${says}src stands alone, so what is needed from outside belongs in src or is handed in by src/main.ts.`;
  if (here.room === 'features' && here.feature !== null) {
    const advice = fromFeature(here, there, typeOnly);
    if (advice !== null) return says + advice;
    return impureForRules(here, typeOnly, sources.get(path)) ? says + PURE_SHARED : null;
  }
  const allowed = [here.room, ...(ROOMS[here.room] ?? []), ...(typeOnly ? (TYPES_OF[here.room] ?? []) : [])];
  return allowed.includes(there.room) ? null : says + roomAdvice(here.room, there.room);
}

function fromFeature(here: Spot, there: Spot, typeOnly: boolean): string | null {
  const may = KINDS[here.kind];
  if (!may || !here.feature) return null; // the vocabulary has said its sentence
  if (!ROOMS['features']?.includes(there.room) && there.room !== 'features')
    return roomAdvice(here.room, there.room);
  if (there.room !== 'features') {
    const allowed = [...may.rooms, ...(typeOnly ? may.typesOf : [])];
    return allowed.includes(there.room) ? null : featureAdvice(here.feature, here.kind, there.room);
  }
  if (there.feature === here.feature)
    return may.own.includes(there.kind) ? null : ownAdvice(here.feature, here.kind, there.kind);
  if (there.feature === null)
    return 'a feature does not know the list it is in; hand it in as a need from src/main.ts.';
  if (may.others.includes(there.kind)) return null;
  return `another feature is reached only through its ${may.others.map((word) => `${word}.ts`).join(' and ')}, so offer it in src/features/${there.feature}/${may.others[0]}.ts.`;
}

const PURE_SHARED =
  'rules are pure, so the time or the id it makes belongs in use-cases.ts and comes in as an argument.';

/** Rules may use a shared file only if that one is pure as well; its types are always free. */
function impureForRules({ kind }: Spot, typeOnly: boolean, target: Source | undefined): boolean {
  if (kind !== 'rules' || typeOnly || !target || spotOf(target.path).room !== 'shared') return false;
  const outside = target.imports.some(
    (each) => !each.typeOnly && !/^(\.|temporal-polyfill$)/.test(each.target),
  );
  return outside || target.deeds.length > 0;
}
