import { z } from 'zod';
import { chosen, typedText } from '../../chat/values.js';
import { NATIONS } from './rules.js';

export const MOST_IN_TITLE = 100;
export const MOST_IN_TEXT = 3_000;

/** What the card forms send. Messages are keys of `messages/forms.ts`, which has the words. */
export const CardValues = z.object({
  title: typedText(MOST_IN_TITLE),
  text: typedText(MOST_IN_TEXT),
  issues: chosen.refine((keys) => keys.length > 0, 'choose'),
  nation: z.enum(NATIONS, { error: 'choose' }),
  reviewBy: z.iso.date({ error: 'review-day' }),
});

/** What the form of a new card carries: the consultation it comes from, if any. */
export const SaveContext = z.object({ from: z.string().optional() });

/** What the form of a changed card carries: the card, and when it was saved as it was shown. */
export const ChangeContext = z.object({ card: z.string(), savedAt: z.number() });

/** What a button about a card carries: the card and the review day that stood on it, so that an old one does nothing. */
export const CardPress = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{4}-\d\d-\d\d$/)
  .transform((value) => ({ id: value.slice(0, 36), reviewBy: value.slice(37) }));

/** What the review job and its ask carry. */
export const ReviewPayload = z.object({ partnership: z.string(), card: z.string(), reviewBy: z.string() });
export type ReviewPayload = z.infer<typeof ReviewPayload>;
