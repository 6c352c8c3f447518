import { findCycles, type Graph } from './cycles.js';
import { deedFaults, isGenerated, placeFaults } from './habits.js';
import { importFaults, resolveImport } from './imports.js';
import { spotOf } from './layout.js';
import { readSource, type File, type Source } from './source.js';

/**
 * Holds the files of src against the rules of the house.
 * @returns a sentence for each fault: what is wrong, and where the thing belongs instead
 */
export function check(files: readonly File[]): string[] {
  const written = files.filter(({ path }) => !path.includes('/generated/'));
  const sources = written
    .filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path) && !isAsset(path))
    .map(readSource);
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return [
    ...written.flatMap(placeFaults),
    ...sources.flatMap((source) => importFaults(source, byPath)),
    ...sources.filter(({ path }) => !isGenerated(path)).flatMap(deedFaults),
    ...circlesOfFiles(byPath),
    ...circlesOfFeatures(byPath),
  ];
}

/** Scripts that a browser runs, served as they are: no module of ours. */
const isAsset = (path: string) => path.startsWith('src/web/') && path.endsWith('.js');

function circlesOfFiles(sources: ReadonlyMap<string, Source>): string[] {
  return findCycles(graphOf(sources, (path) => path)).map(
    (circle) =>
      `${circle.join(' → ')} is a circle: what they share belongs in a file that knows none of them.`,
  );
}

function circlesOfFeatures(sources: ReadonlyMap<string, Source>): string[] {
  return findCycles(graphOf(sources, (path) => spotOf(path).feature)).map(
    (circle) =>
      `The features ${circle.join(' → ')} know each other in a circle: what they share is its own noun and belongs in a feature of its own.`,
  );
}

/** Draws who imports whom, by whatever name a path goes here; a path without a name is left out. */
function graphOf(sources: ReadonlyMap<string, Source>, nameOf: (path: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of sources.values()) {
    const from = nameOf(path);
    for (const { target } of from === null ? [] : imports.filter((each) => each.target.startsWith('.'))) {
      const found = resolveImport(path, target, (each) => sources.has(each));
      const to = sources.has(found) ? nameOf(found) : null;
      // A file that imports itself is a circle; a feature that does is a feature.
      if (from !== null && to !== null && (from !== to || path === found))
        graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  }
  return graph;
}
