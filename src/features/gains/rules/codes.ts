import { z } from 'zod';
import list from '../outcome-codes.json' with { type: 'json' };

export const PERIODS = ['week', 'four-week', 'month', 'year', 'once'] as const;
export type Period = (typeof PERIODS)[number];

/** `weeks` for what cannot last a year; `tap` for what is recorded in one tap, on these issues (on any, if none is named). */
const Code = z.strictObject({
  key: z.string(),
  label: z.string(),
  summary: z.string().optional(),
  weeks: z.number().int().min(1).max(52).optional(),
  tap: z.strictObject({ label: z.string().max(24), issues: z.array(z.string()) }).optional(),
});

/** `money` is the usual period of a kind that is counted in pounds. */
const Kind = z.strictObject({
  kind: z.string(),
  label: z.string(),
  money: z.enum(PERIODS).optional(),
  codes: z.array(Code),
});

/** What a referral may end with, by kind, checked when the program starts. Source: taxonomy section 7. */
export const OUTCOME_KINDS = z.array(Kind).parse(list);

const CODES = new Map(
  OUTCOME_KINDS.flatMap(({ kind, money, codes }) =>
    codes.map((code) => [code.key, { ...code, kind, money: money ?? null }] as const),
  ),
);

/** The outcome with this code, with its kind and the usual period of its money, if it is on the list. */
export const outcomeCode = (code: string) => CODES.get(code);

/** The outcomes that are common enough for one tap where these are the issues. */
export const tapsFor = (issues: readonly string[]): readonly { code: string; label: string }[] =>
  [...CODES.values()].flatMap(({ key, tap }) => {
    const fits = tap && (tap.issues.length === 0 || tap.issues.some((issue) => issues.includes(issue)));
    return fits ? [{ code: key, label: tap.label }] : [];
  });
