import { z } from 'zod';
import { chosen, typedText, typedTextIfAny } from '../../chat/values.js';
import { WAYS } from './rules/contact.js';
import { areNeeds } from './rules/needs.js';
import { reasonFor, type ReasonedState } from './rules/reasons.js';

/** The longest text a field takes: what Slack’s own fields allow, and enough for a situation. */
export const MOST_CHARACTERS = 3_000;

/** The longest note: one line. */
export const MOST_IN_NOTE = 300;

/** A calendar day that exists, within a hundred years. */
const Day = z.iso
  .date({ error: 'date' })
  .refine((day) => day >= '1990-01-01' && day <= '2090-12-31', 'date-range');

const note = typedTextIfAny(MOST_IN_NOTE, 'too-long-note');

/** What the referral form sends. Messages are keys of `messages/errors.ts`, which has the words. */
export const SendValues = z.object({
  service: z.string({ error: 'choose' }),
  issues: chosen.pipe(z.array(z.string()).min(1, 'choose')),
  what: typedText(MOST_CHARACTERS),
  keyDate: Day.optional(),
  agreed: z.enum(['spoken', 'written'], { error: 'agreement' }),
  share: z.enum(['none', 'status', 'summary'], { error: 'choose' }).default('none'),
  priority: z.enum(['routine', 'urgent', 'asap'], { error: 'choose' }).default('routine'),
  site: z.string().optional(),
  navigator: z.string().optional(),
  access: chosen.refine((keys) => areNeeds('access', keys), 'choose'),
  contact: chosen.refine((keys) => areNeeds('contact', keys), 'choose'),
  contactNote: note,
  handover: z.enum(['thread', 'secure-email', 'person-held'], { error: 'choose' }).optional(),
});
export type SendValues = z.infer<typeof SendValues>;

/** A form with one typed text: a question or an answer. */
export const TextValues = z.object({ text: typedText(MOST_CHARACTERS) });

/** A form with a reason from the list for a state, and perhaps words to keep inside. */
export const reasonValues = (state: ReasonedState) =>
  z.object({
    reason: z.string({ error: 'choose' }).refine((key) => reasonFor(state, key), { error: 'choose' }),
    inside: note,
  });

export const WayValues = z.object({ way: z.enum(WAYS, { error: 'choose' }) });

const TIME = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)?$/i;

/** A time as people type it (14:30, 2.30 pm), as the clock shows it. `2` alone could be either half of the day. */
const Time = z.string({ error: 'time' }).transform((typed, context) => {
  const [, hour = '', minute, half] = TIME.exec(typed.trim()) ?? [];
  const afternoon = half?.toLowerCase() === 'pm';
  const hours = half ? (Number(hour) % 12) + (afternoon ? 12 : 0) : Number(hour);
  const given = minute !== undefined || half !== undefined;
  const isTime = given && hour !== '' && Number(minute ?? 0) < 60 && (half ? Number(hour) <= 12 : hours < 24);
  if (isTime) return `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
  context.addIssue({ code: 'custom', message: 'time' });
  return z.NEVER;
});

/** A day from today on and a time. */
export const agreedValues = (today: string) =>
  z.object({ day: Day.refine((day) => day >= today, 'past'), time: Time });

export const ShareValues = z.object({ share: z.enum(['none', 'status', 'summary'], { error: 'choose' }) });

/** What a form about one referral carries: its id, signed by the platform room. */
export const ReferralContext = z.object({ referral: z.uuid() });

/** What the referral form carries: where it came from, and whether the warning was seen. */
export const SendContext = z.object({
  partOf: z.string().optional(),
  consultation: z.string().optional(),
  seenDuplicate: z.boolean().optional(),
});
export type SendContext = z.infer<typeof SendContext>;

/** Which bundle of news a notice is: of which day, in which rhythm. */
export const BundlePayload = z.object({ day: z.iso.date(), rhythm: z.enum(['daily', 'weekly']) });

/** The ids a button carries: a referral’s, and at most one more. */
export const PressValue = z.string().regex(/^[0-9a-f-]{36}(?::[0-9a-z-]{1,60})?$/);
