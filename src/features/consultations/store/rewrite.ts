import { audit } from '../../../database/audit.js';
import type { Db } from '../../../database/types.js';
import { once } from '../../../delivery/inbox.js';
import { actorOf, type Act } from '../../privacy/rules.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import { say, type WriteNeeds } from './aftermath.js';
import { channelOf } from './reads.js';
import { consultationOf } from './rows.js';

/**
 * What becomes of something that was written: a version more, or none left. What is written `inForm` stands in no thread
 * yet, whatever stood there before.
 */
type Rewriting = { text: string; inForm?: true } | { gone: 'deleted' | 'removed' };

/** Follows an edit or a deletion where it was written. What was deleted stays so, whatever comes late or is brought back. */
export async function rewrite(
  needs: WriteNeeds,
  consultation: Consultation,
  id: string,
  text: string | null,
  act: Act,
) {
  const done = await needs.database.transaction(async (tx) => {
    if (!(await once(tx, act.key, act.at))) return false;
    const row = await tx.consultMessage.findFirstOrThrow({ where: { id } });
    if (row.deletedAt !== null) {
      // What was removed here has now gone there as well.
      if (text === null && row.removedAt !== null)
        await tx.consultMessage.update({ where: { id }, data: { deletedAt: act.at } });
      return false;
    }
    const action = text === null ? 'consultation.deleted' : 'consultation.edited';
    await audit(tx, { ...actorOf(act), action, result: 'done', reference: referenceOf(consultation) });
    await rewriteIn(needs, tx, consultation, id, text === null ? { gone: 'deleted' } : { text }, act);
    return true;
  });
  if (done && text === null) await needs.database.truncateLog();
  return done;
}

/** An edit adds a version; a deletion erases all of them and leaves the row. The card and copies elsewhere are edited too. */
export async function rewriteIn(
  needs: WriteNeeds,
  tx: Db,
  { id: consultationId, partnershipId }: Consultation,
  id: string,
  rewriting: Rewriting,
  { at, who }: Act,
): Promise<void> {
  const row = await tx.consultMessage.findFirstOrThrow({ where: { id } });
  if ('gone' in rewriting) {
    await tx.consultVersion.deleteMany({ where: { messageId: id } });
    const data = { deletedAt: at, ...(rewriting.gone === 'removed' && { removedAt: at }) };
    await tx.consultMessage.update({ where: { id }, data });
  } else {
    const version = needs.texts.version(partnershipId, rewriting.text, at);
    await tx.consultVersion.create({ data: { ...version, messageId: id } });
    const data = { deletedAt: null, removedAt: null, ...(rewriting.inForm && { origin: null }) };
    await tx.consultMessage.update({ where: { id }, data });
  }
  const isAsked = row.kind === 'what';
  if (isAsked) await makeFindable(needs, tx, { partnershipId, subjectId: consultationId }, rewriting);
  const consultation = await tx.consultation.update({
    where: { id: consultationId },
    data: { version: { increment: 1 } },
  });
  // What was asked stands on the card itself.
  const inThread = row.origin !== null && !('inForm' in rewriting) ? channelOf(row.origin) : null;
  const written = isAsked ? undefined : { id, origin: inThread };
  await say(needs, tx, consultationOf(consultation), { at, actorId: who.member.id, written, telling: [] });
}

type Subject = { partnershipId: string; subjectId: string };

const makeFindable = ({ search }: WriteNeeds, tx: Db, about: Subject, rewriting: Rewriting) =>
  'gone' in rewriting
    ? search.forget(tx, 'consultation', about.subjectId)
    : search.index(tx, { ...about, kind: 'consultation', text: rewriting.text });
