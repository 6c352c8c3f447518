import type { Member } from '../../partnerships/rules.js';
import { bundleOf, newsOf, type BundledNews, type Rhythm } from '../rules/bundle.js';
import { isOvertaken, levelFor, mayHear } from '../rules/sharing.js';
import type { ReferralView } from '../rules/view.js';
import type { Recent, ViewNeeds } from './needs.js';
import { viewOf } from './view.js';

/** One line of a bundle: a referral, and the latest that this reader may hear of it. */
export type Update = { view: ReferralView; news: BundledNews };

export type Bundle = { day: string; rhythm: Rhythm };

/** Longer than any bundle reaches back: a week, with the holidays before it. */
const REACHES_BACK_MS = 14 * 24 * 3_600_000;

/**
 * What a bundle says, as it stands at this moment: for each referral one line, its latest state, by what this reader
 * may hear now. What they did themselves is no news to them.
 */
export async function updatesFor(needs: ViewNeeds, reader: Member, bundle: Bundle): Promise<Update[]> {
  const since = new Date(Date.parse(`${bundle.day}T00:00:00Z`) - REACHES_BACK_MS);
  const recent = await needs.store.changedFor(reader.partnershipId, reader.id, since);
  const updates: Update[] = [];
  for (const each of recent) {
    const news = latestNews(needs, each, reader, bundle);
    const view = news && (await viewOf(needs, each.referral));
    if (news && view) updates.push({ view, news });
  }
  return updates;
}

function latestNews(
  { directory }: ViewNeeds,
  { referral, happened }: Recent,
  reader: Member,
  { day, rhythm }: Bundle,
): BundledNews | null {
  const time = directory.partnership(reader.partnershipId);
  if (!time) return null;
  const level = levelFor(referral, reader.id);
  const heard = happened
    .filter(({ at, byId }) => byId !== reader.id && bundleOf(at, rhythm, time).day === day)
    .flatMap(({ kind }) => newsOf(kind) ?? [])
    .filter((news) => mayHear(level, news) && !isOvertaken(referral, news));
  return heard.at(-1) ?? null;
}
