import { audit } from '../../../database/audit.js';
import type { Db } from '../../../database/types.js';
import { violatedUnique } from '../../../database/violated-unique.js';
import { once } from '../../../delivery/inbox.js';
import { newId } from '../../../shared/ids.js';
import { actorOf, type Act } from '../../privacy/rules.js';
import type { Change, NewConsultation } from '../rules/change.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import { isOpen, type State } from '../rules/states.js';
import type { Tick } from '../use-cases/needs.js';
import { planAll, say, type WriteNeeds } from './aftermath.js';
import { originOf } from './reads.js';
import { rewrite } from './rewrite.js';
import { consultationOf } from './rows.js';

const MOST_TRIES = 5;

/** Writing consultations: each decision whole, with its audit line and everything that is to be said. */
export function createWrites(needs: WriteNeeds) {
  return {
    create: (draft: NewConsultation, act: Act) => createWithNextNumber(needs, draft, act, 0),
    change: (change: Change, by: Act | Tick) => writeChange(needs, change, by),
    rewrite: (consultation: Consultation, id: string, text: string | null, act: Act) =>
      rewrite(needs, consultation, id, text, act),
    refused: (act: Act, action: string, reference: string | undefined, reason: string) =>
      audit(needs.database.db, {
        ...actorOf(act),
        action,
        result: 'refused',
        reason,
        ...(reference && { reference }),
      }),
  };
}

/** Two asked at once: the one that came second counts again. */
async function createWithNextNumber(
  needs: WriteNeeds,
  draft: NewConsultation,
  act: Act,
  attempt: number,
): Promise<Consultation | 'repeated'> {
  try {
    return await needs.database.transaction((tx) => writeNew(needs, tx, draft, act));
  } catch (error) {
    if (violatedUnique(error) !== 'Consultation_partnershipId_number_key' || attempt === MOST_TRIES)
      throw error;
    return createWithNextNumber(needs, draft, act, attempt + 1);
  }
}

async function writeNew(needs: WriteNeeds, tx: Db, draft: NewConsultation, act: Act) {
  if (!(await once(tx, act.key, act.at))) return 'repeated' as const;
  const { member, partnership } = act.who;
  const last = await tx.consultation.findFirst({
    where: { partnershipId: partnership.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  const { what, promised, closedWith, issues, ...facts } = draft;
  const closed = closedWith !== null;
  const row = await tx.consultation.create({
    data: {
      ...facts,
      id: newId(),
      partnershipId: partnership.id,
      number: (last?.number ?? 0) + 1,
      state: closed ? 'closed' : 'open',
      issues: [...issues],
      askerId: member.id,
      askerOrganisationId: member.organisation.id,
      askerResult: closedWith,
      promisedBy: promised.breachAt,
      openedAt: act.at,
      changedAt: act.at,
      closedAt: closed ? act.at : null,
      events: {
        create: {
          id: newId(),
          at: act.at,
          kind: closed ? 'logged' : 'opened',
          to: closed ? 'closed' : 'open',
          byId: member.id,
        },
      },
      messages: {
        create: {
          id: newId(),
          kind: 'what',
          authorId: member.id,
          at: act.at,
          versions: { create: needs.texts.version(partnership.id, what, act.at) },
        },
      },
    },
  });
  const consultation = consultationOf(row);
  await needs.search.index(tx, {
    partnershipId: partnership.id,
    kind: 'consultation',
    subjectId: row.id,
    text: what,
  });
  await audit(tx, {
    ...actorOf(act),
    action: closed ? 'consultation.logged' : 'consultation.posted',
    result: 'done',
    reference: referenceOf(row),
  });
  if (!closed)
    await planAll(
      tx,
      consultation,
      [
        { job: 'remind', slot: '1', dueAt: promised.remindAt },
        { job: 'breach', slot: '1', dueAt: promised.breachAt },
      ],
      act.at,
    );
  await say(needs, tx, consultation, { at: act.at, actorId: member.id, telling: [] });
  return consultation;
}

/** Somebody changed it in between. Thrown, so that not even the key is kept: it may be decided again. */
class TooLate extends Error {}

async function unlessTooLate<T>({ database }: WriteNeeds, work: (tx: Db) => Promise<T>) {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof TooLate) return 'too-late' as const;
    throw error;
  }
}

async function writeChange(needs: WriteNeeds, change: Change, by: Act | Tick) {
  const { consultation, kind } = change;
  const actor = 'who' in by ? by.who.member : null;
  const result = await unlessTooLate(needs, async (tx) => {
    if (!(await once(tx, by.key, by.at))) return 'repeated' as const;
    const { count } = await tx.consultation.updateMany({
      where: { id: consultation.id, version: consultation.version },
      data: columnsAfter(change, by.at),
    });
    if (count === 0) throw new TooLate();
    await writeEvents(tx, change, by.at, actor?.id ?? null);
    const written = await writeText(needs, tx, change, by.at, actor?.id ?? '');
    if (change.erase) {
      await needs.texts.erase(tx, consultation.id, by.at);
      await needs.search.forget(tx, 'consultation', consultation.id);
    }
    const after = consultationOf(await tx.consultation.findFirstOrThrow({ where: { id: consultation.id } }));
    const about = { action: `consultation.${kind}`, result: 'done', reference: referenceOf(after) } as const;
    await audit(
      tx,
      'who' in by ? { ...actorOf(by), ...about } : { at: by.at, partnershipId: by.partnershipId, ...about },
    );
    await planAll(tx, after, change.plan ?? [], by.at);
    await say(needs, tx, after, {
      at: by.at,
      actorId: actor?.id ?? null,
      written,
      telling: change.telling ?? [],
    });
    return after;
  });
  if (change.erase) await needs.database.truncateLog();
  return result;
}

function columnsAfter({ consultation, through, set }: Change, at: Date) {
  const state: State = through.at(-1) ?? consultation.state;
  return {
    ...set,
    state,
    version: consultation.version + 1,
    changedAt: at,
    ...(state === 'answered' && consultation.state !== 'answered' && { answeredAt: at }),
    ...(through.length > 0 && { closedAt: isOpen(state) ? null : at }),
  };
}

async function writeEvents(tx: Db, { consultation, kind, through }: Change, at: Date, byId: string | null) {
  let from: State = consultation.state;
  for (const to of through.length === 0 ? [null] : through) {
    const data = { id: newId(), consultationId: consultation.id, at, kind, from: to && from, to, byId };
    await tx.consultEvent.create({ data });
    from = to ?? from;
  }
}

async function writeText(
  needs: WriteNeeds,
  tx: Db,
  { consultation, writing }: Change,
  at: Date,
  authorId: string,
) {
  if (!writing) return undefined;
  const { kind, text, origin } = writing;
  const row = await tx.consultMessage.create({
    data: {
      id: newId(),
      consultationId: consultation.id,
      kind,
      authorId,
      at,
      origin: origin && originOf(origin.channel, origin.messageId),
      versions: { create: needs.texts.version(consultation.partnershipId, text, at) },
    },
  });
  return { id: row.id, origin: origin?.channel ?? null };
}
