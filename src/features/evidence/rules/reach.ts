import type { Facts } from './facts.js';
import { line, type Measure } from './figure.js';
import { isIn, weekAt, weeksFrom, type Period } from './periods.js';
import { siteState, TREND_WEEKS } from './sites.js';

/** The 13 weeks that end with a period. */
export function recentTo({ until }: Period, timeZone: string): Period {
  const last = weekAt(new Date(until.getTime() - 1), timeZone);
  return { key: `13 weeks to ${last.key}`, from: weeksFrom(last, 1 - TREND_WEEKS, timeZone).from, until };
}

type Deed = { siteId: string | null; memberId: string; at: Date };

/** Who consulted or referred, from where, when. */
function deedsOf({ consultations, referrals }: Facts): Deed[] {
  const asked = consultations.filter(({ withdrawn }) => !withdrawn);
  const sent = referrals.filter(({ state }) => state !== 'entered-in-error');
  return [
    ...asked.map(({ siteId, askerId, openedAt }) => ({ siteId, memberId: askerId, at: openedAt })),
    ...sent.map(({ siteId, senderId, sentAt }) => ({ siteId, memberId: senderId, at: sentAt })),
  ];
}

/** The sites in scope with any activity in a period, with who was active there. */
export function activeSites(facts: Facts, period: Period): ReadonlyMap<string, ReadonlySet<string>> {
  const inScope = new Set(facts.sites.map(({ id }) => id));
  const active = new Map<string, Set<string>>();
  for (const { siteId, memberId, at } of deedsOf(facts)) {
    if (siteId === null || !inScope.has(siteId) || !isIn(period, at)) continue;
    active.set(siteId, (active.get(siteId) ?? new Set()).add(memberId));
  }
  return active;
}

/** M20: sites that have gone quiet by the end of a week, of those in scope. See `siteState`. */
export function silentSites(facts: Facts, period: Period): Measure {
  const { timeZone } = facts.time;
  const last = weekAt(new Date(period.until.getTime() - 1), timeZone);
  const weeks = Array.from({ length: TREND_WEEKS }, (_, n) => weeksFrom(last, n + 1 - TREND_WEEKS, timeZone));
  const deeds = deedsOf(facts);
  const states = facts.sites.map((site) => {
    const own = deeds.filter(({ siteId }) => siteId === site.id);
    const perWeek = weeks.map((week) => own.filter(({ at }) => isIn(week, at)).length);
    return siteState({ introducedAt: site.introducedAt, perWeek, asOf: last.until }).kind;
  });
  const lines = (['amber', 'red', 'newly-quiet', 'embedding'] as const).map((kind) =>
    line(kind, states.filter((each) => each === kind).length, states.length),
  );
  return { id: 'M20', basis: 'snapshot', period, lines };
}

/** M21: staff active in 13 weeks, of those who could be; and active sites that rest on one person. */
export function breadth(facts: Facts, period: Period): Measure {
  const recent = recentTo(period, facts.time.timeZone);
  const eligible = new Set(facts.members.map(({ id }) => id));
  const active = new Set(deedsOf(facts).flatMap(({ memberId, at }) => (isIn(recent, at) ? [memberId] : [])));
  const sites = activeSites(facts, recent);
  const alone = [...sites.values()].filter((people) => people.size === 1).length;
  const lines = [
    line('staff-active', [...active].filter((id) => eligible.has(id)).length, eligible.size),
    line('single-referrer-sites', alone, sites.size),
  ];
  return { id: 'M21', basis: 'snapshot', period, lines };
}

/** M22: taps on prompt cards that became a consultation or referral. Null where taps are not recorded. */
export function promptToReferral({ prompts }: Facts, period: Period): Measure {
  const tapped = prompts?.filter(({ tappedAt }) => isIn(period, tappedAt)) ?? null;
  const became = tapped && tapped.filter(({ becameCase }) => becameCase).length;
  return {
    id: 'M22',
    basis: 'activity',
    period,
    lines: [line('became-case', became, tapped?.length ?? null)],
  };
}
