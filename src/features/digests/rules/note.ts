import { tally } from '../../evidence/rules/figure.js';
import { mayHear, mayHearOutcome } from '../../referrals/rules/sharing.js';
import type { ShareLevel } from '../../partnerships/rules.js';

/** One of somebody's own referrals, as their note reads it. */
export type OwnReferral = {
  state: string;
  level: ShareLevel;
  accepted: boolean;
  contacted: boolean;
  /** The codes of what came of it. */
  outcomes: readonly string[];
};

/** What a referrer's note says. Of a referral whose person asked that nothing be told, only that it was sent or declined. */
export type Note = {
  sent: number;
  declined: number;
  accepted: number;
  contacted: number;
  closed: number;
  /** Those nothing more may be told of. */
  quiet: number;
  outcomes: readonly (readonly [code: string, count: number])[];
};

/** Counts somebody's own referrals as far as each person agreed. Exact, since they are their own. Source: measures, section 2. */
export function noteOf(referrals: readonly OwnReferral[]): Note {
  const declined = referrals.filter(({ state }) => state === 'rejected');
  const open = referrals.filter(({ state }) => !['rejected', 'cancelled'].includes(state));
  const heard = open.filter(({ level }) => mayHear(level, 'closed'));
  const told = heard.filter(({ level, state }) => mayHearOutcome(level) && state === 'completed');
  return {
    sent: referrals.length,
    declined: declined.length,
    accepted: heard.filter(({ accepted }) => accepted).length,
    contacted: heard.filter(({ contacted }) => contacted).length,
    closed: heard.filter(({ state }) => state === 'completed' || state === 'failed').length,
    quiet: open.length - heard.length,
    outcomes: tally(told.flatMap(({ outcomes }) => outcomes)),
  };
}
