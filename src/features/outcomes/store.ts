import type { Address } from '../../chat/place.js';
import { audit } from '../../database/audit.js';
import type { Database, Db } from '../../database/types.js';
import { once } from '../../delivery/inbox.js';
import { plan } from '../../delivery/jobs.js';
import { addressOf, tell } from '../../delivery/outbox.js';
import { newId } from '../../shared/ids.js';
import { dayAt } from '../../shared/days.js';
import { addWorkingDays, type WorkingTime } from '../deadlines/rules.js';
import type { Partnership } from '../partnerships/rules.js';
import { actorOf, type Act } from '../privacy/rules.js';
import type { Referral } from '../referrals/rules/referral.js';
import { isOpen } from '../referrals/rules/states.js';
import { askMomentOn } from './rules/batch.js';
import { askAfter, firstAsk, isLast, type Ask } from './rules/cadence.js';
import type { Batch, Due, FollowUp, Gap, OutcomeStore } from './use-cases/needs.js';

const ASKS = 'outcomes.asks';
/** Put, and not answered yet. */
const PUT = { in: ['asked', 'last'] };

/** The follow-up store: what is to be asked, what was asked, and what was put off. */
export function createOutcomeStore({ database }: { database: Database }): OutcomeStore & {
  follow(tx: Db, referral: Referral, act: Act): Promise<void>;
} {
  const { db } = database;
  return {
    follow,

    due: (partnershipId, day) =>
      db.followUp.findMany({
        where: { partnershipId, state: 'waiting', dueOn: { lte: day } },
        include: { referral: { select: { takenById: true, organisationId: true } } },
        orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      }),

    ask: (partnership, batches, day, now) =>
      database.transaction((tx) => putQuestions(tx, partnership, batches, day, now)),

    planAgain: (partnership, day, now) => planAsks(db, partnership.id, day, partnership, now),

    putOff: (referral, ask, act) => database.transaction((tx) => putOff(tx, referral, ask, act)),

    newest: (referralId) => db.followUp.findFirst({ where: { referralId }, orderBy: { id: 'desc' } }),

    gaps: (partnershipId, { today, overdue }) => gaps(db, partnershipId, today, overdue),

    askedOf: (memberId, day) =>
      db.followUp.findMany({ where: { askedId: memberId, askedOn: day }, orderBy: { id: 'asc' } }),

    isSaid: async (memberId, day) =>
      (await db.posted.findFirst({ where: { subject: asksSubject(memberId, day) } })) !== null,
  };
}

async function gaps(db: Db, partnershipId: string, today: string, overdue: string): Promise<Gap[]> {
  const rows = await db.followUp.findMany({
    where: {
      partnershipId,
      OR: [
        { state: 'last', askedOn: { lt: today } },
        { state: 'waiting', dueOn: { lt: overdue } },
      ],
    },
    select: { referral: { select: { id: true, reference: true, organisationId: true, takenById: true } } },
    orderBy: { dueOn: 'asc' },
  });
  return rows.map(({ referral }) => referral);
}

/** Follows a referral, in the transaction of its change: from acceptance on, until it has ended. */
async function follow(tx: Db, referral: Referral, act: Act): Promise<void> {
  const { id: referralId, partnershipId, state } = referral;
  const { partnership } = act.who;
  if (state === 'accepted' && (await tx.followUp.count({ where: { referralId } })) === 0) {
    const { timeZone, nation } = partnership;
    const ask = firstAsk({ ...referral, takenOn: dayAt(act.at, timeZone), nation });
    return addQuestion(tx, { referralId, partnershipId }, ask, partnership, act.at);
  }
  if (isOpen(state)) return;
  const ended = await tx.followUp.updateMany({
    where: { referralId, state: { in: ['waiting', ...PUT.in] } },
    data: { state: 'over' },
  });
  if (ended.count > 0) await sayAgain(tx, referralId, act);
}

type About = Pick<FollowUp, 'referralId' | 'partnershipId'>;

async function addQuestion(
  tx: Db,
  { referralId, partnershipId }: About,
  ask: Ask,
  time: WorkingTime,
  now: Date,
) {
  await tx.followUp.create({ data: { id: newId(), referralId, partnershipId, ...ask, state: 'waiting' } });
  await planAsks(tx, partnershipId, ask.dueOn, time, now);
}

/** The questions of a partnership’s day are one job: planning it again changes nothing. */
const planAsks = (tx: Db, partnershipId: string, day: string, time: WorkingTime, now: Date) =>
  plan(
    tx,
    {
      key: `asks:${partnershipId}:${day}`,
      name: ASKS,
      payload: { partnership: partnershipId },
      dueAt: askMomentOn(day, time),
    },
    now,
  );

async function putQuestions(
  tx: Db,
  partnership: Partnership,
  batches: readonly Batch[],
  day: string,
  now: Date,
): Promise<void> {
  const { id: partnershipId, nation } = partnership;
  // Once a day, however many jobs come round to it: that is what makes it one message.
  if (!(await once(tx, `asks:${partnershipId}:${day}`, now))) return;
  for (const { memberId, to, due } of batches) {
    for (const each of due) await putQuestion(tx, each, memberId, day, partnership, now);
    await tell(tx, asksTo(partnershipId, memberId, day, to, 'put'), now);
  }
  const where = { partnershipId, state: 'waiting', dueOn: { lte: day } };
  // More than a batch, or nobody there to be asked: on the next working day.
  if ((await tx.followUp.count({ where })) > 0)
    await planAsks(tx, partnershipId, addWorkingDays(day, 1, nation), partnership, now);
}

/** Notes that it is being asked, and plans the next question. Nothing, if it was put off or ended in between. */
async function putQuestion(tx: Db, due: Due, askedId: string, askedOn: string, time: WorkingTime, now: Date) {
  const { id, referralId } = due;
  const { count } = await tx.followUp.updateMany({
    where: { id, state: 'waiting' },
    data: { state: isLast(due) ? 'last' : 'asked', askedId, askedOn },
  });
  if (count === 0) return;
  await tx.followUp.updateMany({
    where: { referralId, id: { not: id }, state: PUT },
    data: { state: 'over' },
  });
  const next = askAfter(due, askedOn, time.nation);
  if (next) await addQuestion(tx, due, next, time, now);
}

async function putOff(tx: Db, referral: Referral, ask: Ask, act: Act): Promise<boolean> {
  if (!(await once(tx, act.key, act.at))) return false;
  const { id: referralId, partnershipId, reference } = referral;
  const { partnership } = act.who;
  await tx.followUp.updateMany({
    where: { referralId, state: PUT },
    data: { state: 'put-off', putOffTo: ask.dueOn },
  });
  const { count } = await tx.followUp.updateMany({ where: { referralId, state: 'waiting' }, data: ask });
  if (count > 0) await planAsks(tx, partnershipId, ask.dueOn, partnership, act.at);
  else await addQuestion(tx, { referralId, partnershipId }, ask, partnership, act.at);
  await audit(tx, { ...actorOf(act), action: 'outcome.not-yet', result: 'done', reference });
  await sayAgain(tx, referralId, act);
  return true;
}

/** Says the message again that asked about it last, as it reads now. */
async function sayAgain(tx: Db, referralId: string, act: Act): Promise<void> {
  const asked = await tx.followUp.findFirst({
    where: { referralId, askedOn: { not: null } },
    orderBy: { id: 'desc' },
  });
  if (!asked?.askedId || !asked.askedOn) return;
  const { partnershipId, askedId, askedOn } = asked;
  const posted = await tx.posted.findMany({ where: { subject: asksSubject(askedId, askedOn) } });
  for (const row of posted)
    await tell(tx, asksTo(partnershipId, askedId, askedOn, addressOf(row), act.key), act.at);
}

/** One message a day to each adviser, whatever is in it. */
const asksSubject = (memberId: string, day: string): string => `asks:${memberId}:${day}`;

const asksTo = (partnership: string, member: string, day: string, to: Address, cause: string) => ({
  key: `${asksSubject(member, day)}:${to.platform}:${cause}`,
  subject: asksSubject(member, day),
  to,
  notice: ASKS,
  payload: { partnership, member, day },
  thread: `asks:${member}`,
});
