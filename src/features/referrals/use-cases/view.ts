import type { Referral } from '../rules/referral.js';
import type { ViewNeeds } from './needs.js';
import type { ReferralView } from '../rules/view.js';

/** Everything that messages about this referral are made of, as it stands now. Null when it is not there any more. */
export async function viewReferral(
  needs: ViewNeeds,
  partnershipId: string,
  id: string,
): Promise<ReferralView | null> {
  const referral = await needs.store.find(partnershipId, { id });
  return referral && viewOf(needs, referral);
}

/** The same for a referral that was read already. */
export async function viewOf(needs: ViewNeeds, referral: Referral): Promise<ReferralView | null> {
  const { store, directory, now } = needs;
  const partnership = directory.partnership(referral.partnershipId);
  if (!partnership) return null;
  const { id, partnershipId, state } = referral;
  const person = (memberId: string | null) => (memberId && directory.memberById(memberId)) || undefined;
  const asked = referral.reason === 'more-information-needed';
  return {
    referral,
    partnership,
    service: directory.serviceById(referral.serviceId) ?? undefined,
    sender: person(referral.senderId),
    navigator: person(referral.navigatorId),
    taker: person(referral.takenById),
    texts: await store.texts(partnershipId, id),
    question: asked ? await store.latestText(partnershipId, id, 'question') : null,
    outcomes: state === 'completed' ? await store.outcomes(id) : [],
    outcomeLine: state === 'completed' ? await store.latestText(partnershipId, id, 'outcome') : null,
    thankedBy:
      referral.contactedAt || state === 'completed' || state === 'failed' ? await store.thankedBy(id) : [],
    helper: person(referral.helperId),
    trueReason: state === 'rejected' ? await store.trueReason(partnershipId, id) : null,
    undelivered: await store.undelivered(referral),
    now: now(),
  };
}
