import { closedWeeksTo, type ClosedWeek } from '../../evidence/use-cases/weeks.js';
import { siteState, TREND_WEEKS } from '../../evidence/rules/sites.js';
import { together } from '../../evidence/rules/moved.js';
import type { Period } from '../../evidence/rules/periods.js';
import { UNCONFIRMED_AFTER_MS, type Partnership } from '../../partnerships/rules.js';
import type { AtHand } from '../rules/actions.js';
import { topicIn, type Counts, type QuietKind } from '../rules/counts.js';
import { isChampion } from '../../partnerships/rules/champions.js';
import { staffOf } from '../rules/people.js';
import type { Needs } from './needs.js';

/** Counts everything a digest is made from. The cost is that of the weeks it covers; those before are kept figures. */
export async function countFor(
  needs: Needs,
  partnership: Partnership,
  covered: readonly Period[],
  first: boolean,
): Promise<{ counts: Counts; atHand: AtHand }> {
  const week = covered.at(-1);
  if (!week) throw new Error('a digest covers at least one week');
  const { evidence, store, stories } = needs;
  const introducedAt = await evidence.introductions(partnership.id);
  const before = covered.length - 1 + TREND_WEEKS;
  const since = beginningOf(introducedAt);
  const all = await closedWeeksTo({ store: evidence, now: needs.now }, partnership, week, before, since);
  const own = together(all.slice(-covered.length).map(({ figures }) => figures));
  const recent = all.slice(-TREND_WEEKS);
  const work = await store.openWork(partnership, needs.now());
  const sites = sitesOf(partnership, recent, introducedAt, week);
  const issue = topicIn(own);
  const { opened, logged, replied, sent, accepted, contacted, closed } = own;
  const counts: Counts = {
    weeks: covered.map(({ key }) => key),
    first,
    moved: { opened, logged, replied, sent, accepted, contacted, closed },
    response: { median: own.median, late: own.late },
    waiting: work.waiting,
    series: all.slice(-TREND_WEEKS - 1).map(({ week: { key }, figures }) => ({
      week: key,
      consultations: figures.opened,
      referrals: figures.sent,
    })),
    quiet: sites.quiet,
    embedding: sites.embedding.length,
    gaps: { noOutcome: work.unrecorded.length, untold: own.untold },
    topic: issue === null ? null : { issue, card: await needs.cardAbout(partnership, issue) },
    story: await stories.postedIn(partnership.id, { from: (covered[0] ?? week).from, until: week.until }),
  };
  return {
    counts,
    atHand: {
      ...work,
      capacity: unconfirmed(partnership, needs.now()),
      single: singleReferrer(partnership, recent),
      embedding: sites.embedding.filter((site) => hasReaders(partnership, site)),
      story: await stories.waiting(partnership.id),
    },
  };
}

/** When the partnership began: with its first site. Null where that was not recorded for each of them. */
function beginningOf(introducedAt: ReadonlyMap<string, Date | null>): Date | null {
  const known = [...introducedAt.values()].flatMap((at) => at?.getTime() ?? []);
  return known.length === 0 || known.length < introducedAt.size ? null : new Date(Math.min(...known));
}

function sitesOf(
  partnership: Partnership,
  recent: readonly ClosedWeek[],
  introducedAt: ReadonlyMap<string, Date | null>,
  { until: asOf }: Period,
) {
  const states = partnership.sites
    .filter(({ id }) => staffOf(partnership, id).length > 0)
    .map(({ id }) => {
      const perWeek = recent.map(({ figures }) => figures.sites[id]?.cases ?? 0);
      return { site: id, ...siteState({ introducedAt: introducedAt.get(id) ?? null, perWeek, asOf }) };
    });
  const quiet = states.flatMap(({ site, kind, weeks }) =>
    kind === 'active' || kind === 'embedding' ? [] : [{ site, kind: kind satisfies QuietKind, weeks }],
  );
  return {
    quiet: quiet.toSorted((one, two) => two.weeks - one.weeks),
    embedding: states.flatMap(({ site, kind }) => (kind === 'embedding' ? [site] : [])),
  };
}

/** Whether anybody works there who does not read the digest themselves. */
const hasReaders = (partnership: Partnership, site: string) =>
  staffOf(partnership, site).some((member) => !isChampion(member));

/** Sites where one person did everything for 13 weeks while others work there too. */
function singleReferrer(partnership: Partnership, recent: readonly ClosedWeek[]): string[] {
  return partnership.sites.flatMap(({ id }) => {
    const people = new Set(recent.flatMap(({ figures }) => figures.sites[id]?.by ?? []));
    return people.size === 1 &&
      staffOf(partnership, id).some((member) => !people.has(member.id) && !isChampion(member))
      ? [id]
      : [];
  });
}

/** The service whose capacity has gone longest without a word, if that is more than a week. */
function unconfirmed({ services }: Partnership, now: Date): string | null {
  const old = services.flatMap(({ id, status, capacity }) => {
    const sinceMs = capacity && status === 'active' ? now.getTime() - capacity.asOf.getTime() : 0;
    return sinceMs > UNCONFIRMED_AFTER_MS ? [{ id, sinceMs }] : [];
  });
  return old.toSorted((one, two) => two.sinceMs - one.sinceMs)[0]?.id ?? null;
}
