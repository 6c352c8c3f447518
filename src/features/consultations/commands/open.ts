import { say, type Reply } from '../../../chat/call.js';
import type { Values } from '../../../chat/form.js';
import type { Part } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { askForm } from '../messages/forms.js';
import { askOutcome } from '../messages/outcomes.js';
import { mayAsk } from '../rules/consultation.js';

type More = { follows?: string; similar?: readonly Part[] };

/** Opens the consultation form, with whatever is known already filled in. */
export function openAskForm(who: Who, values: Values, more: More = {}): Reply {
  if (!mayAsk(who.member)) return say(askOutcome({ kind: 'may-not-ask' }, who.partnership.timeZone));
  return { kind: 'form', form: askForm({ who, values, ...more }) };
}
