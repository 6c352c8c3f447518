import { audit } from '../../../database/audit.js';
import { once } from '../../../delivery/inbox.js';
import { actorOf, type Act } from '../../privacy/rules.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import { say, type WriteNeeds } from './aftermath.js';
import { channelOf } from './reads.js';

/**
 * An edit adds a version; a deletion erases all of them and leaves the row. Copies elsewhere are edited too. What was
 * deleted stays so, whatever comes late or is brought back.
 */
export async function rewrite(
  needs: WriteNeeds,
  consultation: Consultation,
  id: string,
  text: string | null,
  act: Act,
) {
  const done = await needs.database.transaction(async (tx) => {
    if (!(await once(tx, act.key, act.at))) return false;
    const row = await tx.consultMessage.findUniqueOrThrow({ where: { id } });
    if (row.deletedAt !== null) return false;
    if (text === null) {
      await tx.consultVersion.deleteMany({ where: { messageId: id } });
      await tx.consultMessage.updateMany({ where: { id }, data: { deletedAt: act.at } });
    } else {
      const version = needs.texts.version(consultation.partnershipId, text, act.at);
      await tx.consultVersion.create({ data: { ...version, messageId: id } });
    }
    const { version } = await tx.consultation.update({
      where: { id: consultation.id },
      data: { version: { increment: 1 } },
    });
    const action = text === null ? 'consultation.deleted' : 'consultation.edited';
    await audit(tx, { ...actorOf(act), action, result: 'done', reference: referenceOf(consultation) });
    const written = { id, origin: row.origin === null ? null : channelOf(row.origin) };
    const cause = { at: act.at, actorId: act.who.member.id, written, telling: [] };
    await say(needs, tx, { ...consultation, version }, cause);
    return true;
  });
  if (done && text === null) await needs.database.truncateLog();
  return done;
}
