import { z } from 'zod';
import { chosen, typedText } from '../../chat/values.js';
import { SOURCES } from './rules/consultation.js';
import { RESULTS } from './rules/results.js';

/** The longest text a field takes: what Slack's own fields allow. */
export const MOST_CHARACTERS = 3_000;

const Day = z.iso
  .date({ error: 'date' })
  .refine((day) => day >= '1990-01-01' && day <= '2090-12-31', 'date-range');

const isResult = (key: string) => RESULTS.some((each) => each.key === key);
const Result = z.string({ error: 'choose' }).refine(isResult, 'choose');

/** What the consultation form sends. Messages are keys of `messages/errors.ts`, which has the words. */
export const AskValues = z.object({
  issues: chosen.refine((list) => list.length > 0, 'choose'),
  what: typedText(MOST_CHARACTERS),
  nation: z.enum(['E', 'W', 'S', 'NI'], { error: 'choose' }),
  eventDate: Day.optional(),
  priority: z.enum(['routine', 'urgent', 'asap'], { error: 'choose' }).default('routine'),
});

/** What the form of a logged one sends besides. */
export const LogValues = AskValues.extend({
  source: z.enum(SOURCES, { error: 'choose' }).exclude(['thread']),
  result: Result,
});

/** A form with one typed text: a reply, a question or an answer. */
export const TextValues = z.object({ text: typedText(MOST_CHARACTERS) });

/** What a form about one consultation carries: its id, signed by the platform room. */
export const ConsultationContext = z.object({ consultation: z.string() });

/** What the consultation form carries: the one it follows, if any. */
export const AskContext = z.object({ follows: z.string().optional() });

/** A press on a consultation, or on a result of it: `id` or `id:result`. */
export const PressValue = z.string().regex(/^[0-9a-f-]{36}(?::[a-z-]{1,40})?$/);

/** A press on something that was written, and what the form about it carries: its id. */
export const WrittenPress = z.uuid();
export const WrittenContext = z.object({ written: WrittenPress });

/** What a job carries. */
export const DuePayload = z.object({ partnership: z.string(), consultation: z.string(), slot: z.string() });
