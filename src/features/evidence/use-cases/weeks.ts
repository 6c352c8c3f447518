import type { Partnership } from '../../partnerships/rules.js';
import type { Facts } from '../rules/facts.js';
import { weeksFrom, type Period } from '../rules/periods.js';
import { figuresOf, type Figures } from '../rules/moved.js';

export type EvidenceStore = {
  /** Everything that happened between two moments, as it stands at `asOf`. Costs what happened, not the archive. */
  facts(partnership: Partnership, between: Pick<Period, 'from' | 'until'>, asOf: Date): Promise<Facts>;
  /** When each site came into the partnership; null where that was not recorded. */
  introductions(partnershipId: string): Promise<ReadonlyMap<string, Date | null>>;
  /** The closed weeks and months among these, by name. */
  closedPeriods(partnershipId: string, names: readonly string[]): Promise<ReadonlyMap<string, Figures>>;
  /** Freezes a period's figures. @returns those that count: another process may have closed it first. */
  close(partnershipId: string, name: string, figures: Figures, now: Date): Promise<Figures>;
};

export type EvidenceNeeds = { store: EvidenceStore; now: () => Date };

export type ClosedWeek = { week: Period; figures: Figures };

/**
 * The figures of a week that is over and of up to `before` weeks before it, oldest first, but of none that was over at
 * `since`, when there was no partnership yet. A week is worked out once and
 * kept: from then on it is frozen, and whatever is corrected later shows in later periods. Source: measures, rule 9.
 */
export async function closedWeeksTo(
  { store, now }: EvidenceNeeds,
  partnership: Partnership,
  week: Period,
  before: number,
  since: Date | null,
): Promise<ClosedWeek[]> {
  const weeks = Array.from({ length: before + 1 }, (_, nth) =>
    weeksFrom(week, nth - before, partnership.timeZone),
  ).filter(({ until }) => since === null || until > since);
  const kept = await store.closedPeriods(
    partnership.id,
    weeks.map(({ key }) => key),
  );
  const closed: ClosedWeek[] = [];
  for (const each of weeks) {
    const known = kept.get(each.key);
    closed.push({ week: each, figures: known ?? (await close({ store, now }, partnership, each)) });
  }
  return closed;
}

/**
 * The figures of a month that is over: worked out once and kept, as a week is, so that nobody can compare what was shown
 * before a correction with what is shown after it.
 */
export async function closedMonth(
  needs: EvidenceNeeds,
  partnership: Partnership,
  month: Period,
): Promise<Figures> {
  const kept = await needs.store.closedPeriods(partnership.id, [month.key]);
  return kept.get(month.key) ?? (await close(needs, partnership, month));
}

async function close(
  { store, now }: EvidenceNeeds,
  partnership: Partnership,
  period: Period,
): Promise<Figures> {
  const figures = figuresOf(await store.facts(partnership, period, now()), period);
  return store.close(partnership.id, period.key, figures, now());
}
