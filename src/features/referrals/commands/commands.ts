import { notFound } from '../../../chat/message.js';
import { say } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Who } from '../../partnerships/rules.js';
import { mineMessage } from '../messages/mine.js';
import { readReference } from '../rules/reference.js';
import { isListed } from '../rules/sharing.js';
import type { ViewNeeds } from '../use-cases/needs.js';
import { referralForms } from './forms.js';
import { referralPresses } from './presses.js';
import { openReferForm } from './send.js';
import { showReferral } from './show.js';

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
          const listed = open.filter((each) => member.side === 'legal' || isListed(each, member.id));
          return say(mineMessage(who, listed, needs.now()));
        },
      },
      {
        word: 'show',
        about: 'Show a referral by its reference',
        hint: 'WIR-…',
        run: async (call, who) => {
          const reference = readReference(call.text);
          return reference === null ? say(notFound()) : showReferral(needs, call, who, { reference });
        },
      },
    ],
    presses: referralPresses(needs),
    forms: referralForms(needs),
  };
}
