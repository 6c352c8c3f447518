import { outcomeCode, type Period } from './codes.js';

export type Certainty = 'expected' | 'confirmed';

/** One thing that came of a referral, as it is recorded. */
export type Outcome = {
  code: string;
  kind: string;
  /** Null where the code has no money, or nobody knows how much. */
  amountPence: number | null;
  period: Period | null;
  /** For ongoing income: how many weeks of the year it is paid. Null for the usual: see `weeksOf`. */
  weeks: number | null;
  certainty: Certainty;
  /** A calendar day, `YYYY-MM-DD`. */
  dateAchieved: string | null;
  /** The most that may be told of it outside, always within what each reader may hear: its label, or its pounds too. */
  shareLevel: 'summary' | 'pounds';
};

/** An outcome that stands in the store, in force: the newest of its versions. */
export type KeptOutcome = Outcome & { id: string; version: number };

/** What stands for a code of which no more is known. */
export const plainOutcome = (code: string, dateAchieved: string): Outcome => ({
  code,
  kind: outcomeCode(code)?.kind ?? '',
  amountPence: null,
  period: null,
  weeks: null,
  certainty: 'confirmed',
  dateAchieved,
  shareLevel: 'summary',
});

/** How the versions in force become what is wanted: those to end, and those to add, each in the place of the one before. */
export type Revision = {
  end: readonly string[];
  add: readonly (Outcome & { version: number; replacesId: string | null })[];
};

/**
 * Works out a correction. An outcome of the same code is the same outcome: a changed one (an expected amount that is
 * confirmed, say) is its next version and replaces it, so nothing is ever counted twice; one that is not wanted any
 * more ends. Nothing is overwritten. Source: taxonomy section 7.
 */
export function revise(inForce: readonly KeptOutcome[], wanted: readonly Outcome[]): Revision {
  const before = new Map(inForce.map((each) => [each.code, each]));
  const changed = wanted.filter((each) => {
    const old = before.get(each.code);
    return !old || !isSame(old, each);
  });
  const gone = inForce.filter(({ code }) => !wanted.some((each) => each.code === code));
  const replaced = changed.flatMap(({ code }) => before.get(code)?.id ?? []);
  return {
    end: [...gone.map(({ id }) => id), ...replaced],
    add: changed.map((each) => {
      const old = before.get(each.code);
      return { ...each, version: (old?.version ?? 0) + 1, replacesId: old?.id ?? null };
    }),
  };
}

const FIELDS = ['amountPence', 'period', 'weeks', 'certainty', 'dateAchieved', 'shareLevel'] as const;

const isSame = (a: Outcome, b: Outcome): boolean => FIELDS.every((field) => a[field] === b[field]);
