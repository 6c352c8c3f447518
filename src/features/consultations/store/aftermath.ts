import type { Channel } from '../../../chat/place.js';
import type { Database, Db } from '../../../database/types.js';
import { plan } from '../../../delivery/jobs.js';
import { tell } from '../../../delivery/outbox.js';
import { dayAt } from '../../../shared/days.js';
import { nextWorkingMoment, type WorkingTime } from '../../deadlines/rules.js';
import type { Planned, Telling } from '../rules/change.js';
import type { Consultation } from '../rules/consultation.js';
import { cardSubject, noticesFor, type Reach } from './notices.js';
import type { Texts } from './texts.js';

export type WriteNeeds = {
  database: Database;
  texts: Texts;
  reach: Reach;
  timeOf: (partnershipId: string) => WorkingTime;
  /** Keeps what was written findable, and forgets it when it is erased. */
  search: {
    index(
      tx: Db,
      document: { partnershipId: string; kind: string; subjectId: string; text: string },
    ): Promise<void>;
    forget(tx: Db, kind: string, subjectId: string): Promise<void>;
  };
};

const JOB_NAMES = {
  remind: 'consultations.remind',
  breach: 'consultations.breach',
  close: 'consultations.close',
  silence: 'consultations.silence',
} as const;

/** Plans what is due later, in the transaction of what it follows from. */
export const planAll = async (
  tx: Db,
  { id, partnershipId }: Consultation,
  planned: readonly Planned[],
  now: Date,
) => {
  for (const { job, slot, dueAt } of planned) {
    const payload = { partnership: partnershipId, consultation: id, slot };
    await plan(tx, { key: `consultation-${job}:${id}:${slot}`, name: JOB_NAMES[job], payload, dueAt }, now);
  }
};

type Said = {
  at: Date;
  actorId: string | null;
  written?: { id: string; origin: Channel | null } | undefined;
  telling: readonly Telling[];
};

/** Queues everything that is to be said about a consultation as it is now. */
export async function say(needs: WriteNeeds, tx: Db, consultation: Consultation, { at, ...cause }: Said) {
  const time = needs.timeOf(consultation.partnershipId);
  const turns = cause.telling.length > 0 ? await turnsIn(tx, consultation) : new Map<string, number>();
  const cardStands = cause.written !== undefined && (await standsEverywhere(needs, tx, consultation));
  const [day, quietUntil] = [dayAt(at, time.timeZone), nextWorkingMoment(at, time)];
  const whole = { ...cause, turns, day, quietUntil, cardStands };
  for (const notice of noticesFor(consultation, whole, needs.reach)) await tell(tx, notice, at);
}

/** Whether the card has been shown in every channel. */
async function standsEverywhere({ reach }: WriteNeeds, tx: Db, { id, partnershipId }: Consultation) {
  const shown = await tx.posted.count({ where: { subject: cardSubject(id), removedAt: null } });
  return shown >= reach.channels(partnershipId).length;
}

/** How often each member has written to it. */
async function turnsIn(tx: Db, { id }: Consultation): Promise<ReadonlyMap<string, number>> {
  const written = await tx.consultMessage.findMany({
    where: { consultationId: id },
    select: { authorId: true },
  });
  const turns = new Map<string, number>();
  for (const { authorId } of written) turns.set(authorId, (turns.get(authorId) ?? 0) + 1);
  return turns;
}
