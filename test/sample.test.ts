import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyringFrom } from '../src/database/keyring.js';
import * as completeness from '../src/features/evidence/rules/completeness.js';
import * as consultations from '../src/features/evidence/rules/consultations.js';
import type { Facts } from '../src/features/evidence/rules/facts.js';
import type { Line, Measure } from '../src/features/evidence/rules/figure.js';
import * as money from '../src/features/evidence/rules/money.js';
import { monthAt, type Period } from '../src/features/evidence/rules/periods.js';
import * as reach from '../src/features/evidence/rules/reach.js';
import * as referrals from '../src/features/evidence/rules/referrals.js';
import { createEvidenceStore } from '../src/features/evidence/store/store.js';
import { createDirectory } from '../src/features/partnerships/store/directory.js';
import { castOf } from '../src/main/sample/cast.js';
import { fillWith } from '../src/main/sample/command.js';
import { planHistory } from '../src/main/sample/plan.js';
import { TEST_CONFIG } from './support/settings.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { samplePartnership } from './support/partnership.js';
import { sqlFigures, type Row } from './support/sql-figures.js';

/** A month in which the clocks go back. */
const SAMPLE = { from: new Date('2026-10-01T08:00:00Z'), until: new Date('2026-11-06T12:00:00Z'), seed: 7 };
const OCTOBER = monthAt(new Date('2026-10-15T12:00:00Z'), 'Europe/London');
const SPAN = {
  from: Date.parse('2026-09-30T23:00:00Z') / 1000,
  until: Date.parse('2026-11-01T00:00:00Z') / 1000,
  asOf: SAMPLE.until.getTime() / 1000,
  recent: Date.parse('2026-08-02T23:00:00Z') / 1000,
  weekEnd: Date.parse('2026-11-02T00:00:00Z') / 1000,
  fromDay: '2026-10-01',
  untilDay: '2026-11-01',
};

const MEASURES: Readonly<
  Record<keyof ReturnType<typeof sqlFigures>, (facts: Facts, period: Period) => Measure>
> = {
  M01: consultations.consultationsOpened,
  M02: consultations.consultationsPerSite,
  M03: consultations.timeToFirstResponse,
  M04now: consultations.unansweredNow,
  M04ever: consultations.everUnanswered,
  M05: consultations.consultationResults,
  M06: consultations.consultationToReferral,
  M07: referrals.referralsSent,
  M08: referrals.declineReasons,
  M09: referrals.timeToAcceptance,
  M10: referrals.timeToContact,
  M11: referrals.contactRate,
  M12: referrals.funnel,
  M13: completeness.followUpCompleteness,
  M14: completeness.feedbackCompleteness,
  M15: completeness.deadlineSafety,
  M16: money.incomeGained,
  M17: money.debtDealtWith,
  M18: money.homesAndJobs,
  M19: money.needsByCategory,
  M20: reach.silentSites,
  M21: reach.breadth,
  M22: reach.promptToReferral,
  M31: completeness.dataCompleteness,
};

/** A line of a measure as the SQL works it out. Of money only the middle is compared: P90 is not part of it. */
const rowOf = ({ key, count, of, spread, pence }: Line): Row => ({
  ...{ key, n: count, of },
  ...(spread && { median: rounded(spread.median) }),
  ...(spread && pence === undefined && { p90: spread.p90 }),
  ...(pence !== undefined && { pence }),
});

/** The mean of two hundredths is thousandths; what floats leave after that is nobody’s figure. */
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1_000) / 1_000);

const byKey = (rows: readonly Row[]) => rows.toSorted((one, two) => (one.key < two.key ? -1 : 1));

describe.each(providers)('a month of the sample, on %s', (provider) => {
  let database: OpenTestDatabase;
  let facts: Facts;
  let begun: number;
  beforeAll(async () => {
    database = await openDatabase(provider);
    const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
    begun = await fillWith({ config: TEST_CONFIG, keyring, database }, SAMPLE, () => {});
    // One site has been there for long, so that it is marked where it is silent; the others are in their first weeks.
    const [oldest] = await database.db.site.findMany({ orderBy: { key: 'asc' } });
    await database.db.site.update({
      where: { id: oldest!.id },
      data: { introducedAt: new Date('2026-01-05') },
    });
    const directory = createDirectory({ database });
    await directory.refresh();
    const all = { from: new Date('2026-01-01'), until: SAMPLE.until };
    facts = await createEvidenceStore({ database }).facts(directory.all()[0]!, all, SAMPLE.until);
  }, 240_000);
  afterAll(() => database.drop());

  it('begins, answers and ends cases as people would', async () => {
    expect(facts.consultations.length + facts.referrals.length).toBe(begun);
    expect(new Set(facts.referrals.map(({ state }) => state)).size).toBeGreaterThan(3);
    expect(facts.outcomes.length).toBeGreaterThan(2);
    expect(await database.db.auditEvent.count({ where: { result: 'refused' } })).toBe(0);
    expect(await database.db.digestRun.count({ where: { audience: 'champions' } })).toBe(5);
  });

  it.each(Object.entries(MEASURES))('%s is what SQL alone makes of it', async (id, work) => {
    const measured = work(facts, OCTOBER).lines.map(rowOf);
    const counted = await sqlFigures(database, SPAN)[id as keyof typeof MEASURES]();
    expect(byKey(measured)).toEqual(byKey(counted));
  });
});

it('is the same history from the same seed, and another from another', async () => {
  const database = await openDatabase('sqlite');
  try {
    const { partnership } = await samplePartnership(database);
    const plan = (seed: number) =>
      planHistory({ cast: castOf(partnership), time: partnership, ...SAMPLE, from: new Date('2025-05-06T08:00:00Z') }, seed);
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
    const cases = new Set(plan(7).map(({ nth }) => nth)).size;
    expect(cases).toBeGreaterThan(500);
  } finally {
    await database.drop();
  }
}); // prettier-ignore
