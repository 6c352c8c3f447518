import { WEEKDAYS } from '../rules.js';
import type { Draft, LooseItem } from './draft.js';
import { roleOf } from './lists.js';
import type { ExceptionEntry, OnSiteEntry } from './rota.js';
import type { Path } from './yaml.js';
import type { z } from 'zod';

type Misfit = { path: Path; message: string };

/** What does not fit in the rota and among those on site, as far as it can be understood. */
export const rotaMisfits = (draft: Draft): readonly Misfit[] => [
  ...WEEKDAYS.flatMap((weekday) => eachAdviser(draft, ['rota', weekday], draft.rota[weekday])),
  ...draft.exceptions.flatMap((each) => exceptionMisfits(draft, each)),
  ...draft.onSite.flatMap((each) => visitMisfits(draft, each)),
];

const eachAdviser = (draft: Draft, path: Path, keys: readonly string[] = []): readonly Misfit[] =>
  keys.flatMap((key, index) => adviser(draft, [...path, index], key));

/** Anybody may be away: an adviser, or a champion whose digest somebody else then looks after. */
const anybody = ({ members }: Draft, path: Path, key: string): readonly Misfit[] =>
  members.some((each) => each.key === key)
    ? []
    : [{ path, message: 'should be the key of somebody under members' }];

function adviser(draft: Draft, path: Path, key: string | undefined): readonly Misfit[] {
  if (key === undefined) return [];
  const found = draft.members.find((each) => each.key === key);
  if (!found) return anybody(draft, path, key);
  const { role } = found.entry;
  if (role === undefined || roleOf(role).side === 'legal') return [];
  return [{ path, message: 'should be an adviser: this person’s role is on the health side' }];
}

function exceptionMisfits(
  draft: Draft,
  { index, given, entry }: LooseItem<z.infer<typeof ExceptionEntry>>,
): readonly Misfit[] {
  const at = (...rest: Path) => ['rota', 'exceptions', index, ...rest];
  const { from, until, away, cover = [] } = entry;
  const misfits = [
    ...(away ?? []).flatMap((key, place) => anybody(draft, at('away', place), key)),
    ...eachAdviser(draft, at('cover'), cover),
    ...cover.flatMap((key, place) =>
      away?.includes(key) ? [{ path: at('cover', place), message: 'is away on the same days' }] : [],
    ),
  ];
  if (!given.has('away') && !given.has('cover'))
    misfits.push({ path: at(), message: 'should say who is away, who covers, or both' });
  if (from !== undefined && until !== undefined && until < from)
    misfits.push({ path: at('until'), message: 'should not be before from' });
  return misfits;
}

function visitMisfits(
  draft: Draft,
  { index, entry }: LooseItem<z.infer<typeof OnSiteEntry>>,
): readonly Misfit[] {
  const at = (...rest: Path) => ['onSite', index, ...rest];
  const { member, site, from, until } = entry;
  const misfits = [...adviser(draft, at('member'), member)];
  if (site !== undefined && !draft.sites.some(({ key }) => key === site))
    misfits.push({ path: at('site'), message: 'should be the key of one of the sites in this file' });
  if (from !== undefined && until !== undefined && until <= from)
    misfits.push({ path: at('until'), message: 'should be later than from' });
  const elsewhere = draft.onSite.some(
    (each) =>
      each.index < index &&
      each.entry.member === member &&
      each.entry.weekday === entry.weekday &&
      overlap(each.entry, entry),
  );
  if (elsewhere) misfits.push({ path: at('from'), message: 'is when this person is on site already' });
  return misfits;
}

type Times = { from?: string | undefined; until?: string | undefined };

const overlap = (one: Times, two: Times) =>
  [one.from, one.until, two.from, two.until].every((each) => each !== undefined) &&
  (one.from ?? '') < (two.until ?? '') &&
  (two.from ?? '') < (one.until ?? '');
