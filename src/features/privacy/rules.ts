import type { Call } from '../../chat/call.js';
import type { Platform } from '../../chat/place.js';
import type { Partnership, Who } from '../partnerships/rules.js';

/** Somebody doing something: what every decision, every audit line and every queued notice is made under. */
export type Act = {
  /** The platform's key of the event, or the job's: the same key decides once. */
  key: string;
  at: Date;
  platform: Platform;
  who: Who;
};

/** What somebody’s call is done under. */
export const actOf = (needs: { now: () => Date }, call: Call, who: Who): Act => ({
  key: call.key,
  at: needs.now(),
  platform: call.person.platform,
  who,
});

/** The part of an audit line that says who acted, when and where. */
export const actorOf = ({ at, platform, who: { member } }: Act) => ({
  at,
  platform,
  partnershipId: member.partnershipId,
  actorId: member.id,
  role: member.role,
  organisationId: member.organisation.id,
});

const RED_FLAGS =
  /\b(?:suicid\w{0,6}|self[ -]?harm\w{0,4}|kill (?:her|him|my|them)sel(?:f|ves)|hits? (?:her|him|them|the child)|beat(?:s|en|ing)? (?:her|him|them)|strangl\w{0,4}|threaten\w{0,4} to kill|child (?:is )?at risk|unsafe at home|in danger)\b/i;

/** The local safeguarding card, when the words call for it. It is shown beside, and never blocks. Source: G13. */
export const safeguardingFor = (partnership: Partnership, text: string): string | null =>
  RED_FLAGS.test(text) ? partnership.safeguarding : null;
