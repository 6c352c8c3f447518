import { notFound } from '../../../chat/message.js';
import { say } from '../../../chat/call.js';
import type { Feature } from '../../../chat/feature.js';
import type { Who } from '../../partnerships/rules.js';
import { readReference } from '../rules/consultation.js';
import { consultationForms } from './forms.js';
import { listen } from './hear.js';
import { consultationMenu } from './menu.js';
import type { CommandNeeds } from './needs.js';
import { logInOneLine } from './log.js';
import { openAskForm } from './open.js';
import { offeredFor } from './offered.js';
import { consultationPresses, showThread } from './presses.js';

/** How consultations are reached: `consult`, `consult log`, their buttons, their forms and their threads. */
export function consultationsFeature(needs: CommandNeeds): Feature<Who> {
  return {
    commands: [
      {
        word: 'consult',
        about: 'Ask the advisers about a situation, or log one you talked through',
        hint: '[what happened | log housing: what was said | C-…]',
        shortcut: 'Consult',
        run: async (call, who) => {
          const { text } = call;
          const number = readReference(text);
          if (number !== null) {
            const found = await needs.store.find(who.partnership.id, { number });
            return say(found ? await showThread(needs, found, who) : notFound());
          }
          const [, line] = /^log\b[\s:]*([\s\S]*)$/i.exec(text) ?? [];
          if (line !== undefined) return logInOneLine(needs, call, who, line.trim());
          if (text === '') return openAskForm(who, {});
          const similar = await offeredFor(needs, who, { text, issues: [], nation: who.partnership.nation });
          return openAskForm(who, { what: text }, { similar });
        },
      },
    ],
    menu: consultationMenu(needs),
    presses: consultationPresses(needs),
    forms: consultationForms(needs),
    hear: (heard, who) => listen(needs, heard, who),
  };
}
