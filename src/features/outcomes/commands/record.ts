import { say, type Command, type Press, type Reply, type Submit } from '../../../chat/call.js';
import type { Values } from '../../../chat/form.js';
import { filled, issueKeys } from '../../../chat/values.js';
import { dayAt } from '../../../shared/days.js';
import { outcomeCode } from '../../gains/rules/codes.js';
import { plainOutcome, type KeptOutcome } from '../../gains/rules/outcome.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { moveOutcome } from '../../referrals/messages/outcomes.js';
import { isCompleted, type Referral } from '../../referrals/rules/referral.js';
import { outcomeErrors } from '../messages/errors.js';
import { moneyForm, outcomeForm } from '../messages/forms.js';
import { outcomeOf, typedMoney } from '../rules/recording.js';
import { MoneyValues, OutcomeContext, OutcomeValues } from '../schema.js';
import type { OutcomeNeeds } from '../use-cases/needs.js';
import { openForAdviser, recordOutcome } from '../use-cases/record.js';

/** Opens the form: to record and close, or, on what is closed already, to correct what was recorded. */
export async function openOutcomeForm(
  needs: OutcomeNeeds,
  call: Command | Press,
  who: Who,
  by: { id: string } | { reference: string },
): Promise<Reply> {
  const found = await openForAdviser(needs, actOf(needs, call, who), by);
  if (found.kind !== 'open') return say(moveOutcome(found));
  const { referral } = found;
  const inForce = await needs.referrals.outcomes(referral.id);
  const line = await needs.referrals.latestText(who.partnership.id, referral.id, 'outcome');
  const values = {
    codes: inForce.map(({ code }) => code),
    pounds: inForce.some(({ shareLevel }) => shareLevel === 'pounds') ? 'yes' : 'no',
    ...(line && { line }),
  };
  const context = OutcomeContext.parse({ referral: referral.id, correcting: isCompleted(referral) });
  return { kind: 'form', form: outcomeForm({ referral, context, values }) };
}

/** The first screen came back: what it was, and whether amounts are to be asked for. */
export const submitOutcome = (needs: OutcomeNeeds, call: Submit, who: Who): Promise<Reply> =>
  onForm(needs, call, who, async ({ referral, context, inForce }) => {
    const read = OutcomeValues.safeParse(filled(call.values));
    if (!read.success) {
      const errors = outcomeErrors(issueKeys(read.error));
      return { kind: 'form', form: outcomeForm({ referral, context, values: call.values, errors }) };
    }
    const { codes, line, pounds } = read.data;
    const withMoney = codes.filter((code) => outcomeCode(code)?.money);
    const today = dayAt(needs.now(), who.partnership.timeZone);
    const said = codes
      .filter((code) => !withMoney.includes(code))
      .map((code) => inForce.find((each) => each.code === code) ?? plainOutcome(code, today));
    return next({ ...context, said, left: withMoney, pounds: pounds === 'yes' }, line);
  });

/** A screen about one outcome’s money came back. */
export const submitMoney = (needs: OutcomeNeeds, call: Submit, who: Who): Promise<Reply> =>
  onForm(needs, call, who, async ({ referral, context }) => {
    const [code = '', ...left] = context.left;
    const read = MoneyValues.safeParse(filled(call.values));
    if (!read.success) {
      const errors = outcomeErrors(issueKeys(read.error));
      return { kind: 'form', form: moneyForm({ referral, context, values: call.values, errors }) };
    }
    const today = dayAt(needs.now(), who.partnership.timeZone);
    const outcome = outcomeOf(code, { ...read.data, today, pounds: context.pounds });
    return next({ ...context, said: [...context.said, outcome], left }, read.data.line);
  });

type OnForm = { referral: Referral; context: OutcomeContext; inForce: readonly KeptOutcome[] };
type Next = { kind: 'next'; context: OutcomeContext; line: string | null };
const next = (context: OutcomeContext, line: string | null): Next => ({ kind: 'next', context, line });

/** Finds the referral that a screen is about, and goes on to the next screen or to the end. */
async function onForm(
  needs: OutcomeNeeds,
  call: Submit,
  who: Who,
  read: (on: OnForm) => Promise<Reply | Next>,
): Promise<Reply> {
  const context = OutcomeContext.safeParse(JSON.parse(call.context)).data;
  const act = actOf(needs, call, who);
  const found = await openForAdviser(needs, act, { id: context?.referral ?? '' });
  if (found.kind !== 'open' || !context)
    return say(moveOutcome(found.kind === 'open' ? { kind: 'not-found' } : found));
  const { referral } = found;
  const inForce = await needs.referrals.outcomes(referral.id);
  const step = await read({ referral, context, inForce });
  if (step.kind !== 'next') return step;
  if (step.context.left.length === 0)
    return say(moveOutcome(await recordOutcome(needs, act, step.context, step.line)));
  const values: Values = { ...typedMoney(inForce, step.context.left), ...(step.line && { line: step.line }) };
  return { kind: 'form', form: moneyForm({ referral, context: step.context, values }) };
}
