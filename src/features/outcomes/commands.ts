import { notFound } from '../../chat/message.js';
import { say, type Command, type Press, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import { filled, issueKeys } from '../../chat/values.js';
import type { Who } from '../partnerships/rules.js';
import { actOf } from '../privacy/rules.js';
import { moveOutcome } from '../referrals/messages/outcomes.js';
import { outcomeCode } from '../referrals/rules/outcome-codes.js';
import { readReference } from '../referrals/rules/reference.js';
import { outcomeErrors, outcomeForm, postponed } from './messages.js';
import { OutcomeContext, OutcomePress, OutcomeValues } from './schema.js';
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
          return reference === null ? say(notFound()) : openOutcomeForm(needs, call, who, { reference });
        },
      },
    ],
    presses: {
      'outcomes.record': (call, who) => openOutcomeForm(needs, call, who, { id: idIn(call) }),
      'outcomes.not-yet': async (call, who) => {
        const later = await askLater(needs, actOf(needs, call, who), idIn(call));
        if (later.kind !== 'postponed') return say(moveOutcome(later));
        return say(postponed(later.referral.reference, later.until, who.partnership.timeZone));
      },
    },
    forms: { 'outcomes.record': (call, who) => submitOutcome(needs, call, who) },
  };
}

const idIn = ({ value }: Press): string => OutcomePress.safeParse(value).data ?? '';

async function openOutcomeForm(
  needs: OutcomeNeeds,
  call: Command | Press,
  who: Who,
  by: { id: string } | { reference: string },
): Promise<Reply> {
  const found = await openForAdviser(needs, actOf(needs, call, who), by);
  if (found.kind !== 'open') return say(moveOutcome(found));
  return { kind: 'form', form: outcomeForm({ referral: found.referral }) };
}

async function submitOutcome(needs: OutcomeNeeds, call: Submit, who: Who): Promise<Reply> {
  const context = OutcomeContext.safeParse(JSON.parse(call.context));
  const act = actOf(needs, call, who);
  const open = await openForAdviser(needs, act, { id: context.data?.referral ?? '' });
  if (open.kind !== 'open') return say(moveOutcome(open));
  const { referral } = open;

  const read = OutcomeValues.safeParse(filled(call.values));
  if (read.success)
    return say(moveOutcome(await recordOutcome(needs, act, referral.id, read.data.codes, read.data.line)));
  return {
    kind: 'form',
    form: outcomeForm({ referral, errors: outcomeErrors(issueKeys(read.error)), ...typedIn(call) }),
  };
}

/** What was typed and chosen, so that the form comes back as it was. */
function typedIn({ values: { codes, line } }: Submit) {
  return {
    ...(codes && {
      codes: (typeof codes === 'string' ? [codes] : codes).filter((code) => outcomeCode(code)),
    }),
    ...(typeof line === 'string' && { line }),
  };
}
