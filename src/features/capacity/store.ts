import type { Address } from '../../chat/place.js';
import { audit } from '../../database/audit.js';
import type { Database, Db } from '../../database/types.js';
import { once } from '../../delivery/inbox.js';
import { plan } from '../../delivery/jobs.js';
import { addressOf, tell } from '../../delivery/outbox.js';
import { newId } from '../../shared/ids.js';
import { nextWorkingMoment } from '../deadlines/rules.js';
import type { Capacity, Partnership, Service } from '../partnerships/rules.js';
import { confirmationOf } from '../partnerships/rules/confirmation.js';
import { actorOf, type Act } from '../privacy/rules.js';
import { stillSaid, type Said } from './rules.js';
import type { AskPayload } from './schema.js';

const ASK_NOTICE = 'capacity.ask';

/** Reports of capacity, and the question whether one still holds. */
export function createCapacityStore({ database }: { database: Database }) {
  return {
    newest: (serviceId: string) => newestOf(database.db, serviceId),

    /** Adds a report, whole or not at all: the report, its audit line, and the question that will be due. */
    report: (service: Service, said: Said | { confirms: string }, act: Act) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
        await touch(tx, act);
        const before = await newestOf(tx, service.id);
        const now = 'confirms' in said ? confirmed(before, said.confirms, act) : said;
        if (!now) return 'superseded' as const;
        await add(tx, service, now, act, before);
        const action = 'confirms' in said ? 'capacity.confirmed' : 'capacity.set';
        await audit(tx, { ...actorOf(act), action, result: 'done', reference: service.id });
        return 'kept' as const;
      }),

    ask: (due: AskPayload, to: Address, key: string, partnership: Partnership, now: Date) =>
      database.transaction(async (tx) => {
        if (!(await once(tx, key, now))) return;
        const notBefore = nextWorkingMoment(now, partnership); // it may have been due while nothing ran
        await tell(tx, { ...questionOf(due, to), notBefore }, now);
      }),

    refused: (act: Act, service: Service) =>
      audit(database.db, {
        ...actorOf(act),
        action: 'capacity.set',
        result: 'refused',
        reason: 'not-yours',
        reference: service.id,
      }),
  };
}

const newestOf = (tx: Db, serviceId: string) =>
  tx.capacityReport.findFirst({ where: { serviceId }, orderBy: { asOf: 'desc' } });
type Row = NonNullable<Awaited<ReturnType<typeof newestOf>>>;

const saidIn = ({ capacity, note, pausedUntil }: Row): Said => ({
  level: capacity as Capacity['level'],
  note,
  pausedUntil,
});

const confirmed = (newest: Row | null, reportId: string, act: Act) =>
  newest?.id === reportId ? stillSaid(saidIn(newest), act.at) : null;

/**
 * The directory looks at this time, so it moves even within one millisecond. Whoever writes it first holds the row until
 * the end, which makes two who report at once take turns.
 */
async function touch(tx: Db, { at, who: { partnership } }: Act): Promise<void> {
  const { id, key } = partnership;
  await tx.partnership.updateMany({ where: { id }, data: { key } });
  const { updatedAt } = await tx.partnership.findFirstOrThrow({ where: { id } });
  await tx.partnership.update({ where: { id }, data: { updatedAt: after(updatedAt, at) } });
}

/** The newest report is the one with the latest date, so a new one is never dated before the last. */
const after = (last: Date | undefined, at: Date) =>
  last === undefined || last < at ? at : new Date(last.getTime() + 1);

async function add(tx: Db, service: Service, said: Said, act: Act, before: Row | null): Promise<void> {
  const { member, partnership } = act.who;
  const { level, ...rest } = said;
  const report = { id: newId(), serviceId: service.id, asOf: after(before?.asOf, act.at) };
  await tx.capacityReport.create({ data: { ...rest, ...report, capacity: level, byId: member.id } });
  await plan(tx, confirmationOf(report, partnership.id, partnership), act.at);
  if (before)
    await settle(tx, { partnership: partnership.id, service: service.id, report: before.id }, act.at);
}

/** The question about a report that has been replaced is edited, so that its buttons go. It is no new message. */
async function settle(tx: Db, due: AskPayload, now: Date): Promise<void> {
  const asked = await tx.posted.findFirst({ where: { subject: subjectOf(due), removedAt: null } });
  if (!asked) return;
  await tell(tx, { ...questionOf(due, addressOf(asked)), key: `capacity-settled:${due.report}` }, now);
}

const subjectOf = ({ report }: AskPayload) => `capacity-ask:${report}`;

const questionOf = (due: AskPayload, to: Address) => ({
  key: subjectOf(due),
  subject: subjectOf(due),
  to,
  notice: ASK_NOTICE,
  payload: due,
  thread: subjectOf(due),
});
