import { z } from 'zod';
import { chosen, typedText } from '../../../chat/values.js';
import { HELD_KINDS, IDENTIFYING } from '../rules/held.js';

/** The longest text a field takes: what Slack's own fields allow. */
export const MOST_AGAIN = 3_000;

/** The name of a text, or of everything in a case: `referral:<case>:<text>`. */
export const TextId = z.string().regex(/^[a-z]{1,20}(?::[0-9a-f-]{36}){1,2}$/);

/** What the form carries that asks before anything is removed: one text, or a case of which some are chosen. */
export const RemoveContext = z.object({ of: TextId, all: z.boolean() });

/** What it sends. */
export const RemoveValues = z.object({ texts: chosen, kind: z.enum(IDENTIFYING).catch('combination') });

/** The form to write it again: what it carries and what it sends. */
export const AgainContext = z.object({ text: TextId });
export const AgainValues = z.object({ text: typedText(MOST_AGAIN) });

/** What a queued notice about it carries: ids and kinds. */
export const ToldPayload = z
  .object({
    ...{ member: z.string(), text: TextId, reference: z.string(), author: z.string(), by: z.string() },
    ...{ what: z.enum(HELD_KINDS), kind: z.enum(IDENTIFYING) },
    writtenOn: z.enum(['slack', 'teams', 'web']).nullable().catch(null),
    settled: z.string().optional(),
  })
  .transform(({ text, author, settled, ...rest }) => ({
    ...rest,
    ...{ id: text, authorId: author, settled: settled !== undefined },
  }));
