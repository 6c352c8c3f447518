import type { Database } from '../../src/database/types.js';

/** One figure as it is compared: its key, the count, what it is of, and, where it has them, middle, P90 and pence. */
export type Row = {
  key: string;
  n: number | null;
  of: number | null;
  median?: number | null;
  p90?: number | null;
  pence?: number;
};

/** Moments in whole seconds since 1970, and calendar days as `YYYY-MM-DD`. */
export type Span = {
  from: number;
  until: number;
  asOf: number;
  recent: number;
  /** When the last week of the period ends. `recent` is 13 weeks before it. */
  weekEnd: number;
  fromDay: string;
  untilDay: string;
};

/** The clocks in London went back at this second; before it they were an hour ahead. */
const CLOCKS_BACK = 1_792_890_000;
/** Days since 1970 that are bank holidays in England: Christmas, Boxing Day (on the Monday), New Year’s Day. */
const HOLIDAYS = '20812, 20815, 20819';
const LEGAL = `'adviser','caseworker','welfare-rights-officer','solicitor','trainee','duty-adviser','service-lead'`;

/**
 * The measures worked out a second time, in SQL alone, from the tables: nothing here is shared with the product. It
 * holds for the sample, whose issues are all of the first level, between October 2026 and New Year.
 */
export function sqlFigures({ db, provider }: Database, { from, until, asOf, recent, weekEnd, fromDay, untilDay }: Span) {
  const lite = provider === 'sqlite';
  const seconds = (column: string) => lite ? `CAST(unixepoch("${column}") AS INTEGER)` : `CAST(FLOOR(EXTRACT(EPOCH FROM "${column}")) AS BIGINT)`;
  const dayOf = (column: string) => lite ? `unixepoch("${column}") / 86400` : `CAST("${column}" AS date) - DATE '1970-01-01'`;
  const each = lite ? `json_each(f."issues")` : `jsonb_array_elements_text(f."issues") AS j(value)`;
  const local = (moment: string) => `((${moment} + CASE WHEN ${moment} < ${CLOCKS_BACK} THEN 3600 ELSE 0 END) / 86400)`;
  const inside = (moment: string) => `${moment} >= ${from} AND ${moment} < ${until}`;
  const worth = `CASE WHEN "period" IS NULL OR "period" = 'once' THEN "amountPence" ELSE CAST(ROUND("amountPence"
    * CASE "period" WHEN 'week' THEN 52 WHEN 'four-week' THEN 13 WHEN 'month' THEN 12 ELSE 1 END
    * COALESCE("weeks", CASE WHEN "code" IN ('SMP', 'MA') THEN 39 WHEN "code" = 'SSP' THEN 28 ELSE 52 END) / 52.0) AS INTEGER) END`;
  const tables = `WITH RECURSIVE days(d) AS (SELECT 20720 UNION ALL SELECT d + 1 FROM days WHERE d < 20900),
    working AS (SELECT d, d * 86400 + 32400 - CASE WHEN d < 20751 THEN 3600 ELSE 0 END AS opens FROM days
      WHERE (d + 4) % 7 BETWEEN 1 AND 5 AND d NOT IN (${HOLIDAYS})),
    c AS (SELECT "id", "source", "state", "siteId" AS site, "askerId" AS who, "askerResult" AS ar, "adviserResult" AS vr,
      ${seconds('openedAt')} AS o, ${seconds('repliedAt')} AS p, ${seconds('closedAt')} AS x, ${seconds('promisedBy')} AS pr
      FROM "Consultation" WHERE "state" <> 'withdrawn'),
    asked AS (SELECT * FROM c WHERE ${inside('o')}),
    r AS (SELECT f."id", f."state", f."reason", f."issues", f."siteId" AS site, f."senderId" AS who, f."consultationId" AS cid,
      ${seconds('sentAt')} AS s, ${seconds('acceptedAt')} AS a, ${seconds('contactedAt')} AS k, ${seconds('closedAt')} AS x,
      ${dayOf('actBy')} AS actby FROM "Referral" f WHERE f."state" <> 'entered-in-error'),
    sent AS (SELECT * FROM r WHERE ${inside('s')}),
    ended AS (SELECT * FROM r WHERE "state" IN ('completed', 'failed') AND ${inside('x')}),
    o AS (SELECT "referralId" AS rid, "code", "kind", "certainty", ${worth} AS worth, "dateAchieved" AS gained FROM "Outcome" WHERE "endedAt" IS NULL),
    gains AS (SELECT * FROM o WHERE gained >= '${fromDay}' AND gained < '${untilDay}'),
    deeds AS (SELECT site, who, o AS t FROM c UNION ALL SELECT site, who, s FROM r),
    active AS (SELECT site, COUNT(DISTINCT who) AS people FROM deeds WHERE site IS NOT NULL AND t >= ${recent} AND t < ${until} GROUP BY site)`;
  const rows = (sql: string) => db.$queryRawUnsafe<Record<string, unknown>[]>(`${tables} ${sql}`);
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  /** Every `SELECT key, n, of` of a figure that is only counted. */
  const counted = async (...selects: string[]): Promise<Row[]> => {
    const found = await rows(selects.join(' UNION ALL '));
    return found.map(({ key, n, of }) => ({ key: String(key), n: number(n), of: number(of) }));
  };
  const one = (key: string, n: string, of = 'CAST(NULL AS BIGINT)') => `SELECT '${key}' AS "key", ${n} AS "n", ${of} AS "of"`;
  const count = (what: string) => `(SELECT COUNT(*) FROM ${what})`;
  /** The middle and the 90th percentile (nearest rank) of the values `v` of a query. */
  const spread = async (key: string, values: string, of: string, scale = 1): Promise<Row> => {
    const ranked = `(SELECT v, ROW_NUMBER() OVER (ORDER BY v) AS nth, COUNT(*) OVER () AS n FROM (${values}) AS u)`;
    const [row = {}] = await rows(`SELECT ${count(`(${values}) AS z`)} AS "n", ${of} AS "of",
      (SELECT AVG(v * 1.0) FROM ${ranked} AS m WHERE nth IN ((n + 1) / 2, (n + 2) / 2)) AS "median",
      (SELECT v FROM ${ranked} AS q WHERE nth = (9 * n + 9) / 10) AS "p90"`);
    const scaled = (value: unknown) => (value === null ? null : Math.round((Number(value) / scale) * 1_000) / 1_000);
    return { key, n: number(row['n']), of: number(row['of']), median: scaled(row['median']), p90: scaled(row['p90']) };
  };
  /** Working time between two columns of `t`, in hundredths of an hour. */
  const hours = (t: string, begin: string, end: string, where: string) => `SELECT ROUND(COALESCE(SUM(
    CASE WHEN opens + 28800 < ${end} THEN opens + 28800 ELSE ${end} END - CASE WHEN opens > ${begin} THEN opens ELSE ${begin} END), 0) / 36.0) AS v
    FROM ${t} LEFT JOIN working ON opens < ${end} AND opens + 28800 > ${begin} WHERE ${where} GROUP BY ${t}."id"`;
  const decided = count(`sent WHERE a IS NOT NULL OR "state" = 'rejected'`);
  const money = async (key: string, where: string, of: string | null): Promise<Row> => {
    const perPerson = `SELECT SUM(worth) AS v FROM gains WHERE ${where} AND worth IS NOT NULL GROUP BY rid`;
    const { p90: _none, ...row } = await spread(key, perPerson, of ?? `(SELECT COUNT(DISTINCT rid) FROM gains WHERE ${where})`);
    const [sum = {}] = await rows(`SELECT COALESCE(SUM(worth), 0) AS pence FROM gains WHERE ${where}`);
    return { ...row, pence: Number(sum['pence']) };
  };
  const income = ['income-ongoing', 'income-one-off', 'arrears'];
  const told = `(SELECT e."id", CASE
    WHEN EXISTS (SELECT 1 FROM "Agreement" g WHERE g."referralId" = e."id" AND g."kind" = 'feedback' AND g."party" = 'sender' AND g."endedAt" IS NULL AND g."level" = 'none') THEN 'no'
    WHEN EXISTS (SELECT 1 FROM "Outbox" b WHERE b."subject" = 'referral-status:' || e."id" AND b."state" IN ('pending', 'sending', 'held', 'dead')) THEN 'late'
    WHEN EXISTS (SELECT 1 FROM "Posted" w WHERE w."subject" = 'referral-status:' || e."id") THEN 'yes' ELSE 'late' END AS told FROM ended e) AS h`;
  const staff = `"Member" WHERE "active" = ${lite ? '1' : 'true'} AND "role" NOT IN (${LEGAL})`;
  const dated = `sent WHERE actby IS NOT NULL`;
  const acceptedDay = local('a');

  return {
    M01: () => counted(one('opened', count('asked')), one('in-thread', count(`asked WHERE "source" = 'thread'`)), one('logged', count(`asked WHERE "source" <> 'thread'`))),
    M02: () => counted(one('per-active-site', count('asked'), count('active'))),
    M03: async () => [
      { ...(await spread('replied', hours('c', 'o', 'p', `"source" = 'thread' AND p IS NOT NULL AND ${inside('p')}`), 'NULL', 100)) },
      ...(await counted(one('unanswered', count(`asked WHERE "source" = 'thread' AND p IS NULL`), count(`asked WHERE "source" = 'thread'`)))),
    ],
    M04now: () => counted(one('overdue', count(`c WHERE x IS NULL AND p IS NULL AND pr < ${asOf}`), count('c WHERE x IS NULL'))),
    M04ever: () => counted(one('breached', count(`asked WHERE "source" = 'thread' AND COALESCE(p, x, ${asOf}) > pr`), count(`asked WHERE "source" = 'thread'`))),
    M05: () => counted(
      ...[['asker', 'ar'], ['adviser', 'vr']].map(([side, tap]) => `SELECT '${side}:' || ${tap} AS "key", COUNT(*) AS "n", ${count(`c WHERE ${inside('x')} AND ${tap} IS NOT NULL`)} AS "of" FROM c WHERE ${inside('x')} AND ${tap} IS NOT NULL GROUP BY ${tap}`),
      one('disagree', count(`c WHERE ${inside('x')} AND ar <> vr`), count(`c WHERE ${inside('x')} AND ar IS NOT NULL AND vr IS NOT NULL`)),
    ),
    M06: () => counted(one('referred', count(`asked q WHERE q.x + 2592000 <= ${asOf} AND EXISTS (SELECT 1 FROM r WHERE r.cid = q."id" AND r.s <= q.x + 2592000)`), count(`asked WHERE x + 2592000 <= ${asOf}`))),
    M07: () => counted(
      one('sent', count('sent')),
      one('accepted', count('sent WHERE a IS NOT NULL'), decided),
      one('declined', count(`sent WHERE "state" = 'rejected'`), decided),
      one('pending', count('sent WHERE a IS NULL AND x IS NULL'), count('sent')),
      one('undecided', count(`sent WHERE a IS NULL AND x IS NOT NULL AND "state" <> 'rejected'`), count('sent')),
    ),
    M08: () => counted(
      one('declined', count(`r WHERE "state" = 'rejected' AND ${inside('x')}`)),
      `SELECT 'reason:' || "reason" AS "key", COUNT(*) AS "n", ${count(`r WHERE "state" = 'rejected' AND ${inside('x')}`)} AS "of" FROM r WHERE "state" = 'rejected' AND ${inside('x')} GROUP BY "reason"`,
    ),
    M09: async () => [await spread('accepted', hours('sent', 's', 'a', 'a IS NOT NULL'), count('sent'), 100)],
    M10: async () => [await spread('contacted', `SELECT ${local('k')} - ${local('s')} AS v FROM sent WHERE k IS NOT NULL`, count('sent'))],
    M11: () => counted(one('contacted', count(`sent WHERE a IS NOT NULL AND (x IS NOT NULL OR ${asOf} - a > 1814400) AND k IS NOT NULL`), count(`sent WHERE a IS NOT NULL AND (x IS NOT NULL OR ${asOf} - a > 1814400)`))),
    M12: () => counted(
      one('consultation', count('asked')),
      one('became-referral', count('asked WHERE "id" IN (SELECT cid FROM r WHERE cid IS NOT NULL)'), count('asked')),
      one('referral', count('sent')),
      one('accepted', count('sent WHERE a IS NOT NULL'), count('sent')),
      one('contacted', count('sent WHERE a IS NOT NULL AND k IS NOT NULL'), count('sent WHERE a IS NOT NULL')),
      one('completed', count(`sent WHERE a IS NOT NULL AND k IS NOT NULL AND "state" = 'completed' AND "id" IN (SELECT rid FROM o)`), count('sent WHERE a IS NOT NULL AND k IS NOT NULL')),
    ),
    M13: () => counted(one('with-outcome', count('ended WHERE "id" IN (SELECT rid FROM o)'), count('ended')), one('due-but-missing', count('ended WHERE "id" NOT IN (SELECT rid FROM o)'), count('ended'))),
    M14: () => counted(...[['told-or-not-wanted', `'yes', 'no'`], ['not-wanted', `'no'`], ['not-told', `'late'`]].map(([key, which]) => one(key ?? '', count(`${told} WHERE told IN (${which})`), count('ended')))),
    M15: () => counted(
      one('with-date', count(dated), count('sent')),
      one('accepted-in-time', count(`${dated} AND a IS NOT NULL AND (SELECT COUNT(*) FROM working WHERE d >= ${acceptedDay} AND d < actby) >= 5`), count(dated)),
      one('missed', count(`${dated} AND ((a IS NULL AND x IS NULL AND actby < ${local(String(asOf))}) OR (a IS NOT NULL AND ${acceptedDay} > actby))`), count(dated)),
      one('missed-and-reviewed', 'NULL', count(`${dated} AND ((a IS NULL AND x IS NULL AND actby < ${local(String(asOf))}) OR (a IS NOT NULL AND ${acceptedDay} > actby))`)),
    ),
    M16: async () => {
      const all: Row[] = [];
      for (const certainty of ['confirmed', 'expected']) {
        const sure = `"certainty" = '${certainty}'`;
        all.push(await money(certainty, `${sure} AND "kind" IN (${income.map((kind) => `'${kind}'`).join(', ')})`, null));
        for (const kind of income) all.push(await money(`${certainty}:${kind}`, `${sure} AND "kind" = '${kind}'`, null));
      }
      return all;
    },
    M17: async () => {
      const debts = `"kind" = 'debt' AND "certainty" = 'confirmed'`;
      const people = `(SELECT COUNT(DISTINCT rid) FROM gains WHERE ${debts})`;
      return [
        ...(await counted(one('people', people))),
        await money('DEBT-WRITTEN-OFF', `${debts} AND "code" = 'DEBT-WRITTEN-OFF'`, people),
        await money('DEBT-RESCHEDULED', `${debts} AND "code" = 'DEBT-RESCHEDULED'`, people),
      ];
    },
    M18: () => counted(...[['HOMELESS-PREVENTED', 'housing'], ['HOMELESS-RELIEVED', 'housing'], ['POSSESSION-AVOIDED', 'housing'], ['JOB-KEPT', 'work']].map(([code, kind]) =>
      one(code ?? '', count(`ended WHERE "state" = 'completed' AND "id" IN (SELECT rid FROM o WHERE "code" = '${code}')`), count(`ended WHERE "state" = 'completed' AND "id" IN (SELECT rid FROM o WHERE "kind" = '${kind}')`)),
    )),
    M19: () => counted(
      one('people', count('sent')),
      one('issues', `(SELECT COUNT(*) FROM sent f, ${each})`),
      `SELECT 'issue:' || value AS "key", COUNT(*) AS "n", (SELECT COUNT(*) FROM sent f, ${each}) AS "of" FROM sent f, ${each} GROUP BY value`,
    ),
    M20: () => {
      const scope = `SELECT s."id" AS site, ${seconds('introducedAt')} AS since FROM "Site" s WHERE s."id" IN (SELECT "siteId" FROM ${staff})`;
      const perWeek = `SELECT k.site, k.since, w.n AS week, (SELECT COUNT(*) FROM deeds e WHERE e.site = k.site AND (${local('e.t')} - ${local(`(${recent})`)}) / 7 = w.n AND e.t >= ${recent} AND e.t < ${weekEnd}) AS cases
        FROM (${scope}) AS k, (SELECT d - 20720 AS n FROM days WHERE d < 20733) AS w`;
      const ranked = `SELECT site, since, week, cases, ROW_NUMBER() OVER (PARTITION BY site ORDER BY cases) AS nth FROM (${perWeek}) AS p`;
      const states = `SELECT site, CASE WHEN since IS NOT NULL AND (${weekEnd} - since) / 604800 < 12 THEN 'embedding' WHEN silent >= 8 THEN 'red' WHEN silent >= 4 THEN 'amber'
        WHEN usual >= 2 AND newest * 2 < usual THEN 'newly-quiet' ELSE 'active' END AS state FROM (SELECT site, since, 12 - COALESCE(MAX(CASE WHEN cases > 0 THEN week END), -1) AS silent,
        MAX(CASE WHEN nth = 7 THEN cases END) AS usual, MAX(CASE WHEN week = 12 THEN cases END) AS newest FROM (${ranked}) AS m GROUP BY site, since) AS q`;
      return counted(...['amber', 'red', 'newly-quiet', 'embedding'].map((kind) =>
        one(kind, count(`(${states}) AS z WHERE state = '${kind}'`), count(`(${scope}) AS y`)),
      ));
    },
    M21: () => counted(
      one('staff-active', `(SELECT COUNT(DISTINCT who) FROM deeds WHERE t >= ${recent} AND t < ${until} AND who IN (SELECT "id" FROM ${staff}))`, count(staff)),
      one('single-referrer-sites', count('active WHERE people = 1'), count('active')),
    ),
    M22: () => counted(one('became-case', 'CAST(NULL AS BIGINT)')),
    M31: () => {
      const closed = `c WHERE ${inside('x')}`;
      const fields = [
        ['issue', count(`sent f WHERE EXISTS (SELECT 1 FROM ${each} WHERE value <> 'other')`), count('sent')],
        ['site', count('sent WHERE site IS NOT NULL'), count('sent')],
        ['outcome', count('ended WHERE "id" IN (SELECT rid FROM o)'), count('ended')],
        ['asker-result', count(`${closed} AND ar IS NOT NULL`), count(closed)],
        ['adviser-result', count(`${closed} AND vr IS NOT NULL`), count(closed)],
      ] as const;
      const sum = (at: 1 | 2) => fields.map((field) => field[at]).join(' + ');
      return counted(one('all', sum(1), sum(2)), ...fields.map(([key, n, of]) => one(key, n, of)));
    },
  } as const;
} // prettier-ignore
