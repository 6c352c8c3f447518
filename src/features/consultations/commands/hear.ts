import type { Heard } from '../../../chat/call.js';
import type { Message } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { identifiersFound } from '../../privacy/messages.js';
import type { Act } from '../../privacy/rules.js';
import { identifiersIn } from '../../privacy/use-cases.js';
import { heardOutcome } from '../messages/outcomes.js';
import { referenceOf } from '../rules/consultation.js';
import { hear } from '../use-cases/hear.js';
import type { Needs } from '../use-cases/needs.js';

/**
 * Takes in what is written in the thread of a consultation. Words in which somebody could be picked out are not
 * recorded: their writer gets a private word. Undefined when the thread is not about a consultation.
 */
export async function listen(needs: Needs, heard: Heard, who: Who): Promise<Message | null | undefined> {
  const act: Act = { key: heard.key, at: needs.now(), platform: heard.person.platform, who };
  const { place, messageId } = heard;
  if (heard.kind === 'said') {
    const consultation = await needs.store.ofThread(place, heard.under);
    if (!consultation) return undefined;
    const found = identifiersIn({ text: heard.text });
    if (found) return identifiersFound(referenceOf(consultation), found);
    const origin = { channel: place, messageId };
    return heardOutcome(await hear(needs, act, consultation, { kind: 'reply', text: heard.text, origin }));
  }
  const known = await needs.store.ofMessage(place, messageId);
  if (!known) return undefined;
  const { consultation, written } = known;
  if (written.authorId !== who.member.id) return null;
  const text = heard.kind === 'edited' ? heard.text : null;
  const found = text === null ? null : identifiersIn({ text });
  if (found) return identifiersFound(referenceOf(consultation), found);
  await needs.store.rewrite(consultation, written.id, text, act);
  return null;
}
