import type { Member, Partnership } from '../../partnerships/rules.js';
import { dayAt } from '../../../shared/days.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { isOpen } from '../../referrals/rules/states.js';
import { askedFor, askMoment, batches } from '../rules/batch.js';
import type { Batch, FollowUp, OutcomeNeeds } from './needs.js';

/** Puts the questions of the day: to each adviser who is there, at most one batch in one message. */
export async function askToday(needs: OutcomeNeeds, partnershipId: string): Promise<void> {
  const partnership = needs.directory.partnership(partnershipId);
  if (!partnership) return;
  const now = needs.now();
  const moment = askMoment(now, partnership);
  const day = dayAt(moment, partnership.timeZone);
  if (moment > now) return needs.store.planAgain(partnership, day, now); // it was due while nothing ran
  const due = await needs.store.due(partnershipId, day);
  const isReached = ({ id }: Member) => needs.person(id) !== null;
  const shared = batches(due, ({ referral }) => askedFor(partnership, referral, isReached, now)?.id ?? null);
  const told = [...shared].flatMap(([memberId, batch]): Batch[] => {
    const to = needs.person(memberId);
    return to ? [{ memberId, to, due: batch }] : [];
  });
  if (due.length > 0) await needs.store.ask(partnership, told, day, now);
}

/** A line of the day’s message, as it stands now. */
export type AskedLine = { referral: Referral; asked: FollowUp; taker: Member | null };

export type Asked = { partnership: Partnership; reader: Member; day: string; lines: readonly AskedLine[] };

/** What somebody was asked on a day. Before it has been said, it is only about what has not ended meanwhile. */
export async function viewAsked(
  needs: OutcomeNeeds,
  partnershipId: string,
  memberId: string,
  day: string,
): Promise<Asked | null> {
  const partnership = needs.directory.partnership(partnershipId);
  const reader = needs.directory.memberById(memberId);
  if (!partnership || !reader?.active) return null;
  const isSaid = await needs.store.isSaid(memberId, day);
  const lines: AskedLine[] = [];
  for (const asked of await needs.store.askedOf(memberId, day)) {
    const referral = await needs.referrals.find(partnershipId, { id: asked.referralId });
    if (!referral || (!isSaid && !isOpen(referral.state))) continue;
    const taker = referral.takenById === null ? null : needs.directory.memberById(referral.takenById);
    lines.push({ referral, asked, taker });
  }
  return lines.length === 0 ? null : { partnership, reader, day, lines };
}
