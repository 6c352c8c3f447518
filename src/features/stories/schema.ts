import { z } from 'zod';
import { typedText } from '../../chat/values.js';
import { hasFigures } from './rules.js';

/** A story is a few sentences. */
export const MOST_IN_STORY = 600;

/** What the form sends. Messages are keys of `messages/forms.ts`, which has the words. */
export const StoryValues = z.object({
  text: typedText(MOST_IN_STORY).refine((text) => !hasFigures(text), 'figures'),
  agreed: z.enum(['spoken', 'written'], { error: 'choose' }),
});

/** What buttons and forms carry: the id of a referral, or of a story. */
export const StoryPress = z.uuid();
export const StoryContext = z.object({ referral: StoryPress });

/** What a notice about a story carries; `member` for those asked to agree. */
export const StoryPayload = z.object({
  partnership: z.string(),
  story: z.string(),
  member: z.string().optional(),
});
