import type { Message, Part } from '../../../chat/message.js';
import { counted } from '../../../chat/words.js';
import { HIDDEN, outsideCount } from '../../evidence/rules/small-numbers.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import type { Mentioned, WardCard } from '../use-cases/needs.js';
import { monthInWords } from './weeks.js';

/** The month's card as everybody reads it in the partnership's channel: small numbers are not told there. */
export function wardMessage(
  { counts }: WardCard,
  partnership: Partnership,
  { card, story }: Mentioned,
): Message {
  const month = monthInWords(counts.month);
  return {
    summary: `${month}: thank you`,
    parts: [
      { kind: 'heading', text: `${month} in ${partnership.name}` },
      { kind: 'text', text: thanks(counts) },
      ...storyParts(story),
      ...learningPart(counts, partnership, card),
      {
        kind: 'note',
        text: 'Numbers are rounded, and small ones are not shown, so that nobody can be picked out.',
      },
    ],
  };
}

/** The same card before it is posted. `by` has posted it; null is somebody who has left. */
export function wardDraftMessage(
  card: WardCard,
  partnership: Partnership,
  mentioned: Mentioned,
  by: Member | null | undefined,
): Message {
  const { summary, parts } = wardMessage(card, partnership, mentioned);
  const post: Part[] =
    by === undefined
      ? [
          { kind: 'note', text: 'A card for the team. Only champion and deputy have seen it so far.' },
          { kind: 'buttons', buttons: [postButton(card)] },
        ]
      : [
          {
            kind: 'note',
            text: `Posted in the partnership’s channel by ${by?.name ?? 'somebody who has left'}.`,
          },
        ];
  return { summary: `Card for the team, ${summary.split(':')[0]}`, parts: [...parts, ...post] };
}

const postButton = ({ id }: WardCard) => ({
  ...{ action: 'digests.post-ward', label: 'Post it', value: id },
  tone: 'primary' as const,
  confirm: {
    title: 'Post it?',
    text: 'It goes to the partnership’s channel, where everybody can read it.',
    yes: 'Post it',
    no: 'Not now',
  },
});

function thanks({ asked, answered, sent }: WardCard['counts']): string {
  if (asked + sent === 0)
    return 'A quiet month. Small questions count too: type “consult” to ask one, without anybody’s name.';
  const questions = asked === 0 ? '' : `you asked ${few(asked, 'question')}`;
  const answers = answered === 0 ? '' : `${few(answered, 'question was', 'questions were')} answered`;
  const referrals = sent === 0 ? '' : `${few(sent, 'referral was', 'referrals were')} sent`;
  return `Thank you: ${[questions, answers, referrals].filter((each) => each !== '').join('; ')}.`;
}

/** “fewer than 8 questions”, “25 questions”. */
function few(count: number, one: string, many?: string): string {
  const shown = outsideCount(count);
  return shown === HIDDEN ? `fewer than 8 ${many ?? `${one}s`}` : counted(shown, one, many);
}

const storyParts = (story: string | null): Part[] =>
  story === null
    ? []
    : [
        { kind: 'text', text: 'What came of it, for one of those you asked or referred for:' },
        { kind: 'quote', text: story },
      ];

/**
 * What came up most, where enough came up that it says nothing of anybody. It goes by what is shown of each count: their
 * sum would tell more of the hidden ones.
 */
function learningPart(
  { topic, asked, sent }: WardCard['counts'],
  partnership: Partnership,
  title: string | null,
): Part[] {
  const many = [asked, sent].some((count) => count > 0 && outsideCount(count) !== HIDDEN);
  if (topic === null || !many) return [];
  const label = issueLabels(partnership, [topic.issue]) || 'something else';
  if (title === null || topic.card === null) return [{ kind: 'text', text: `Came up most: ${label}.` }];
  const button = { action: 'learning.open', label: 'Open', value: topic.card };
  return [{ kind: 'list', items: [{ text: `Came up most: ${label}. What is known: “${title}”.`, button }] }];
}
