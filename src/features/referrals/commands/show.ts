import { notFound } from '../../../chat/message.js';
import { say, type Command, type Press, type Reply } from '../../../chat/call.js';
import type { Button, Message } from '../../../chat/message.js';
import type { Member, Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { referralCard } from '../messages/card.js';
import { statusCard } from '../messages/health.js';
import { moreMessage } from '../messages/mine.js';
import { maySeeDetail, type Referral } from '../rules/referral.js';
import { isQuiet, levelFor } from '../rules/sharing.js';
import { decideMove, standingOf, type Party, type State } from '../rules/states.js';
import { findFor } from '../use-cases/move.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { viewOf } from '../use-cases/view.js';

/**
 * A referral as this member may see it: the service’s card, the health side’s own, or, for a privacy lead, only what
 * they may do with it. To everybody else it does not exist.
 */
export async function showReferral(
  needs: ViewNeeds,
  call: Command | Press,
  who: Who,
  by: Parameters<typeof findFor>[2],
): Promise<Reply> {
  const act = actOf(needs, call, who);
  const found = await findFor(needs, act, by, 'referral.seen');
  if (found.kind !== 'found') return say(notFound());
  const { referral, parties } = found;
  if (!maySeeDetail(parties)) return say(moreFor(referral, parties, who.member));

  await needs.store.seen(act, referral.reference);
  const view = await viewOf(needs, referral);
  if (!view) return say(notFound());
  return say(parties.has('adviser') ? referralCard(view) : statusCard(view, who.member));
}

const MORE: readonly { label: string; verb: string; to: State; tone?: 'danger' }[] = [
  { label: 'Pause', verb: 'hold', to: 'on-hold' },
  { label: 'Couldn’t complete', verb: 'fail', to: 'failed' },
  { label: 'Withdraw', verb: 'withdraw', to: 'cancelled', tone: 'danger' },
  { label: 'Entered in error', verb: 'remove', to: 'entered-in-error', tone: 'danger' },
];

/** The moves that this member may make from here, by the transition table itself. */
export function moreFor(referral: Referral, parties: ReadonlySet<Party>, member: Member): Message {
  const follows = parties.has('sender') || parties.has('navigator');
  const quiet = follows && isQuiet(referral, levelFor(referral, member.id));
  const from = quiet ? 'in-progress' : standingOf(referral); // what they may do must not tell that it has ended
  const moves = MORE.filter(
    ({ to }) => decideMove(from, to, parties, new Set(['reason'])).kind === 'move',
  ).map(({ label, verb, tone }): Button => ({
    action: `referrals.${verb}`,
    label,
    value: referral.id,
    ...(tone && { tone }),
  }));
  if (!maySeeDetail(parties)) return moreMessage(referral, moves);
  const share: Button = { action: 'referrals.share', label: 'Tell less', value: referral.id };
  const copy: Button = { action: 'referrals.copy', label: 'Copy for record', value: referral.id };
  const identifies: Button = {
    action: 'privacy.identifies',
    label: 'Identifies someone',
    value: `referral:${referral.id}`,
  };
  const less = referral.agreed.share.sender === 'none' ? [] : [share];
  return moreMessage(referral, [...moves, ...less, copy, identifies]);
}
