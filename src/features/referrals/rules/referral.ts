import type { Handover, Member, ShareLevel } from '../../partnerships/rules.js';
import { mayAnswer, type Partnership } from '../../partnerships/rules.js';
import type { Party, State } from './states.js';

/** The coded facts of one referral. What people typed is not in here. */
export type Referral = {
  id: string;
  partnershipId: string;
  reference: string;
  version: number;
  state: State;
  heldFrom: State | null;
  /** The key of the reason for the present state, as everybody may see it; see `publicReason`. */
  reason: string | null;
  serviceId: string;
  organisationId: string;
  senderId: string;
  senderOrganisationId: string;
  navigatorId: string | null;
  takenById: string | null;
  siteId: string | null;
  issues: readonly string[];
  priority: Priority;
  nation: string;
  /** Calendar days, `YYYY-MM-DD`. */
  keyDate: string | null;
  actBy: string | null;
  handover: Handover;
  contactTries: number;
  /** Who on the health side tries to reach the person, and the time they agreed: `2026-12-01 14:30`, local. */
  helperId: string | null;
  agreedFor: string | null;
  partOfId: string | null;
  consultationId: string | null;
  sentAt: Date;
  acceptedAt: Date | null;
  contactedAt: Date | null;
  filedAt: Date | null;
  closedAt: Date | null;
  changedAt: Date;
  agreed: Agreed;
};

/** What the person agreed to: how and when, and what each party on the health side may hear. */
export type Agreed = {
  method: AgreementMethod;
  at: Date;
  wordsVersion: string;
  share: { sender: ShareLevel; navigator: ShareLevel };
};

export type AgreementMethod = 'spoken' | 'written';
export type Priority = 'routine' | 'urgent' | 'asap';

/** Who this member is to this referral: everything they may do follows from it. Nobody, in another partnership. */
export function partiesOf(referral: Referral, member: Member, partnership: Partnership): ReadonlySet<Party> {
  const parties = new Set<Party>();
  if (!member.active || member.partnershipId !== referral.partnershipId) return parties;
  if (member.id === referral.senderId) parties.add('sender');
  if (member.id === referral.navigatorId) parties.add('navigator');
  if (member.duties.includes('privacy-lead')) parties.add('privacy-lead');
  if (member.side !== 'legal' || member.organisation.id !== referral.organisationId) return parties;

  parties.add('adviser');
  if (member.role === 'service-lead') parties.add('service-lead');
  const issues = partnership.issues.filter(({ key }) => referral.issues.includes(key));
  if (issues.every((issue) => mayAnswer(issue, member))) parties.add('qualified-adviser');
  return parties;
}

/** Whether this member may see what the referral says, and not only that it exists. Source: governance section 6. */
export const maySeeDetail = (parties: ReadonlySet<Party>): boolean =>
  parties.has('sender') || parties.has('navigator') || parties.has('adviser');

const CANNOT_REFER = new Set(['admin-health']);

/** Whether this member may send a referral: health staff and link workers, whoever they are in the partnership. */
export const maySend = (member: Member): boolean =>
  member.active && member.side === 'health' && !CANNOT_REFER.has(member.role);

/** Whether this member may make a new referral of it, for another service. */
export const maySendOn = ({ state }: Referral, parties: ReadonlySet<Party>): boolean =>
  state !== 'entered-in-error' && (parties.has('sender') || parties.has('navigator'));

/** The link workers who may be named to follow a referral that this member sends. */
export const navigatorsFor = ({ members }: Partnership, sender: Member): readonly Member[] =>
  members.filter(({ active, role, id }) => active && role === 'link-worker' && id !== sender.id);

/** Whether it waits for the health side to answer a question. */
export const isAsked = ({ state, reason }: Pick<Referral, 'state' | 'reason'>): boolean =>
  state === 'on-hold' && reason === 'more-information-needed';

/** Whether it ended with an outcome, which may still be corrected. */
export const isCompleted = ({ state }: Pick<Referral, 'state'>): boolean => state === 'completed';

/** Earliest act-by date first, then those without one, then the one that has waited longest. */
export function byUrgency(a: Referral, b: Referral): number {
  const [first, second] = [a.actBy ?? '9999', b.actBy ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  const rank = { asap: 0, urgent: 1, routine: 2 } as const;
  return rank[a.priority] - rank[b.priority] || a.sentAt.getTime() - b.sentAt.getTime();
}
