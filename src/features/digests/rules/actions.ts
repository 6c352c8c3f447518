import { isQuietWeek, type Counts, type OpenWork } from './counts.js';

/**
 * What a digest may suggest, in the order in which it is chosen. `share` and `log` fill up a quiet week and ask for
 * nothing. Source: measures, section 3; what no data are held for (stakeholders, funding, onboarding) is not offered.
 */
const ORDER = [
  'act-by',
  'unanswered',
  'outcomes',
  'silent-site',
  'capacity',
  'single-referrer',
  'story',
  'share',
  'log',
] as const;
export type ActionKind = (typeof ORDER)[number];

/** A suggestion: what to do, about what (a case, a site, a service), and how much of it there is. */
export type Action = { kind: ActionKind; about: string; count: number };

/** The name a suggestion is remembered by. About another case or site it is another suggestion. */
export const keyOf = ({ kind, about }: Pick<Action, 'kind' | 'about'>): string => `${kind}:${about}`;

/** A digest that went: how many weeks ago, what it suggested, and what of it somebody did. */
export type Past = { weeksAgo: number; offered: readonly string[]; done: readonly string[] };

const MOST_ACTIONS = 3;
/** How long a suggestion steps back for once it was ignored twice. */
const REST_WEEKS = 4;
const FILLERS: ReadonlySet<ActionKind> = new Set(['share', 'log']);

/**
 * Chooses at most three, in the fixed order, one of a kind. One that was ignored twice steps back for four weeks.
 * @param found everything that could be suggested; of a kind, the most pressing first
 */
export function chooseActions(found: readonly Action[], past: readonly Past[]): Action[] {
  const chosen = ORDER.flatMap(
    (kind) =>
      found.find((each) => each.kind === kind && (FILLERS.has(kind) || !rests(keyOf(each), past))) ?? [],
  );
  return chosen.slice(0, MOST_ACTIONS);
}

/** Whether it was offered twice within four weeks, the second time within the last four, and nobody did it. */
function rests(key: string, past: readonly Past[]): boolean {
  const [newest, before] = past
    .filter(({ offered }) => offered.includes(key))
    .toSorted((one, two) => one.weeksAgo - two.weeksAgo);
  if (!newest || !before || newest.weeksAgo > REST_WEEKS) return false;
  if (before.weeksAgo - newest.weeksAgo > REST_WEEKS) return false;
  return !newest.done.includes(key) && !before.done.includes(key);
}

/** What lies at hand besides the counts. */
export type AtHand = OpenWork & {
  /** The service whose capacity was confirmed longest ago, if that is more than a week. */
  capacity: string | null;
  /** Sites that rest on one person and have others who could; and those in their first twelve weeks. */
  single: readonly string[];
  embedding: readonly string[];
  /** The story that has waited longest for a champion to agree. */
  story: string | null;
};

/** Everything that could be suggested from these counts. */
export function suggestionsFrom(counts: Counts, atHand: AtHand): Action[] {
  const { pressing, overdue, unrecorded, capacity, single, embedding, story } = atHand;
  const one = (kind: ActionKind, about: string | undefined | null, count = 1): Action[] =>
    about === undefined || about === null || count === 0 ? [] : [{ kind, about, count }];
  const calm = isQuietWeek(counts);
  return [
    ...one('act-by', pressing[0]?.id, pressing.length),
    ...one('unanswered', overdue[0]?.id, overdue.length),
    ...one('outcomes', '', unrecorded.length),
    ...counts.quiet.flatMap(({ site, weeks }) => one('silent-site', site, Math.max(1, weeks))),
    ...(calm ? embedding.flatMap((site) => one('silent-site', site)) : []),
    ...one('capacity', capacity),
    ...single.flatMap((site) => one('single-referrer', site)),
    ...one('story', story),
    ...one('share', counts.topic?.card),
    ...(calm ? one('log', '') : []),
  ];
}
