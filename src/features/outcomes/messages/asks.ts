import { sentence, type Button, type Message, type Part } from '../../../chat/message.js';
import { dayAt, dayInWords } from '../../../shared/days.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import { tapButtons } from '../../referrals/messages/hears.js';
import type { Referral } from '../../referrals/rules/referral.js';
import { isOpen } from '../../referrals/rules/states.js';
import { matterOf } from '../rules/cadence.js';
import type { Asked, AskedLine } from '../use-cases/ask.js';
import type { PutOff } from '../use-cases/put-off.js';

/** What an adviser is asked about on one day, in one message that changes in place. */
export function asksMessage({ partnership, reader, day, lines }: Asked): Message {
  const open = lines.filter(isToAnswer);
  return {
    summary: summaryOf(open),
    parts: [
      { kind: 'heading', text: `Is there an outcome yet? ${dayInWords(day)}` },
      ...lines.flatMap((line): Part[] => [
        { kind: 'text', text: textOf(line, { partnership, reader }) },
        ...(isToAnswer(line) ? [{ kind: 'buttons', buttons: buttonsFor(line) } as const] : []),
      ]),
      { kind: 'note', text: 'One message a working day at most. It changes in place.' },
    ],
  };
}

function summaryOf(open: readonly AskedLine[]): string {
  const [first, ...others] = open;
  if (!first) return 'Outcomes: nothing more to ask';
  return others.length === 0
    ? `${first.referral.reference}: is there an outcome?`
    : `Is there an outcome: ${open.length} to look at`;
}

const isToAnswer = ({ referral, asked: { state } }: AskedLine): boolean =>
  isOpen(referral.state) && (state === 'asked' || state === 'last');

function textOf(
  { referral, asked, taker }: AskedLine,
  { partnership, reader }: Pick<Asked, 'partnership' | 'reader'>,
): string {
  const { reference, acceptedAt, issues } = referral;
  if (!isOpen(referral.state)) return `${reference} is closed. There is nothing to do.`;
  if (asked.putOffTo) return `${reference}: you will be asked again on ${dayInWords(asked.putOffTo)}.`;
  if (asked.state === 'over') return `${reference} has been asked about again since.`;
  const taken = acceptedAt ? ` on ${dayInWords(dayAt(acceptedAt, partnership.timeZone))}` : '';
  const by = taker?.id === reader.id ? 'you' : `${taker?.name ?? 'somebody who has left'}, who is not here`;
  const last =
    asked.state === 'last' ? ' This is the last time: without an answer it goes on the champion’s list.' : '';
  return `${reference} · ${issueLabels(partnership, issues)}. Taken by ${by}${taken}. Asked ${asked.nth} of ${1 + matterOf(asked.kind).repeats}.${last}`;
}

/** What is paused cannot be closed as it stands; it can be put off, or opened. */
function buttonsFor({ referral }: AskedLine): Button[] {
  const { id, state } = referral;
  const record: Button[] =
    state === 'on-hold'
      ? [{ action: 'referrals.show', label: 'Open', value: id }]
      : [
          { action: 'outcomes.record', label: 'Record outcome', value: id, tone: 'primary' },
          ...tapButtons(referral),
        ];
  return [
    ...record,
    { action: 'outcomes.not-yet', label: 'Not yet', value: id },
    { action: 'outcomes.later', label: 'Another day', value: id },
  ];
}

/** After **Not yet**. */
export const putOffMessage = ({ referral, until }: Pick<PutOff, 'until'> & { referral: Referral }): Message =>
  sentence(`${referral.reference}: you will be asked again on ${dayInWords(until)}.`);
