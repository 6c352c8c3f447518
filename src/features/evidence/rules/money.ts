import { dayAt } from '../../../shared/days.js';
import type { Facts, OutcomeFact } from './facts.js';
import { line, medianOf, tally, type Line, type Measure } from './figure.js';
import { isIn, type Period } from './periods.js';

/** The three parts of income gained, in the order they are printed. */
const INCOME = ['income-ongoing', 'income-one-off', 'arrears'] as const;
const HOMES_AND_JOBS = [
  ['housing', 'HOMELESS-PREVENTED'],
  ['housing', 'HOMELESS-RELIEVED'],
  ['housing', 'POSSESSION-AVOIDED'],
  ['work', 'JOB-KEPT'],
] as const;

function gainedIn({ outcomes, time }: Facts, period: Period): OutcomeFact[] {
  const [from, until] = [dayAt(period.from, time.timeZone), dayAt(period.until, time.timeZone)];
  return outcomes.filter(({ gainedOn }) => gainedOn >= from && gainedOn < until);
}

/**
 * M16: ongoing for one year, one-off and arrears, confirmed, with each part; expected ones apart and never added. The
 * people are references, counted once in each line.
 */
export function incomeGained(facts: Facts, period: Period): Measure {
  const income = gainedIn(facts, period).filter(({ kind }) => (INCOME as readonly string[]).includes(kind));
  const parts = (confirmed: boolean) => {
    const some = income.filter((each) => each.confirmed === confirmed);
    const name = confirmed ? 'confirmed' : 'expected';
    return [
      amount(name, some),
      ...INCOME.map((kind) =>
        amount(
          `${name}:${kind}`,
          some.filter((each) => each.kind === kind),
        ),
      ),
    ];
  };
  return { id: 'M16', basis: 'activity', period, lines: [...parts(true), ...parts(false)] };
}

/** M17: debt written off and rescheduled, of the people with a debt outcome. Never part of M16. */
export function debtDealtWith(facts: Facts, period: Period): Measure {
  const debt = gainedIn(facts, period).filter(({ kind, confirmed }) => kind === 'debt' && confirmed);
  const people = peopleIn(debt).length;
  const lines = ['DEBT-WRITTEN-OFF', 'DEBT-RESCHEDULED'].map((code) => ({
    ...amount(
      code,
      debt.filter((each) => each.code === code),
    ),
    of: people,
  }));
  return { id: 'M17', basis: 'activity', period, lines: [line('people', people), ...lines] };
}

/** M18: homelessness prevented and relieved, possession avoided, jobs kept, of those closed in that category. */
export function homesAndJobs(facts: Facts, period: Period): Measure {
  const ended = facts.referrals.filter((each) => each.state === 'completed' && isIn(period, each.closedAt));
  const kindsOf = new Map(ended.map(({ id }) => [id, new Set<string>()]));
  for (const { referralId, kind, code } of facts.outcomes) kindsOf.get(referralId)?.add(kind).add(code);
  const having = (key: string) => [...kindsOf.values()].filter((kinds) => kinds.has(key)).length;
  const lines = HOMES_AND_JOBS.map(([kind, code]) => line(code, having(code), having(kind)));
  return { id: 'M18', basis: 'activity', period, lines };
}

/** M19: issues by category, each once; and the people, who may have several. */
export function needsByCategory(facts: Facts, period: Period): Measure {
  const cohort = facts.referrals.filter(
    (each) => each.state !== 'entered-in-error' && isIn(period, each.sentAt),
  );
  const issues = cohort.flatMap(({ issues: keys }) => [...new Set(keys.map(facts.categoryOf))]);
  const lines = [
    line('people', cohort.length),
    line('issues', issues.length),
    ...tally(issues).map(([category, count]) => line(`issue:${category}`, count, issues.length)),
  ];
  return { id: 'M19', basis: 'cohort', period, lines };
}

const peopleIn = (outcomes: readonly OutcomeFact[]) => [
  ...new Set(outcomes.map(({ referralId }) => referralId)),
];

/** A sum of money with the people behind it, and what it came to for the one in the middle. */
function amount(key: string, outcomes: readonly OutcomeFact[]): Line {
  const known = outcomes.filter(({ worthPence }) => worthPence !== null);
  const worthOf = (id: string) =>
    known.reduce((sum, each) => (each.referralId === id ? sum + (each.worthPence ?? 0) : sum), 0);
  const people = peopleIn(known);
  const each = people.map(worthOf);
  return line(key, people.length, peopleIn(outcomes).length, {
    known: known.length,
    outOf: outcomes.length,
    pence: each.reduce((sum, pence) => sum + pence, 0),
    spread: { n: people.length, median: medianOf(each), p90: null },
  });
}
