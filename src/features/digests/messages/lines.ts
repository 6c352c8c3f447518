import type { Chart } from '../../../chat/message.js';
import { counted, listInWords } from '../../../chat/words.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Partnership } from '../../partnerships/rules.js';
import { isQuietWeek, type Counts } from '../rules/counts.js';
import { trendOf, type Trend } from '../rules/trend.js';
import { weekColumn, weeksInWords } from './weeks.js';

const ARROWS = { up: '↑', level: '→', down: '↓' } as const;
const THAN_USUAL = { up: 'more than usual', level: 'about as usual', down: 'fewer than usual' } as const;
/** As many sites as one line can name. */
const NAMED_SITES = 2;

const cases = (opened: number, sent: number): string =>
  `${counted(opened, 'consultation')} and ${counted(sent, 'referral')}`;

/** What changed, in one sentence. */
export function headline(counts: Counts, timeZone: string): string {
  const { weeks, first, moved, embedding } = counts;
  const when = weeksInWords(weeks, timeZone);
  if (weeks.length > 1)
    return `${counted(weeks.length, 'week')} in one, ${when}: Corridor was not running, so no digest went. ${sentenceCase(cases(moved.opened, moved.sent))}.`;
  if (isQuietWeek(counts)) {
    const early = embedding === 0 ? '' : ` ${embeddingWords(embedding)}`;
    return `Quiet week, ${when}: no consultations, no referrals.${early}`;
  }
  if (first)
    return `Your first digest, ${when}: ${cases(moved.opened, moved.sent)}. One comes every Monday, also in a quiet week.`;
  const trend = trendOf(
    moved.opened + moved.sent,
    before(counts, (week) => week.consultations + week.referrals),
  );
  const kind = trend
    ? { up: 'A busier week than usual', level: 'A usual week', down: 'A calmer week than usual' }[
        trend.direction
      ]
    : 'The week';
  return `${kind}, ${when}: ${cases(moved.opened, moved.sent)}.`;
}

const embeddingWords = (sites: number): string =>
  sites === 1
    ? '1 site is in its first 12 weeks, which is normal.'
    : `${sites} sites are in their first 12 weeks, which is normal.`;

/** What waits now. */
export function waitingLine({ waiting }: Counts): string {
  const { consultations, overdue, referrals, actBy } = waiting;
  if (consultations + referrals + actBy === 0) return 'Nothing is waiting.';
  const late = overdue === 0 ? '' : ` (${overdue} longer than promised)`;
  return `Waiting now: ${counted(consultations, 'consultation')} for an answer${late}, ${counted(referrals, 'referral')} to be taken, ${actBy} to act on within 5 working days.`;
}

/** What moved. Null in a quiet week, whose headline has said so. */
export function movedLine(counts: Counts): string | null {
  if (isQuietWeek(counts)) return null;
  const { opened, logged, replied, sent, accepted, contacted, closed } = counts.moved;
  const phone = logged === 0 ? '' : ` (${logged} logged)`;
  return `Moved: consultations ${opened} opened${phone}, ${replied} answered; referrals ${sent} sent, ${accepted} accepted, ${contacted} contacted, ${closed} closed.`;
}

/**
 * How quick the first answer was, against what is promised. Null where there was nothing to answer, and after several
 * weeks, whose medians do not add up.
 */
export function responseLine({ response, moved, weeks }: Counts, { promise }: Partnership): string | null {
  if (weeks.length > 1 || moved.opened + moved.replied === moved.logged) return null;
  const promised = `promised within ${promise.consultationHours}`;
  if (response.median === null) return `First answer: none was given (${promised} working hours).`;
  const late = response.late === 0 ? 'none late' : `${response.late} late`;
  const hours = response.median < 1 ? 'less than 1 working hour' : `${round(response.median)} working hours`;
  return `First answer after ${hours} (the middle of ${moved.replied}), ${promised}; ${late}.`;
}

const round = (hours: number) => (hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours));

/** The newest week beside the own 13 before it, in words and as a picture. Null while there is nothing to compare with. */
export function trendChart(counts: Counts, timeZone: string): Chart | null {
  const { series } = counts;
  const newest = series.at(-1);
  if (
    !newest ||
    series.length < 2 ||
    series.every(({ consultations, referrals }) => consultations + referrals === 0)
  )
    return null;
  const about = (name: string, count: number, trend: Trend | null) =>
    trend
      ? `${name} ${ARROWS[trend.direction]} ${count}, ${THAN_USUAL[trend.direction]} (${trend.usual})`
      : `${name} ${count}`;
  const consultations = trendOf(
    newest.consultations,
    before(counts, (week) => week.consultations),
  );
  const referrals = trendOf(
    newest.referrals,
    before(counts, (week) => week.referrals),
  );
  return {
    title: counts.weeks.length > 1 ? 'Trend, newest week' : 'Trend',
    words: `${about('consultations', newest.consultations, consultations)}; ${about('referrals', newest.referrals, referrals)}.`,
    columns: series.map(({ week }) => weekColumn(week, timeZone)),
    rows: [
      { label: 'Consultations', values: series.map((week) => week.consultations) },
      { label: 'Referrals', values: series.map((week) => week.referrals) },
    ],
  };
}

const before = ({ series }: Counts, of: (week: Counts['series'][number]) => number) =>
  series.slice(0, -1).map(of);

/** Sites that have gone quiet, by what would help. Null when there is none. */
export function sitesLine({ quiet }: Counts, partnership: Partnership): string | null {
  const silent = quiet.filter(({ kind }) => kind !== 'newly-quiet');
  const quieter = quiet.filter(({ kind }) => kind === 'newly-quiet');
  const parts = [
    ...silent
      .slice(0, NAMED_SITES)
      .map(({ site, weeks }) => `nothing from ${siteName(partnership, site)} for ${weeksOrMore(weeks)}`),
    ...(silent.length > NAMED_SITES
      ? [`and from ${counted(silent.length - NAMED_SITES, 'other site')}`]
      : []),
    ...(quieter.length > 0
      ? [
          `${listInWords(quieter.slice(0, NAMED_SITES).map(({ site }) => siteName(partnership, site)))} quieter than usual`,
        ]
      : []),
  ];
  if (parts.length === 0) return null;
  const help = silent.length > 0 ? ' A word about what others ask may help.' : '';
  return `Sites: ${parts.join('; ')}.${help}`;
}

/** The figures reach back 13 weeks. */
const weeksOrMore = (weeks: number) => (weeks >= 13 ? '13 weeks or more' : counted(weeks, 'week'));

/** The site as people know it. */
export const siteName = ({ sites }: Partnership, id: string): string =>
  sites.find((each) => each.id === id)?.name ?? 'a site that has left';

/** What is still to be followed up. Null when nothing is. */
export function gapsLine({ gaps: { noOutcome, untold } }: Counts): string | null {
  const parts = [
    ...(noOutcome > 0 ? [`${counted(noOutcome, 'referral')} with no outcome after every ask`] : []),
    ...(untold > 0 ? [`${counted(untold, 'referrer')} could not be told how it ended`] : []),
  ];
  return parts.length === 0 ? null : `To follow up: ${parts.join('; ')}.`;
}

/** As much of a story as one line holds: all of it is in the channel. */
const MOST_OF_STORY = 160;

/** The newest story that two people agreed to. Null when there is none, or it was taken back. */
export function storyLine(story: string | null): string | null {
  if (story === null) return null;
  const line = story.replaceAll(/\s+/g, ' ');
  const cut = line.slice(0, MOST_OF_STORY).replace(/\s+\S*$/, '');
  return `What came of it: “${line.length <= MOST_OF_STORY ? line : `${cut} …`}”`;
}

/** What might be learnt from what came up most. Null when nothing came up. */
export function learningLine(
  { topic }: Counts,
  partnership: Partnership,
  card: string | null,
): string | null {
  if (topic === null) return null;
  const label = issueLabels(partnership, [topic.issue]) || 'something else';
  return card === null
    ? `Came up most: ${label}. No answer card about it yet; an adviser can keep one with “Save as card”.`
    : `Came up most: ${label}. There is an answer card: “${card}”.`;
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
