import { consultationsOpened, timeToFirstResponse } from './consultations.js';
import type { Facts } from './facts.js';
import { tally, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';

/** What moved in one week, as it stood when the week was over. Counts of events in the week, not of a cohort. */
export type WeekFigures = {
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

/** Works out the figures of a week. `facts` hold everything that happened in it. */
export function weekFigures(facts: Facts, week: Period): WeekFigures {
  const { consultations, referrals } = facts;
  const counted = referrals.filter(({ state }) => state !== 'entered-in-error');
  const opened = consultations.filter(({ withdrawn, openedAt }) => !withdrawn && isIn(week, openedAt));
  const sent = counted.filter(({ sentAt }) => isIn(week, sentAt));
  const ended = counted.filter(({ closedAt }) => isIn(week, closedAt));
  const response = timeToFirstResponse(facts, week).lines[0]?.spread;
  const replied = consultations.filter(({ withdrawn, repliedAt }) => !withdrawn && isIn(week, repliedAt));
  const asked = consultationsOpened(facts, week);
  return {
    opened: countIn(asked, 'opened'),
    logged: countIn(asked, 'logged'),
    replied: replied.length,
    sent: sent.length,
    accepted: counted.filter(({ acceptedAt }) => isIn(week, acceptedAt)).length,
    contacted: counted.filter(({ contactedAt }) => isIn(week, contactedAt)).length,
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

function bySite(deeds: readonly { siteId: string | null; memberId: string }[]): WeekFigures['sites'] {
  const sites = new Map<string, { cases: number; by: readonly string[] }>();
  for (const { siteId, memberId } of deeds) {
    if (siteId === null) continue;
    const { cases, by } = sites.get(siteId) ?? { cases: 0, by: [] };
    sites.set(siteId, { cases: cases + 1, by: by.includes(memberId) ? by : [...by, memberId] });
  }
  return Object.fromEntries(sites);
}

/** Several weeks in a row as one: what moved is added up; a median is not, so it is only known for one week. */
export function together(weeks: readonly WeekFigures[]): WeekFigures {
  const sum = (of: (week: WeekFigures) => number) => weeks.reduce((total, week) => total + of(week), 0);
  const [only] = weeks;
  const alone = weeks.length === 1 && only ? only : null;
  return {
    opened: sum((week) => week.opened),
    logged: sum((week) => week.logged),
    replied: sum((week) => week.replied),
    sent: sum((week) => week.sent),
    accepted: sum((week) => week.accepted),
    contacted: sum((week) => week.contacted),
    closed: sum((week) => week.closed),
    untold: sum((week) => week.untold),
    late: sum((week) => week.late),
    median: alone?.median ?? null,
    p90: alone?.p90 ?? null,
    sites: alone?.sites ?? {},
    topics: Object.fromEntries(
      tally(
        weeks.flatMap(({ topics }) =>
          Object.entries(topics).flatMap(([key, count]) => Array<string>(count).fill(key)),
        ),
      ),
    ),
  };
}
