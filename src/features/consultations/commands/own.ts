import { notFound } from '../../../chat/message.js';
import { say, type Press, type Reply, type Submit } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import { fieldErrors } from '../../../chat/field-errors.js';
import { filled, issueKeys } from '../../../chat/values.js';
import type { Member, Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { editForm } from '../messages/forms.js';
import { rewriteOutcome } from '../messages/own.js';
import type { Consultation } from '../rules/consultation.js';
import { mayRewrite } from '../rules/talk.js';
import { TextValues, WrittenContext, WrittenPress } from '../schema.js';
import type { Needs, Written } from '../use-cases/needs.js';
import { rewrite } from '../use-cases/rewrite.js';

/** **Edit** and **Delete**, for what somebody wrote through a form. What stands in a thread is changed there. */
export function ownPresses(needs: Needs): Feature<Who>['presses'] {
  return {
    'consultations.edit': async ({ value }: Press, { member, partnership }: Who): Promise<Reply> => {
      const found = await find(needs, partnership.id, value);
      if (!found || !mayRewrite(found, member)) return say(notFound());
      const { consultation, written } = found;
      return { kind: 'form', form: editForm({ consultation, typed: written.text ?? '' }, written.id) };
    },
    'consultations.delete': async (call: Press, who: Who): Promise<Reply> => {
      const found = await find(needs, who.partnership.id, call.value);
      return say(rewriteOutcome(await rewrite(needs, actOf(needs, call, who), found, null)));
    },
  };
}

/** The reply as it shall read from now on. */
export async function submitEdit(needs: Needs, call: Submit, who: Who): Promise<Reply> {
  const { written: id } = WrittenContext.parse(JSON.parse(call.context));
  const found = await needs.store.written(who.partnership.id, id);
  const read = TextValues.safeParse(filled(call.values));
  if (!found || read.success)
    return say(rewriteOutcome(await rewrite(needs, actOf(needs, call, who), found, read.data?.text ?? null)));
  const typed = typeof call.values['text'] === 'string' ? call.values['text'] : '';
  const errors = fieldErrors(issueKeys(read.error));
  return { kind: 'form', form: editForm({ consultation: found.consultation, typed, errors }, id) };
}

/** What this member wrote to it through a form and can still change, oldest first. */
export async function ownIn(needs: Needs, consultation: Consultation, member: Member): Promise<Written[]> {
  const thread = await needs.store.thread(consultation);
  return thread.filter((written) => written.byForm && mayRewrite({ consultation, written }, member));
}

async function find(needs: Needs, partnershipId: string, value: string) {
  const id = WrittenPress.safeParse(value).data;
  return id === undefined ? null : needs.store.written(partnershipId, id);
}
