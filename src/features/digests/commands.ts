import { say, type Press, type Reply, type Submit } from '../../chat/call.js';
import type { Feature } from '../../chat/feature.js';
import { filled, issueKeys } from '../../chat/values.js';
import type { Who } from '../partnerships/rules.js';
import { actOf } from '../privacy/rules.js';
import { digestMessage } from './messages/digest.js';
import { letterErrors, letterForm } from './messages/letters.js';
import { actOutcome, noDigestYet, notChampion, postOutcome } from './messages/outcomes.js';
import { isChampion } from '../partnerships/rules/champions.js';
import { networkOutcome } from './messages/network.js';
import { ActionPress, CardPress, LetterContext, LetterValues } from './schema.js';
import { findSuggestion, readersOf, sendLetter, takeUp, type Found } from './use-cases/act.js';
import type { Needs } from './use-cases/needs.js';
import { runAgain } from './use-cases/run.js';
import { rollUp } from './use-cases/network.js';
import { absentOf, mentionedIn } from './use-cases/view.js';
import { postWardCard } from './use-cases/ward.js';

export type CommandNeeds = Needs & {
  /** The form for a consultation that happened by phone. */
  logForm: (who: Who) => Reply;
  /** A story that waits for agreement, with its buttons. */
  openStory: (who: Who, id: string) => Promise<Reply>;
};

/** How the digest is reached: `digest`, and the buttons of what it suggests. */
export function digestsFeature(needs: CommandNeeds): Feature<Who> {
  const nudge = async (call: Press, who: Who): Promise<Reply> => {
    const act = actOf(needs, call, who);
    const found = await findSuggestion(needs, act, pressed(call));
    return say(actOutcome(found.kind === 'found' ? await takeUp(needs, act, found) : found));
  };
  const letter = (call: Press, who: Who) => openLetter(needs, call, who);
  return {
    commands: [
      {
        word: 'digest',
        about: 'This week’s digest, brought up to date (champion, deputy)',
        run: async (call, who) => {
          const act = actOf(needs, call, who);
          const wantsNetwork = call.text.trim().toLowerCase() === 'network';
          return say(wantsNetwork ? networkOutcome(await rollUp(needs, act)) : await showAgain(needs, act));
        },
      },
    ],
    presses: {
      'digests.act-by': nudge,
      'digests.unanswered': nudge,
      'digests.outcomes': nudge,
      'digests.capacity': nudge,
      'digests.share': nudge,
      'digests.silent-site': letter,
      'digests.single-referrer': letter,
      'digests.story': async (call, who) => {
        const found = await findSuggestion(needs, actOf(needs, call, who), pressed(call));
        return found.kind === 'found' ? needs.openStory(who, found.action.about) : say(actOutcome(found));
      },
      'digests.post-ward': async (call, who) => {
        const card = CardPress.safeParse(call.value).data ?? '';
        const outcome = await postWardCard(needs, actOf(needs, call, who), card);
        return say(postOutcome(outcome, (id) => needs.directory.memberById(id)));
      },
      'digests.log': (_call, who) => Promise.resolve(needs.logForm(who)),
    },
    forms: { 'digests.letter': (call, who) => submitLetter(needs, call, who) },
  };
}

const pressed = ({ value }: Press): readonly [string, string] =>
  ActionPress.safeParse(value).data ?? ['', ''];

async function showAgain(needs: CommandNeeds, act: ReturnType<typeof actOf>) {
  const { member, partnership } = act.who;
  if (!isChampion(member)) {
    await needs.store.refused(act, 'digest.seen', 'not-yours');
    return notChampion();
  }
  const run = await runAgain(needs, act);
  if (!run) return noDigestYet();
  return digestMessage({
    ...{ partnership, run, reader: member, absent: absentOf(needs, partnership, run) },
    mentioned: await mentionedIn(needs, run),
    memberById: (id) => needs.directory.memberById(id),
  });
}

async function openLetter(needs: CommandNeeds, call: Press, who: Who): Promise<Reply> {
  const found = await findSuggestion(needs, actOf(needs, call, who), pressed(call));
  return found.kind === 'found' ? draft(needs, found, who) : say(actOutcome(found));
}

function draft(needs: CommandNeeds, found: Found, { member, partnership }: Who, more = {}): Reply {
  const readers = readersOf(needs, partnership, found.action.about, member);
  if (readers.length === 0) return say(actOutcome({ kind: 'nobody-reached' }));
  return { kind: 'form', form: letterForm(found, { partnership, readers, ...more }) };
}

async function submitLetter(needs: CommandNeeds, call: Submit, who: Who): Promise<Reply> {
  const act = actOf(needs, call, who);
  const { run = '', action = '' } = LetterContext.safeParse(JSON.parse(call.context)).data ?? {};
  const found = await findSuggestion(needs, act, [run, action]);
  if (found.kind !== 'found') return say(actOutcome(found));
  const read = LetterValues.safeParse(filled(call.values));
  if (read.success) return say(actOutcome(await sendLetter(needs, act, found, read.data.text)));
  const typed = typeof call.values['text'] === 'string' ? call.values['text'] : '';
  return draft(needs, found, who, { typed, errors: letterErrors(issueKeys(read.error)) });
}
