import { notFound } from '../../../chat/message.js';
import type { z } from 'zod';
import { say, type Reply, type Submit } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { FieldErrors, Form } from '../../../chat/form.js';
import { filled, issueKeys } from '../../../chat/values.js';
import { dayAt } from '../../../shared/days.js';
import { actOf, type Act } from '../../privacy/rules.js';
import type { Who } from '../../partnerships/rules.js';
import { referralErrors } from '../messages/errors.js';
import { moveOutcome } from '../messages/outcomes.js';
import * as forms from '../messages/small-forms.js';
import type { Referral } from '../rules/referral.js';
import type { ReasonedState } from '../rules/reasons.js';
import * as schema from '../schema.js';
import { findFor, type MoveOutcome } from '../use-cases/move.js';
import { agreeTime } from '../use-cases/help.js';
import * as verbs from '../use-cases/verbs.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { submitReferral } from './send.js';

type Given = { referral: Referral; errors: FieldErrors; text?: string; chosen?: string; day?: string };

/** A form about one referral: its schema, what it does, and how it is drawn again when something is not right. */
type SmallForm<S extends z.ZodType> = {
  values: S | ((today: string) => S);
  run: (act: Act, id: string, values: z.infer<S>) => Promise<MoveOutcome>;
  draw: (given: Given) => Form;
};

/** What the forms of the referral feature do when they come back. */
export function referralForms(needs: ViewNeeds): Feature<Who>['forms'] {
  const reason = (state: Exclude<ReasonedState, 'rejected'>, verb: ReasonVerb) =>
    smallForm(needs, {
      values: schema.reasonValues(state),
      run: (act, id, values) => verb(needs, act, id, values.reason),
      draw: (given) => forms.reasonForm(state, given),
    });

  return {
    'referrals.send': (call, who) => submitReferral(needs, call, who),
    'referrals.decline': smallForm(needs, {
      values: schema.reasonValues('rejected'),
      run: (act, id, values) => verbs.declineReferral(needs, act, id, values.reason, values.inside),
      draw: forms.declineForm,
    }),
    'referrals.ask': smallForm(needs, {
      values: schema.TextValues,
      run: (act, id, { text }) => verbs.askForMore(needs, act, id, text),
      draw: forms.askForm,
    }),
    'referrals.answer': smallForm(needs, {
      values: schema.TextValues,
      run: (act, id, { text }) => verbs.answerQuestion(needs, act, id, text),
      draw: (given) => forms.answerForm({ ...given, question: null }),
    }),
    'referrals.unreached': smallForm(needs, {
      values: schema.WayValues,
      run: (act, id, { way }) => verbs.couldNotReach(needs, act, id, way),
      draw: forms.unreachedForm,
    }),
    'referrals.agree': smallForm(needs, {
      values: schema.agreedValues,
      run: (act, id, { day, time }) => agreeTime(needs, act, id, `${day} ${time}`),
      draw: forms.agreeForm,
    }),
    'referrals.share': smallForm(needs, {
      values: schema.ShareValues,
      run: (act, id, { share }) => verbs.lowerShare(needs, act, id, share),
      draw: forms.shareForm,
    }),
    'referrals.hold': reason('on-hold', verbs.holdReferral),
    'referrals.fail': reason('failed', verbs.failReferral),
    'referrals.withdraw': reason('cancelled', verbs.withdrawReferral),
    'referrals.remove': reason('entered-in-error', verbs.removeInError),
  };
}

type ReasonVerb = (needs: ViewNeeds, act: Act, id: string, key: string) => Promise<MoveOutcome>;

function smallForm<S extends z.ZodType>(needs: ViewNeeds, form: SmallForm<S>) {
  return async (call: Submit, who: Who): Promise<Reply> => {
    const context = schema.ReferralContext.safeParse(JSON.parse(call.context));
    const id = context.data?.referral ?? '';
    const act = actOf(needs, call, who);
    const today = dayAt(act.at, who.partnership.timeZone);
    const shape = typeof form.values === 'function' ? form.values(today) : form.values;
    const read = shape.safeParse(filled(call.values));
    if (read.success) return say(moveOutcome(await form.run(act, id, read.data)));
    const found = await findFor(needs, act, { id }, call.action);
    if (found.kind !== 'found') return say(notFound());
    return {
      kind: 'form',
      form: form.draw({
        referral: found.referral,
        errors: referralErrors(issueKeys(read.error)),
        ...typedIn(call),
      }),
    };
  };
}

const one = (value: unknown) => (typeof value === 'string' ? value : '');

/** What was typed and chosen, so that the form comes back as it was. */
function typedIn({ values }: Submit) {
  const text = one(values['text']) || one(values['inside']) || one(values['time']);
  const day = one(values['day']);
  const chosen = one(values['reason']) || one(values['way']) || one(values['share']);
  return { ...(text && { text }), ...(chosen && { chosen }), ...(day && { day }) };
}
