import { fieldErrors } from '../../../chat/field-errors.js';
import type { z } from 'zod';
import { say, type Reply, type Submit } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { FieldErrors, Form } from '../../../chat/form.js';
import { filled, issueKeys } from '../../../chat/values.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf, type Act } from '../../privacy/rules.js';
import * as drawn from '../messages/forms.js';
import { askOutcome, heardOutcome, moveOutcome } from '../messages/outcomes.js';
import { replySent } from '../messages/own.js';
import type { Writing } from '../rules/change.js';
import type { Consultation } from '../rules/consultation.js';
import { AskContext, AskValues, ConsultationContext, LogValues, TextValues } from '../schema.js';
import { ask, logConsultation, type AskRequest } from '../use-cases/ask.js';
import { hear } from '../use-cases/hear.js';
import { doTo, type MoveOutcome } from '../use-cases/move.js';
import type { CommandNeeds } from './needs.js';
import { offeredFor } from './offered.js';
import { ownIn, submitEdit } from './own.js';
import { type Message, notFound } from '../../../chat/message.js';

/** What the forms of the consultation feature do when they come back. */
export function consultationForms(needs: CommandNeeds): Feature<Who>['forms'] {
  return {
    'consultations.ask': (call, who) => submitAsk(needs, call, who),
    'consultations.log': (call, who) => submitLog(needs, call, who),
    'consultations.reply': typedForm(needs, drawn.replyForm, async (act, consultation, text) => {
      const outcome = await hear(needs, act, consultation, writing('reply', text));
      const own = await ownIn(needs, consultation, act.who.member);
      return heardOutcome(outcome) ?? replySent(consultation, own.at(-1));
    }),
    'consultations.edit': (call, who) => submitEdit(needs, call, who),
    'consultations.ask-more': typedForm(needs, drawn.askMoreForm, (act, { id }, text) =>
      moved(doTo(needs, act, id, 'ask-for-more', writing('question', text))),
    ),
    'consultations.need-more': typedForm(needs, drawn.needMoreForm, (act, { id }, text) =>
      moved(doTo(needs, act, id, 'need-more', writing('reply', text))),
    ),
  };
}

const moved = async (outcome: Promise<MoveOutcome>): Promise<Message> => moveOutcome(await outcome);
const writing = (kind: Writing['kind'], text: string): Writing => ({ kind, text, origin: null });

async function submitAsk(needs: CommandNeeds, call: Submit, who: Who): Promise<Reply> {
  const { follows } = AskContext.catch({}).parse(JSON.parse(call.context));
  const draw = (errors: FieldErrors): Reply => ({
    kind: 'form',
    form: drawn.askForm({ who, values: call.values, errors, ...(follows && { follows }) }),
  });
  const read = AskValues.safeParse(filled(call.values));
  if (!read.success) return draw(fieldErrors(issueKeys(read.error)));
  const errors = wrongWith(read.data, who);
  if (errors) return draw(errors);
  const outcome = await ask(needs, actOf(needs, call, who), requestOf(read.data, follows));
  const { what, issues, nation } = read.data;
  const before =
    outcome.kind === 'posted'
      ? await offeredFor(needs, who, { text: what, issues, nation }, outcome.consultation.id)
      : [];
  return say(askOutcome(outcome, who.partnership.timeZone, before));
}

async function submitLog(needs: CommandNeeds, call: Submit, who: Who): Promise<Reply> {
  const draw = (errors: FieldErrors): Reply => ({
    kind: 'form',
    form: drawn.logForm({ who, values: call.values, errors }),
  });
  const read = LogValues.safeParse(filled(call.values));
  if (!read.success) return draw(fieldErrors(issueKeys(read.error)));
  const errors = wrongWith(read.data, who);
  if (errors) return draw(errors);
  const { source, result } = read.data;
  const act = actOf(needs, call, who);
  const outcome = await logConsultation(needs, act, requestOf(read.data, undefined), source, result);
  return say(askOutcome(outcome, who.partnership.timeZone));
}

/** An issue the partnership does not have. */
function wrongWith({ issues }: z.infer<typeof AskValues>, { partnership }: Who): FieldErrors | null {
  const known = issues.every((issue) => partnership.issues.some(({ key }) => key === issue));
  return known ? null : fieldErrors({ issues: 'choose' });
}

const requestOf = (values: z.infer<typeof AskValues>, follows: string | undefined): AskRequest => {
  const { issues, what, nation, eventDate, priority } = values;
  return { issues, what, nation, priority, eventDate: eventDate ?? null, followsId: follows ?? null };
};

/** A form with one text about one consultation. */
function typedForm(
  needs: CommandNeeds,
  draw: (about: { consultation: Consultation; errors: FieldErrors; typed: string }) => Form,
  run: (act: Act, consultation: Consultation, text: string) => Promise<Message>,
) {
  return async (call: Submit, who: Who): Promise<Reply> => {
    const context = ConsultationContext.safeParse(JSON.parse(call.context));
    const id = context.data?.consultation ?? '';
    const consultation = await needs.store.find(who.partnership.id, { id });
    if (!consultation) return say(notFound());
    const typed = typeof call.values['text'] === 'string' ? call.values['text'] : '';
    const read = TextValues.safeParse(filled(call.values));
    if (!read.success) {
      const errors = fieldErrors(issueKeys(read.error));
      return { kind: 'form', form: draw({ consultation, errors, typed }) };
    }
    return say(await run(actOf(needs, call, who), consultation, read.data.text));
  };
}
