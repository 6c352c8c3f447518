import { z } from 'zod';
import { typedTextIfAny } from '../../chat/values.js';
import { LEVELS } from './rules.js';

/** The longest note: the whole line stands beside a choice in a form. */
export const MOST_IN_NOTE = 24;

/**
 * What the capacity form sends; the messages are keys for which there are words.
 * @param today the partnership’s calendar day: a pause ends later than that, and within a year
 */
export const capacityValues = (today: string) =>
  z.object({
    level: z.enum(LEVELS, { error: 'choose' }),
    note: typedTextIfAny(MOST_IN_NOTE).transform((text) => text?.replaceAll(/\s+/g, ' ') ?? null),
    pausedUntil: z.iso
      .date({ error: 'date' })
      .refine((day) => day > today, 'over')
      .refine((day) => day <= yearAfter(today), 'far')
      .optional(),
  });

const yearAfter = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

export const CapacityContext = z.object({ service: z.string() });

/** The ids under **Still right**: the service’s and the report’s. */
export const Confirmed = z
  .string()
  .regex(/^[^:]{1,60}:[^:]{1,60}$/)
  .transform((ids) => ids.split(':') as [service: string, report: string]);

/** What the job and the question carry. */
export const AskPayload = z.object({ partnership: z.string(), service: z.string(), report: z.string() });
export type AskPayload = z.infer<typeof AskPayload>;
