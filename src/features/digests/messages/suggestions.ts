import type { Button, ListItem } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import { keyOf, type Action } from '../rules/actions.js';
import { siteName } from './lines.js';

type Words = { why: string; label: string; confirm?: { title: string; text: string; yes: string } };

const HEARS =
  'They get a private message now, or at 09:00 on the next working day, and see that it came from the digest.';

/** Why it is suggested, what its button says, and what happens before the last tap. */
function wordsFor({ kind, about, count }: Action, partnership: Partnership): Words {
  switch (kind) {
    case 'act-by': {
      const text = `Those on duty at the service get the references. ${HEARS}`;
      return {
        why: `Nobody has taken ${counted(count, 'referral')} to be acted on within 5 working days, or before now.`,
        label: 'Nudge the service',
        confirm: { title: 'Nudge the service?', text, yes: 'Nudge' },
      };
    }
    case 'unanswered': {
      const text = `The advisers on duty get the references. ${HEARS}`;
      return {
        why: `${counted(count, 'question has', 'questions have')} waited longer than promised.`,
        label: 'Nudge duty adviser',
        confirm: { title: 'Nudge the duty adviser?', text, yes: 'Nudge' },
      };
    }
    case 'outcomes': {
      const text = `Each adviser gets the references of their own cases. ${HEARS}`;
      return {
        why: `${counted(count, 'referral has', 'referrals have')} no outcome after every ask.`,
        label: 'Ask for outcomes',
        confirm: { title: 'Ask for outcomes?', text, yes: 'Ask' },
      };
    }
    case 'silent-site':
      return { why: `${siteName(partnership, about)} may like to hear from you.`, label: 'Draft a hello' };
    case 'single-referrer':
      return {
        why: `One person does all the asking at ${siteName(partnership, about)}; colleagues may not know they can.`,
        label: 'Draft an invitation',
      };
    case 'capacity': {
      const name = partnership.services.find(({ id }) => id === about)?.name ?? 'a service';
      const text = `Whoever leads ${name} is asked whether it is still right. ${HEARS}`;
      return {
        why: `What room ${name} has was not confirmed for over a week.`,
        label: 'Ask about capacity',
        confirm: { title: 'Ask about capacity?', text, yes: 'Ask' },
      };
    }
    case 'story':
      return { why: 'A story for the team waits for you or your deputy to agree.', label: 'Read the story' };
    case 'share':
      return {
        why: 'The answer card above may help others too.',
        label: 'Share the card',
        confirm: {
          title: 'Share the card?',
          text: 'It is posted in the partnership’s channel, where everybody can read it.',
          yes: 'Share',
        },
      };
    case 'log':
      return { why: 'Talked one through by phone? It counts as much.', label: 'Log a phone consult' };
  }
}

/** A suggestion as a line of the digest: once somebody has taken it up it says who, and its button goes. */
export function suggestionLine(
  action: Action,
  partnership: Partnership,
  runId: string,
  by: Member | null | undefined,
): ListItem {
  const { why, label, confirm } = wordsFor(action, partnership);
  if (by !== undefined) return { text: `${why} Done by ${by?.name ?? 'somebody who has left'}.` };
  const button: Button = {
    action: `digests.${action.kind}`,
    label,
    value: `${runId}/${keyOf(action)}`,
    ...(confirm && { confirm: { ...confirm, no: 'Not now' } }),
  };
  return { text: why, button };
}
