import { say } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Who } from '../../partnerships/rules.js';
import { referralCard } from '../messages/card.js';
import { statusCard } from '../messages/health.js';
import { mineMessage } from '../messages/mine.js';
import { notFound } from '../messages/outcomes.js';
import { maySeeDetail, partiesOf } from '../rules/referral.js';
import { readReference } from '../rules/reference.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { viewOf } from '../use-cases/view.js';
import { referralForms } from './forms.js';
import { referralPresses } from './presses.js';
import { openReferForm } from './send.js';

/** How referrals are reached: `refer`, `mine`, `show`, their buttons and their forms. */
export function referralsFeature(needs: ViewNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'refer',
        about: 'Hand over a referral',
        hint: '[what is happening]',
        shortcut: 'Refer',
        run: async ({ text }, who) =>
          openReferForm(needs, who, { values: text ? { what: text } : {}, context: {} }),
      },
      {
        word: 'mine',
        about: 'What is open for you, the longest silent first',
        shortcut: 'My cases',
        run: async (_call, who) => {
          const { member, partnership } = who;
          const adviserOf = member.side === 'legal' ? member.organisation.id : null;
          const open = await needs.store.mine(partnership.id, member.id, adviserOf);
          return say(mineMessage(who, open, needs.now()));
        },
      },
      {
        word: 'show',
        about: 'Show a referral by its reference',
        hint: 'WIR-…',
        run: async ({ text }, who) => {
          const reference = readReference(text);
          const referral = reference && (await needs.store.find(who.partnership.id, { reference }));
          if (!referral || referral.state === 'entered-in-error') return say(notFound());
          const parties = partiesOf(referral, who.member, who.partnership);
          const view = maySeeDetail(parties) && (await viewOf(needs, referral));
          if (!view) return say(notFound());
          return say(parties.has('adviser') ? referralCard(view) : statusCard(view, who.member));
        },
      },
    ],
    presses: referralPresses(needs),
    forms: referralForms(needs),
  };
}
