import { z } from 'zod';
import { typedText } from '../../chat/values.js';

const count = z.number().int().nonnegative();
const story = z.string().nullable().default(null);

/** The counts of a run as they are stored; checked again when they are read. */
export const StoredCounts = z.object({
  weeks: z.array(z.string()).min(1),
  first: z.boolean(),
  moved: z.object({
    ...{ opened: count, logged: count, replied: count, sent: count },
    ...{ accepted: count, contacted: count, closed: count },
  }),
  response: z.object({ median: z.number().nullable(), late: count }),
  waiting: z.object({ consultations: count, overdue: count, referrals: count, actBy: count }),
  series: z.array(z.object({ week: z.string(), consultations: count, referrals: count })),
  quiet: z.array(z.object({ site: z.string(), kind: z.enum(['newly-quiet', 'amber', 'red']), weeks: count })),
  embedding: count,
  gaps: z.object({ noOutcome: count, untold: count }),
  topic: z.object({ issue: z.string(), card: z.string().nullable() }).nullable(),
  story,
});

/** The counts of a month's card, as they are stored. */
export const StoredWardCounts = z.object({
  month: z.string(),
  ...{ asked: count, answered: count, sent: count },
  topic: z.object({ issue: z.string(), card: z.string().nullable() }).nullable(),
  story,
});

export const StoredActions = z.array(
  z.object({
    kind: z.enum([
      ...(['act-by', 'unanswered', 'outcomes', 'silent-site'] as const),
      ...(['capacity', 'single-referrer', 'story', 'share', 'log'] as const),
    ]),
    about: z.string(),
    count,
  }),
);

/** What a button carries: the run, and the key of the suggestion. */
export const ActionPress = z
  .string()
  .regex(/^[0-9a-f-]{36}\/[a-z-]{1,20}:[0-9a-f-]{0,36}$/)
  .transform((value) => value.split('/') as [run: string, action: string]);

/** What the button of a month's card carries: its id. */
export const CardPress = z.uuid();

export const LetterContext = z.object({ run: z.string(), action: z.string() });

/** The longest letter to a site. */
export const MOST_IN_LETTER = 1_500;

export const LetterValues = z.object({ text: typedText(MOST_IN_LETTER) });
