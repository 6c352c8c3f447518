import { consultationsOpened, timeToFirstResponse } from './consultations.js';
import type { Facts } from './facts.js';
import { tally, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';

/** What moved in a week or a month, as it stands when it is over. Counts of events in it, not of a cohort. */
export type Figures = {
  opened: number;
  logged: number;
  replied: number;
  sent: number;
  accepted: number;
  contacted: number;
  closed: number;
  /** Closed without the referrer being told what they were to be told. */
  untold: number;
  /** Working hours to the first reply; null when there was none. */
  median: number | null;
  p90: number | null;
  /** Replies that came later than promised. */
  late: number;
  /** By site: how many consultations and referrals, and from whom. */
  sites: Readonly<Record<string, { cases: number; by: readonly string[] }>>;
  /** By level 1 category. */
  topics: Readonly<Record<string, number>>;
};

/** Works out the figures of a period. `facts` hold everything that happened in it. */
export function figuresOf(facts: Facts, period: Period): Figures {
  const { consultations, referrals } = facts;
  const counted = referrals.filter(({ state }) => state !== 'entered-in-error');
  const opened = consultations.filter(({ withdrawn, openedAt }) => !withdrawn && isIn(period, openedAt));
  const sent = counted.filter(({ sentAt }) => isIn(period, sentAt));
  const ended = counted.filter(({ closedAt }) => isIn(period, closedAt));
  const response = timeToFirstResponse(facts, period).lines[0]?.spread;
  const replied = consultations.filter(({ withdrawn, repliedAt }) => !withdrawn && isIn(period, repliedAt));
  const asked = consultationsOpened(facts, period);
  return {
    opened: countIn(asked, 'opened'),
    logged: countIn(asked, 'logged'),
    replied: replied.length,
    sent: sent.length,
    accepted: counted.filter(({ acceptedAt }) => isIn(period, acceptedAt)).length,
    contacted: counted.filter(({ contactedAt }) => isIn(period, contactedAt)).length,
    closed: ended.filter(({ state }) => state === 'completed' || state === 'failed').length,
    untold: ended.filter(({ told }) => told === 'failed').length,
    median: response?.median ?? null,
    p90: response?.p90 ?? null,
    late: replied.filter(({ repliedAt, promisedBy }) => repliedAt !== null && repliedAt > promisedBy).length,
    sites: bySite([
      ...opened.map(({ siteId, askerId }) => ({ siteId, memberId: askerId })),
      ...sent.map(({ siteId, senderId }) => ({ siteId, memberId: senderId })),
    ]),
    topics: Object.fromEntries(
      tally([...opened, ...sent].flatMap(({ issues }) => [...new Set(issues.map(facts.categoryOf))])),
    ),
  };
}

const countIn = ({ lines }: Measure, wanted: string) => lines.find(({ key }) => key === wanted)?.count ?? 0;

function bySite(deeds: readonly { siteId: string | null; memberId: string }[]): Figures['sites'] {
  const sites = new Map<string, { cases: number; by: readonly string[] }>();
  for (const { siteId, memberId } of deeds) {
    if (siteId === null) continue;
    const { cases, by } = sites.get(siteId) ?? { cases: 0, by: [] };
    sites.set(siteId, { cases: cases + 1, by: by.includes(memberId) ? by : [...by, memberId] });
  }
  return Object.fromEntries(sites);
}

/** Several figures as one: what moved is added up; a median is not, so it is only known where there is one. */
export function together(all: readonly Figures[]): Figures {
  const sum = (of: (each: Figures) => number) => all.reduce((total, each) => total + of(each), 0);
  const [only] = all;
  const alone = all.length === 1 && only ? only : null;
  return {
    opened: sum((each) => each.opened),
    logged: sum((each) => each.logged),
    replied: sum((each) => each.replied),
    sent: sum((each) => each.sent),
    accepted: sum((each) => each.accepted),
    contacted: sum((each) => each.contacted),
    closed: sum((each) => each.closed),
    untold: sum((each) => each.untold),
    late: sum((each) => each.late),
    median: alone?.median ?? null,
    p90: alone?.p90 ?? null,
    sites: alone?.sites ?? {},
    topics: Object.fromEntries(
      tally(
        all.flatMap(({ topics }) =>
          Object.entries(topics).flatMap(([key, count]) => Array<string>(count).fill(key)),
        ),
      ),
    ),
  };
}
