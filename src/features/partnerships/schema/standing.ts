import type { Side } from '../rules.js';
import { coversAdvisers, roleOf } from './lists.js';

type Held = { regulations?: readonly string[] | undefined };

/**
 * What counts when it is asked who may answer: the side of the job, and the regulations somebody holds or, on the
 * legal side, is covered by. Permission to give debt advice covers an organisation's advisers; being a solicitor
 * covers nobody else.
 */
export function standingOf(
  member: Held & { role?: string | undefined },
  organisation: Held | undefined,
): { side: Side; active: true; regulations: readonly string[] } {
  const side = member.role === undefined ? 'health' : roleOf(member.role).side;
  const covering = side === 'legal' ? (organisation?.regulations ?? []).filter(coversAdvisers) : [];
  return { side, active: true, regulations: [...new Set([...(member.regulations ?? []), ...covering])] };
}
