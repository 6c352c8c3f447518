import { say, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import { filled, issueKeys } from '../../chat/values.js';
import type { Who } from '../partnerships/rules.js';
import { identifierErrors } from '../privacy/messages.js';
import { actOf } from '../privacy/rules.js';
import { identifiersIn } from '../privacy/use-cases.js';
import { moveOutcome, notFound } from '../referrals/messages/outcomes.js';
import { readReference } from '../referrals/rules/reference.js';
import { outcomeErrors, outcomeForm, postponed } from './messages.js';
import { OutcomeContext, OutcomeValues } from './schema.js';
import { askLater, openForAdviser, recordOutcome, type OutcomeNeeds } from './use-cases.js';

/** How outcomes are reached: `outcome REF`, **Record outcome** and **Not yet** on cards and asks. */
export function outcomesFeature(needs: OutcomeNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'outcome',
        about: 'Record how a referral ended',
        hint: 'WIR-…',
        run: async (call, who) => {
          const reference = readReference(call.text);
          const referral = reference && (await openForAdviser(needs, actOf(needs, call, who), { reference }));
          return referral ? { kind: 'form', form: outcomeForm({ referral }) } : say(notFound());
        },
      },
    ],
    presses: {
      'outcomes.record': async (call, who) => {
        const referral = await openForAdviser(needs, actOf(needs, call, who), { id: call.value });
        return referral ? { kind: 'form', form: outcomeForm({ referral }) } : say(notFound());
      },
      'outcomes.not-yet': async (call, who) => {
        const later = await askLater(needs, actOf(needs, call, who), call.value);
        if (!later) return say(notFound());
        return say(postponed(later.referral.reference, later.until, who.partnership.timeZone));
      },
    },
    forms: { 'outcomes.record': (call, who) => submitOutcome(needs, call, who) },
  };
}

async function submitOutcome(needs: OutcomeNeeds, call: Submit, who: Who): Promise<Reply> {
  const context = OutcomeContext.safeParse(JSON.parse(call.context));
  const act = actOf(needs, call, who);
  const referral = await openForAdviser(needs, act, { id: context.data?.referral ?? '' });
  if (!referral) return say(notFound());

  const read = OutcomeValues.safeParse(filled(call.values));
  const found = identifiersIn({ line: typeof call.values['line'] === 'string' ? call.values['line'] : '' });
  const wrong = read.success ? null : outcomeErrors(issueKeys(read.error));
  const errors = wrong ?? (found && identifierErrors(found));
  if (errors) {
    const { codes, line } = call.values;
    const typed = {
      ...(codes && { codes: typeof codes === 'string' ? [codes] : codes }),
      ...(typeof line === 'string' && { line }),
    };
    return { kind: 'form', form: outcomeForm({ referral, errors, ...typed }) };
  }
  if (!read.success) return say(notFound());
  return say(moveOutcome(await recordOutcome(needs, act, referral.id, read.data.codes, read.data.line)));
}
