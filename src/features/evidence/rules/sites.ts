import { medianOf } from './figure.js';

/** What a trend is measured against: the own 13 weeks. */
export const TREND_WEEKS = 13;
const WEEK_MS = 7 * 24 * 3_600_000;
const GRACE_WEEKS = 12;
const AMBER_WEEKS = 4;
const RED_WEEKS = 8;
/** Below this a usual week is too thin to be half of. */
const LEAST_USUAL = 2;

/** How a site does. `weeks` is how long nothing came from it, or how long it has taken part; never a judgement. */
export type SiteState = {
  kind: 'embedding' | 'active' | 'newly-quiet' | 'amber' | 'red';
  weeks: number;
  /** How far it has come. */
  stage: 'introduced' | 'trying' | 'regular' | 'embedded';
};

/**
 * How a site stands at the end of a week. Silent for 4 weeks is amber, for 8 red, but nothing is marked in the first 12
 * weeks after it was introduced; newly quiet is a week under half the own 13-week median. Source: measures, M20.
 * @param perWeek consultations and referrals of the last 13 weeks, the newest last
 * @param introducedAt null for a site that was there before that was recorded
 */
export function siteState(site: {
  introducedAt: Date | null;
  perWeek: readonly number[];
  asOf: Date;
}): SiteState {
  const { introducedAt, perWeek, asOf } = site;
  const lastActive = perWeek.findLastIndex((count) => count > 0);
  const silent = perWeek.length - 1 - lastActive;
  const present = introducedAt ? Math.floor((asOf.getTime() - introducedAt.getTime()) / WEEK_MS) : Infinity;
  const stage = stageOf(perWeek, present);
  if (present < GRACE_WEEKS) return { kind: 'embedding', weeks: Math.max(0, present), stage };
  if (silent >= RED_WEEKS) return { kind: 'red', weeks: silent, stage };
  if (silent >= AMBER_WEEKS) return { kind: 'amber', weeks: silent, stage };
  const usual = medianOf(perWeek) ?? 0;
  const quiet = usual >= LEAST_USUAL && (perWeek.at(-1) ?? 0) < usual / 2;
  return { kind: quiet ? 'newly-quiet' : 'active', weeks: silent, stage };
}

function stageOf(perWeek: readonly number[], present: number): SiteState['stage'] {
  const weeks = perWeek.filter((count) => count > 0).length;
  if (weeks === 0) return 'introduced';
  if (weeks < TREND_WEEKS / 3) return 'trying';
  return present >= GRACE_WEEKS && weeks >= (TREND_WEEKS * 2) / 3 ? 'embedded' : 'regular';
}
