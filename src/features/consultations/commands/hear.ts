import type { Heard } from '../../../chat/call.js';
import type { Message } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { identifiersHeard } from '../../privacy/messages.js';
import { removedBefore } from '../../privacy/messages/told.js';
import type { Act } from '../../privacy/rules.js';
import { deletedAlready, heardOutcome, onlyWordsCross } from '../messages/outcomes.js';
import { referenceOf } from '../rules/consultation.js';
import { hear } from '../use-cases/hear.js';
import type { Needs } from '../use-cases/needs.js';
import { rewrite } from '../use-cases/rewrite.js';

/**
 * Takes in what is written in the thread of a consultation. Where somebody could be picked out, only a copy without
 * it has come here, and the writer gets a private word. Undefined when the thread is not about a consultation.
 */
export async function listen(needs: Needs, heard: Heard, who: Who): Promise<Message | null | undefined> {
  const act: Act = { key: heard.key, at: needs.now(), platform: heard.person.platform, who };
  const { place, messageId } = heard;
  if (heard.kind === 'said') {
    const consultation = await needs.store.ofThread(place, heard.under);
    if (!consultation) return undefined;
    if (heard.text.trim() === '') return onlyWordsCross(consultation);
    const { text, removed } = heard;
    const origin = { channel: place, messageId };
    const word = heardOutcome(await hear(needs, act, consultation, { kind: 'reply', text, origin }));
    return removed.length > 0 ? identifiersHeard(referenceOf(consultation), removed, text) : word;
  }
  const known = await needs.store.ofMessage(place, messageId);
  if (!known) return undefined;
  const { consultation, written } = known;
  if (heard.kind === 'unsaid' || heard.text.trim() === '') {
    await needs.store.rewrite(consultation, written.id, null, act); // whoever was let delete it there
    return null;
  }
  if (written.authorId !== who.member.id) return null;
  // It may be the same words but for a letter: whoever wrote it writes it again where it is read before it is sent.
  if (written.removed) return removedBefore(referenceOf(consultation));
  if (written.text === null) return deletedAlready(consultation);
  const { text, removed } = heard;
  const outcome = await rewrite(needs, act, known, text);
  if (outcome.kind === 'not-found' || removed.length === 0) return null;
  return identifiersHeard(referenceOf(consultation), removed, text);
}
