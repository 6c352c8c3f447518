/**
 * One line of what happened, in the order in which it happened. `what` names a thing that is said (“reply 7”), `at` a
 * place where it appears, `thread` the thread it appears in.
 * - `begun`: somebody set it off, and may or may not be told that it was taken; then it belongs in all of these places
 * - `promised`: they were told, so from here on it may not be lost
 * - `landed`: it appeared
 * - `owed` and `stands`: what must be true at the end, and what is
 */
export type Fact =
  | { kind: 'begun'; what: string; at: readonly string[] }
  | { kind: 'promised'; what: string }
  | { kind: 'landed'; what: string; at: string; thread?: string | undefined }
  | { kind: 'owed' | 'stands'; what: string };

export type Verdict = {
  begun: number;
  promised: number;
  landed: number;
  lost: string[];
  duplicated: string[];
  outOfOrder: string[];
};

/**
 * Judges a history without knowing anything of the program. Lost: promised, or seen in one place, and missing in
 * another; or owed and not so. Duplicated: more than once in one place. Out of order: in its thread after something
 * that was begun only when this had been promised already.
 */
export function check(history: readonly Fact[]): Verdict {
  const places = new Map<string, readonly string[]>();
  const beganAt = new Map<string, number>();
  const promisedAt = new Map<string, number>();
  const landed = new Map<string, Map<string, number>>();
  const stands = new Set<string>();
  const owed = new Set<string>();
  for (const [moment, fact] of history.entries()) {
    if (fact.kind === 'begun') {
      places.set(fact.what, fact.at);
      beganAt.set(fact.what, moment);
    } else if (fact.kind === 'promised') promisedAt.set(fact.what, moment);
    else if (fact.kind === 'landed') {
      const at = landed.get(fact.what) ?? new Map<string, number>();
      landed.set(fact.what, at.set(fact.at, (at.get(fact.at) ?? 0) + 1));
    } else (fact.kind === 'owed' ? owed : stands).add(fact.what);
  }

  const due = [...places].filter(([what]) => promisedAt.has(what) || landed.has(what));
  const missing = due.flatMap(([what, all]) =>
    all.filter((at) => !landed.get(what)?.has(at)).map((at) => `${what} is not at ${at}`),
  );
  const counts = [...landed].flatMap(([what, all]) => [...all].map(([at, count]) => ({ what, at, count })));
  return {
    begun: places.size,
    promised: promisedAt.size,
    landed: counts.reduce((sum, { count }) => sum + count, 0),
    lost: [...missing, ...[...owed].filter((what) => !stands.has(what))],
    duplicated: counts.flatMap(({ what, at, count }) =>
      Array.from({ length: count - 1 }, () => `${what} is at ${at} ${count} times`),
    ),
    outOfOrder: disordered(history, beganAt, promisedAt),
  };
}

type Moments = ReadonlyMap<string, number>;

function disordered(history: readonly Fact[], beganAt: Moments, promisedAt: Moments): string[] {
  const latest = new Map<string, { what: string; began: number }>();
  const found: string[] = [];
  for (const fact of history) {
    if (fact.kind !== 'landed' || fact.thread === undefined) continue;
    const { what, at, thread } = fact;
    const before = latest.get(`${at} ${thread}`);
    if (before && before.began > (promisedAt.get(what) ?? Infinity))
      found.push(`${what} is at ${at} after ${before.what}`);
    const began = beganAt.get(what) ?? 0;
    if (!before || began > before.began) latest.set(`${at} ${thread}`, { what, began });
  }
  return found;
}
