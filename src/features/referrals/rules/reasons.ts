import { z } from 'zod';
import list from '../reasons.json' with { type: 'json' };
import type { State } from './states.js';

const Reason = z.strictObject({ key: z.string(), label: z.string(), shown: z.string().nullable() });
export type Reason = z.infer<typeof Reason>;

/** The reason list by the state it is given for, checked when the program starts. Source: taxonomy section 4. */
export const REASONS = z
  .strictObject({
    neutral: z.string(),
    rejected: z.array(Reason),
    'on-hold': z.array(Reason),
    failed: z.array(Reason),
    cancelled: z.array(Reason),
    'entered-in-error': z.array(Reason),
  })
  .parse(list);

/** The states that are only entered with a reason. */
export type ReasonedState = Exclude<keyof typeof REASONS, 'neutral'>;

/** What stands outside the declining organisation for every reason that must not be told apart. */
export const COULD_NOT_ACT = 'could-not-act';

/** The reason with this key for this state, if there is one. */
export const reasonFor = (state: ReasonedState, key: string): Reason | undefined =>
  REASONS[state].find((each) => each.key === key);

/** Whether the state needs a reason to be entered. */
export const isReasoned = (state: State): state is ReasonedState => state in REASONS;

/**
 * The reason as it is stored in the open: one key for all the reasons for declining that nobody outside may tell
 * apart. The true one goes, sealed, into the declining organisation's own record.
 */
export function publicReason(state: ReasonedState, key: string): string {
  const hidden = state === 'rejected' && reasonFor(state, key)?.shown === null;
  return hidden ? COULD_NOT_ACT : key;
}

/** What the health side reads for a decline: its own sentence, or the neutral one. */
export const declineSentence = (storedReason: string): string =>
  reasonFor('rejected', storedReason)?.shown ?? REASONS.neutral;
