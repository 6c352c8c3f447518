import { notFound } from '../../../chat/message.js';
import { say, type Press, type Reply, type Submit } from '../../../chat/call.js';
import type { Values } from '../../../chat/form.js';
import { filled, issueKeys } from '../../../chat/values.js';
import { actOf, safeguardingFor } from '../../privacy/rules.js';
import type { Who } from '../../partnerships/rules.js';
import { referralErrors, sendErrors } from '../messages/errors.js';
import { sendRefusal } from '../messages/outcomes.js';
import { referForm, type ReferFormInput } from '../messages/refer-form.js';
import { sentMessage } from '../messages/sent.js';
import { maySend, maySendOn } from '../rules/referral.js';
import { PressValue, SendContext, SendValues } from '../schema.js';
import { findFor } from '../use-cases/move.js';
import { sendReferral, type SendRequest } from '../use-cases/send.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { viewOf } from '../use-cases/view.js';

const DUPLICATE_WARNING =
  'A referral about the same thing was sent from this site in the last week. It may be for somebody else. If it could be the same person, check with your team first.';

type Filled = Pick<ReferFormInput, 'values' | 'context'> &
  Partial<Pick<ReferFormInput, 'errors' | 'warning'>>;

/** Opens the referral form, with whatever is known already filled in. */
export function openReferForm(needs: ViewNeeds, who: Who, input: Filled): Reply {
  if (!maySend(who.member)) return say(sendRefusal({ kind: 'may-not-send' }));
  return { kind: 'form', form: referForm({ ...who, ...input, now: needs.now() }) };
}

/** Takes the form that came back, with its texts settled: sends it, or gives it back with what to do. */
export async function submitReferral(needs: ViewNeeds, call: Submit, who: Who): Promise<Reply> {
  const context = SendContext.catch({}).parse(JSON.parse(call.context));
  const again = (more: Pick<Filled, 'errors' | 'warning'>, next = context) =>
    openReferForm(needs, who, { values: call.values, context: contextOf(next), ...more });

  const read = SendValues.safeParse(filled(call.values));
  if (!read.success) return again({ errors: referralErrors(issueKeys(read.error)) });

  const act = actOf(needs, call, who);
  const outcome = await sendReferral(needs, act, requestOf(read.data, context));
  switch (outcome.kind) {
    case 'wrong':
      return again({ errors: sendErrors(outcome.errors, who.partnership) });
    case 'looks-like-duplicate':
      return again({ warning: DUPLICATE_WARNING }, { ...context, seenDuplicate: true });
    case 'may-not-send':
    case 'not-found':
    case 'repeated':
      return say(sendRefusal(outcome));
    case 'sent': {
      const view = await viewOf(needs, outcome.referral);
      if (!view) return say(sendRefusal({ kind: 'repeated' }));
      return say(sentMessage(view, who.member, safeguardingFor(who.partnership, read.data.what)));
    }
  }
}

function requestOf(values: SendValues, context: SendContext): SendRequest {
  const { service, site, navigator, handover, keyDate, ...same } = values;
  return {
    ...same,
    serviceId: service,
    siteId: site ?? null,
    navigatorId: navigator ?? null,
    handover: handover ?? null,
    keyDate: keyDate ?? null,
    partOfId: context.partOf ?? null,
    consultationId: context.consultation ?? null,
    seenDuplicate: context.seenDuplicate ?? false,
  };
}

/** Drops what is undefined: the form’s context is exact. */
const contextOf = ({ partOf, consultation, seenDuplicate }: SendContext) => ({
  ...(partOf && { partOf }),
  ...(consultation && { consultation }),
  ...(seenDuplicate && { seenDuplicate }),
});

/** Sending it on makes a new linked referral: what was typed is filled in, the agreement is not. */
export async function openRerouteForm(needs: ViewNeeds, call: Press, who: Who): Promise<Reply> {
  const [id = '', serviceId = ''] = PressValue.safeParse(call.value).data?.split(':') ?? [];
  const found = await findFor(needs, actOf(needs, call, who), { id }, 'referral.send');
  if (found.kind !== 'found' || !maySendOn(found.referral, found.parties)) return say(notFound());
  const { referral } = found;
  const texts = await needs.store.texts(who.partnership.id, id);
  const values: Values = {
    service: serviceId,
    issues: referral.issues,
    what: texts.what ?? '',
    keyDate: referral.keyDate ?? '',
    priority: referral.priority,
    site: referral.siteId ?? '',
    navigator: referral.navigatorId ?? '',
    contact: texts.contact,
    contactNote: texts.contactNote ?? '',
    access: texts.access,
  };
  return openReferForm(needs, who, {
    values,
    context: { partOf: id },
    warning: 'A new service needs a new agreement: ask the person again, and say below how they agreed.',
  });
}
