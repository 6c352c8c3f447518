import { notFound } from '../../../chat/message.js';
import { say, type Press } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Who } from '../../partnerships/rules.js';
import { actOf } from '../../privacy/rules.js';
import { moveOutcome } from '../../referrals/messages/outcomes.js';
import { readReference } from '../../referrals/rules/reference.js';
import { OutcomePress, TapPress } from '../schema.js';
import type { OutcomeNeeds } from '../use-cases/needs.js';
import { recordTapped } from '../use-cases/record.js';
import { notYet, openLaterForm, submitLater } from './later.js';
import { openOutcomeForm, submitMoney, submitOutcome } from './record.js';

/** How outcomes are reached: `outcome REF`, **Record outcome**, one tap for the common ones, **Not yet** and **Another day**. */
export function outcomesFeature(needs: OutcomeNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'outcome',
        about: 'Record how a referral ended, or correct it',
        hint: 'WIR-…',
        run: async (call, who) => {
          const reference = readReference(call.text);
          return reference === null ? say(notFound()) : openOutcomeForm(needs, call, who, { reference });
        },
      },
    ],
    presses: {
      'outcomes.record': (call, who) => openOutcomeForm(needs, call, who, { id: idIn(call) }),
      'outcomes.tap': async (call, who) => {
        const [id = '', code = ''] = TapPress.safeParse(call.value).data ?? [];
        return say(moveOutcome(await recordTapped(needs, actOf(needs, call, who), id, code)));
      },
      'outcomes.not-yet': (call, who) => notYet(needs, call, who),
      'outcomes.later': (call, who) => openLaterForm(needs, call, who),
    },
    forms: {
      'outcomes.record': (call, who) => submitOutcome(needs, call, who),
      'outcomes.money': (call, who) => submitMoney(needs, call, who),
      'outcomes.later': (call, who) => submitLater(needs, call, who),
    },
  };
}

const idIn = ({ value }: Press): string => OutcomePress.safeParse(value).data ?? '';
