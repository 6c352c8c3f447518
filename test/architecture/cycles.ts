/** Who knows whom. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The shortest circle through each knot, as names in order, the first one again at the end. */
export function findCycles(graph: Graph): string[][] {
  const told = new Set<string>();
  const cycles: string[][] = [];
  for (const start of [...graph.keys()].sort()) {
    const cycle = told.has(start) ? null : shortestWayBack(graph, start);
    if (!cycle) continue;
    cycle.forEach((each) => told.add(each));
    cycles.push(cycle);
  }
  return cycles;
}

function shortestWayBack(graph: Graph, start: string): string[] | null {
  const ways = [[start]];
  const seen = new Set<string>();
  for (const way of ways)
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]); // the loop over `ways` goes on to it: breadth first
    }
  return null;
}
