import { z } from 'zod';
import { chosen, typedTextIfAny } from '../../chat/values.js';
import { outcomeCode, PERIODS } from '../gains/rules/codes.js';
import { MOST_WEEKS } from '../gains/rules/annual.js';
import { readPounds } from '../gains/rules/pounds.js';
import { MATTERS } from './rules/cadence.js';

/** The longest line a referrer is told: one short line, no case detail. */
export const MOST_IN_LINE = 200;

const line = typedTextIfAny(MOST_IN_LINE);

/** What the first screen of the outcome form sends. Messages are keys of `messages/errors.ts`, which has the words. */
export const OutcomeValues = z.object({
  codes: chosen.refine((codes) => codes.length > 0 && codes.every((code) => outcomeCode(code)), 'choose'),
  line,
  pounds: z.enum(['yes', 'no'], { error: 'choose' }).default('no'),
});

/** An amount as it was typed, in pence; null when the field was left empty. */
const amount = z
  .string()
  .optional()
  .transform((typed, context) => {
    if (typed === undefined || typed.trim() === '') return null;
    const read = readPounds(typed);
    if (read.kind === 'pence') return read.pence;
    context.addIssue({ code: 'custom', message: read.why });
    return z.NEVER;
  });

const weeks = z
  .string()
  .optional()
  .transform((typed) => typed?.trim() || null)
  .refine((typed) => typed === null || isWeeks(typed), 'weeks')
  .transform((typed) => (typed === null ? null : Number(typed)));

const isWeeks = (typed: string) =>
  /^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_WEEKS;

const Day = z.iso.date({ error: 'date' });

/** What a screen about one outcome’s money sends. */
export const MoneyValues = z.object({
  amount,
  period: z.enum(PERIODS, { error: 'choose' }).optional(),
  certainty: z.enum(['expected', 'confirmed'], { error: 'choose' }),
  weeks,
  dateAchieved: Day.refine((day) => day >= '1990-01-01' && day <= '2090-12-31', 'date-range').optional(),
  line,
});

/** What the buttons carry: the referral’s id; for one tap, the code too. */
export const OutcomePress = z.uuid();
export const TapPress = z
  .string()
  .transform((value) => value.split(':'))
  .pipe(z.tuple([OutcomePress, z.string().refine((code) => outcomeCode(code))]));

/** One outcome that has been said on the way to the last screen. */
const Said = z.object({
  code: z.string(),
  kind: z.string(),
  amountPence: z.number().int().nullable(),
  period: z.enum(PERIODS).nullable(),
  weeks: z.number().int().nullable(),
  certainty: z.enum(['expected', 'confirmed']),
  dateAchieved: z.string().nullable(),
  shareLevel: z.enum(['summary', 'pounds']),
});

/**
 * What the outcome form carries from screen to screen, signed by the platform room: codes and amounts, no words.
 * `left` are the codes whose money is still to be asked for.
 */
export const OutcomeContext = z.object({
  referral: OutcomePress,
  correcting: z.boolean().default(false),
  said: z.array(Said).default([]),
  left: z.array(z.string()).default([]),
  pounds: z.boolean().default(false),
});
export type OutcomeContext = z.infer<typeof OutcomeContext>;

/** What the questions of a day carry: whose day, and for the message, to whom and of which day. */
export const AsksPayload = z.object({ partnership: z.string() });
export const AskedPayload = AsksPayload.extend({ member: z.string(), day: z.iso.date() });

/** In how many days a question comes back, for somebody who chooses. */
export const LATER_DAYS = [1, 7, 14, 28, 56, 84] as const;

/** What the form sends that asks when to come back: about which matter, and when, or `usual`. */
export const LaterValues = z.object({
  matter: z.enum(
    MATTERS.map(({ key }) => key),
    { error: 'choose' },
  ),
  when: z.enum(['usual', ...LATER_DAYS.map(String)], { error: 'choose' }),
  date: Day.optional(),
});

/** What that form carries. */
export const LaterContext = z.object({ referral: OutcomePress });
