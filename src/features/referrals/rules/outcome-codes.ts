import { z } from 'zod';
import list from '../outcome-codes.json' with { type: 'json' };

const Code = z.strictObject({ key: z.string(), label: z.string(), summary: z.string().optional() });

/** What a referral may end with, by kind, checked when the program starts. Source: taxonomy section 7. */
export const OUTCOME_KINDS = z
  .array(z.strictObject({ kind: z.string(), label: z.string(), codes: z.array(Code) }))
  .parse(list);

const CODES = new Map(
  OUTCOME_KINDS.flatMap(({ kind, codes }) => codes.map((code) => [code.key, { ...code, kind }] as const)),
);

/** The outcome with this code, with its kind, if it is on the list. */
export const outcomeCode = (code: string) => CODES.get(code);

/** What somebody at level `summary` reads for these codes. */
export const outcomeSummary = (codes: readonly string[]): string =>
  codes
    .flatMap((code) => CODES.get(code) ?? [])
    .map(({ label, summary }) => summary ?? label)
    .join('; ');
