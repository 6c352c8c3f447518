import { NATION_LABELS } from '../../../chat/words.js';
import type { Message } from '../../../chat/message.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import type { Partnership } from '../../partnerships/rules.js';
import { referenceOf } from '../rules/consultation.js';
import { resultLabel } from '../rules/results.js';
import type { AskOutcome } from '../use-cases/ask.js';
import { resultButtons } from './card.js';
import { SOURCE_LABELS } from './labels.js';
import { withdrawButton } from './more.js';
import { askOutcome } from './outcomes.js';

/** What was logged from one line, with what was taken for granted, so that it can be put right or undone at once. */
export function loggedInOneLine(outcome: AskOutcome, partnership: Partnership): Message {
  if (outcome.kind !== 'logged') return askOutcome(outcome, partnership.timeZone);
  const { consultation } = outcome;
  const { id, issues, source, nation, askerResult } = consultation;
  const how = source === 'thread' ? '' : SOURCE_LABELS[source];
  const where = NATION_LABELS[nation as keyof typeof NATION_LABELS];
  const result = resultLabel(askerResult);
  return {
    summary: `${referenceOf(consultation)}: logged`,
    parts: [
      { kind: 'heading', text: `Logged: ${referenceOf(consultation)}` },
      {
        kind: 'text',
        text: `${issueLabels(partnership, issues)}. ${how}, ${where}. ${result}. It counts like any other, and its card is in the partnership’s channel.`,
      },
      { kind: 'buttons', buttons: [withdrawButton(consultation, 'Undo')] },
      { kind: 'text', text: 'Ended otherwise? One tap puts it right.' },
      { kind: 'buttons', buttons: resultButtons(id).filter(({ label }) => label !== result) },
    ],
  };
}
