import { z } from 'zod';
import { chosen, typedTextIfAny } from '../../chat/values.js';
import { outcomeCode } from '../referrals/rules/outcome-codes.js';

/** The longest line a referrer is told: one short line, no case detail. */
export const MOST_IN_LINE = 200;

/** What the outcome form sends. */
export const OutcomeValues = z.object({
  codes: chosen.refine((codes) => codes.length > 0 && codes.every((code) => outcomeCode(code)), 'choose'),
  line: typedTextIfAny(MOST_IN_LINE),
});

/** What the buttons carry: the referral’s id. */
export const OutcomePress = z.uuid();

export const OutcomeContext = z.object({ referral: OutcomePress });

/** What an ask carries: the referral, and the how-manieth ask it is. */
export const AskPayload = z.object({
  partnership: z.string(),
  referral: z.string(),
  nth: z.coerce.number().int().positive(),
});
