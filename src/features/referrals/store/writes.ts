import { audit } from '../../../database/audit.js';
import { seal, type Keyring } from '../../../database/seal.js';
import type { Database, Db } from '../../../database/types.js';
import { violatedUnique } from '../../../database/violated-unique.js';
import { once } from '../../../delivery/inbox.js';
import { tell } from '../../../delivery/outbox.js';
import { newId } from '../../../shared/ids.js';
import { nextWorkingMoment } from '../../deadlines/rules.js';
import { actorOf, type Act } from '../../privacy/rules.js';
import type { Change, NewReferral } from '../rules/change.js';
import { publicReason } from '../rules/reasons.js';
import { makeReference, REFERENCE_BYTES } from '../rules/reference.js';
import type { Referral } from '../rules/referral.js';
import { isOpen, type State } from '../rules/states.js';
import { noticesFor, type Cause, type Reach } from './notices.js';
import { retract } from './retract.js';
import { writeOutcomes } from './outcomes.js';
import { referralOf, WITH_AGREEMENTS } from './rows.js';
import type { createTexts } from './texts.js';

export type WriteNeeds = {
  database: Database;
  keyring: Keyring;
  reach: Reach;
  randomBytes: (count: number) => Uint8Array;
  texts: ReturnType<typeof createTexts>;
  /** What other features do in the same transaction when a referral has changed. */
  onChanged: readonly ((tx: Db, referral: Referral, act: Act) => Promise<void>)[];
};

const MOST_TRIES = 6;
/** Longer than every key of a reason, so that what is sealed does not tell them apart by its length. */
const REASON_LENGTH = 32;

/** Writing referrals: each decision whole, with its audit line and everything that is to be said, or not at all. */
export function createWrites(needs: WriteNeeds) {
  return {
    create: (draft: NewReferral, act: Act) => createWithFreeReference(needs, draft, act, 0),
    change: (change: Change, act: Act) => writeChange(needs, change, act),
  };
}

/** A reference that is taken already (in any partnership) is drawn again, a character longer. */
async function createWithFreeReference(
  needs: WriteNeeds,
  draft: NewReferral,
  act: Act,
  attempt: number,
): Promise<Referral | 'repeated'> {
  const reference = makeReference(
    act.who.partnership.prefix,
    needs.randomBytes(REFERENCE_BYTES),
    Math.min(attempt, 2),
  );
  try {
    return await needs.database.transaction((tx) => writeNew(needs, tx, draft, reference, act));
  } catch (error) {
    if (violatedUnique(error) !== 'Referral_reference_key' || attempt === MOST_TRIES) throw error;
    return createWithFreeReference(needs, draft, act, attempt + 1);
  }
}

async function writeNew(needs: WriteNeeds, tx: Db, draft: NewReferral, reference: string, act: Act) {
  if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
  const { member, partnership } = act.who;
  const { texts, agreed, issues, ...facts } = draft;
  const agreement = (kind: string, party: string, level: string | null) => ({
    id: newId(),
    kind,
    party,
    level,
    method: agreed.method,
    wordsVersion: agreed.wordsVersion,
    organisations: [agreed.organisationName],
    byId: member.id,
    at: act.at,
  });
  const row = await tx.referral.create({
    data: {
      ...facts,
      id: newId(),
      partnershipId: partnership.id,
      reference,
      state: 'requested',
      issues: [...issues],
      senderId: member.id,
      senderOrganisationId: member.organisation.id,
      sentAt: act.at,
      changedAt: act.at,
      texts: { create: needs.texts.rowsOf(partnership.id, texts, member.id, act.at) },
      events: {
        create: { id: newId(), at: act.at, kind: 'sent', from: 'draft', to: 'requested', byId: member.id },
      },
      agreements: {
        create: [
          agreement('refer', 'sender', null),
          agreement('feedback', 'sender', agreed.share),
          ...(draft.navigatorId ? [agreement('feedback', 'navigator', agreed.share)] : []),
        ],
      },
    },
    include: WITH_AGREEMENTS,
  });
  const referral = referralOf(row);
  await audit(tx, { ...actorOf(act), action: 'referral.sent', result: 'done', reference });
  await sayIt(needs, tx, referral, act, { news: 'arrived' });
  return referral;
}

async function writeChange(
  needs: WriteNeeds,
  change: Change,
  act: Act,
): Promise<Referral | 'repeated' | 'too-late'> {
  const result = await needs.database.transaction(async (tx) => {
    if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
    const { referral } = change;
    const { count } = await tx.referral.updateMany({
      where: { id: referral.id, version: referral.version },
      data: columnsAfter(change, act.at),
    });
    if (count === 0) return 'too-late' as const; // somebody changed it in between; the transaction holds only the key
    const textId = await writeParts(needs, tx, change, act);
    const row = await tx.referral.findFirstOrThrow({ where: { id: referral.id }, include: WITH_AGREEMENTS });
    const after = referralOf(row);
    await audit(tx, {
      ...actorOf(act),
      action: `referral.${change.kind}`,
      result: 'done',
      reference: referral.reference,
      ...(after.reason && { reason: after.reason }),
    });
    await sayIt(needs, tx, after, act, { news: change.news, alert: change.alert, textId });
    if (change.erase) await retract(tx, after, needs.reach, act.at);
    for (const notify of needs.onChanged) await notify(tx, after, act);
    return after;
  });
  if (change.erase) await needs.database.truncateLog();
  return result;
}

/** The columns of the referral as the change leaves it. */
function columnsAfter({ referral, through, set, reason }: Change, at: Date) {
  const state: State = through.at(-1) ?? referral.state;
  const entering = through.length > 0;
  return {
    ...set,
    version: referral.version + 1,
    changedAt: at,
    ...(entering && {
      state,
      heldFrom: state === 'on-hold' ? referral.state : null,
      reason: reason ? publicReason(reason.state, reason.key) : null,
    }),
    ...(through.includes('accepted') && referral.acceptedAt === null && { acceptedAt: at }),
    ...(entering && !isOpen(state) && { closedAt: at }),
  };
}

/** Events, texts, outcomes and agreements of a change. @returns the id of the text for the card’s thread. */
async function writeParts(needs: WriteNeeds, tx: Db, change: Change, act: Act): Promise<string | undefined> {
  const { referral, kind, through, reason, way, text } = change;
  const by = { referralId: referral.id, at: act.at, byId: act.who.member.id };
  const steps = through.length === 0 ? [null] : through;
  let from: State = referral.state;
  for (const to of steps) {
    const id = newId();
    const sealedReason =
      reason && publicReason(reason.state, reason.key) !== reason.key
        ? seal(reason.key.padEnd(REASON_LENGTH), needs.keyring, reasonPlace(referral, id))
        : null;
    await tx.referralEvent.create({
      data: {
        ...by,
        id,
        kind,
        sealedReason,
        from: to && from,
        to,
        way: way ?? null,
        reason: reason ? publicReason(reason.state, reason.key) : null,
      },
    });
    from = to ?? from;
  }
  if (change.erase) await tx.referralText.deleteMany({ where: { referralId: referral.id } });
  if (change.share) await lowerShare(tx, change, act);
  if (change.outcomes) await writeOutcomes(tx, by, change.outcomes);
  if (kind === 'corrected')
    await tx.referralText.deleteMany({ where: { referralId: referral.id, kind: 'outcome' } });
  if (!text) return undefined;
  const row = needs.texts.row(referral.partnershipId, text.kind, text.text, by.byId, act.at);
  await tx.referralText.create({ data: { ...row, referralId: referral.id } });
  return text.kind === 'answer' ? row.id : undefined;
}

/** Where a hidden reason is sealed to: only its own event can open it. */
export const reasonPlace = (referral: Pick<Referral, 'partnershipId'>, eventId: string) => ({
  partnership: referral.partnershipId,
  table: 'ReferralEvent',
  row: eventId,
  field: 'sealedReason',
});

/** The agreements in force end, and new ones at the lower level begin, each keeping its own record. */
async function lowerShare(tx: Db, { referral, share }: Change, act: Act): Promise<void> {
  const inForce = await tx.agreement.findMany({
    where: { referralId: referral.id, kind: 'feedback', endedAt: null },
  });
  for (const { id, ...old } of inForce) {
    await tx.agreement.update({ where: { id }, data: { endedAt: act.at } });
    const { organisations, ...rest } = old;
    await tx.agreement.create({
      data: {
        ...rest,
        id: newId(),
        organisations: organisations ?? [],
        level: share ?? 'none',
        at: act.at,
        byId: act.who.member.id,
      },
    });
  }
}

/** Queues everything that is to be said about a referral as it is now. */
export async function sayIt(
  needs: WriteNeeds,
  tx: Db,
  referral: Referral,
  act: Act,
  cause: Pick<Cause, 'news' | 'alert' | 'textId'>,
): Promise<void> {
  const { partnership, member } = act.who;
  const quietUntil = nextWorkingMoment(act.at, partnership);
  const whole = { ...cause, actorId: member.id, now: act.at, quietUntil };
  for (const notice of noticesFor(referral, whole, needs.reach)) await tell(tx, notice, act.at);
}
