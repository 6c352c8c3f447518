import { issueLabels } from '../../partnerships/messages/labels.js';
import { sentence, type Button, type Message, type Part, notFound } from '../../../chat/message.js';
import { dayAt, dayInWords, instantInWords } from '../../../shared/days.js';
import { referenceOf, type Consultation } from '../rules/consultation.js';
import { resultLabel } from '../rules/results.js';
import type { ConsultationView } from '../rules/view.js';
import type { AskOutcome } from '../use-cases/ask.js';
import type { HearOutcome } from '../use-cases/hear.js';
import type { MoveOutcome } from '../use-cases/move.js';
import { resultButtons } from './card.js';
import { nextActor, statusLabel } from './labels.js';

/** What somebody reads after doing something to a consultation. */
export function moveOutcome(outcome: MoveOutcome): Message {
  switch (outcome.kind) {
    case 'done':
      return doneMessage(outcome);
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'not-found':
      return notFound();
    case 'not-yours':
      return sentence(
        `${referenceOf(outcome.consultation)}: this is for somebody else to do. Nothing has changed.`,
      );
    case 'needs-regulated':
      return sentence(
        `Only a regulated adviser may answer this. Nothing has changed; you can still point to a service.`,
      );
    case 'not-from-here':
      return sentence(
        `${referenceOf(outcome.consultation)} has moved on, so this doesn’t fit any more. Its card shows where it stands.`,
      );
    case 'someone-was-quicker':
      return sentence(
        `Somebody changed ${referenceOf(outcome.consultation)} a moment before you. Its card shows where it stands now.`,
      );
  }
}

type DoneOutcome = Extract<MoveOutcome, { kind: 'done' }>;
type Done = DoneOutcome['change'];

/** What was done, with what is usually done next. */
function doneMessage({ change, consultation }: DoneOutcome): Message {
  const { summary, parts } = sentence(DONE[change](referenceOf(consultation)));
  const next = nextButtons(change, consultation.id);
  return { summary, parts: next.length > 0 ? [...parts, { kind: 'buttons', buttons: next }] : parts };
}

function nextButtons(change: Done, id: string): Button[] {
  if (change === 'answered') return resultButtons(id);
  if (change !== 'taken') return [];
  return [
    { action: 'consultations.reply', label: 'Reply', value: id, tone: 'primary' },
    { action: 'consultations.ask', label: 'Ask for more', value: id },
  ];
}

const DONE: Readonly<Record<Done, (reference: string) => string>> = {
  taken: (reference) => `${reference} is yours. Everybody can see your name on its card.`,
  'handed-back': (reference) => `${reference} is back in triage, at its old place.`,
  replied: (reference) => `Your reply is in the thread of ${reference}.`,
  asked: (reference) => `Your question is in the thread of ${reference}, and the asker is told.`,
  answered: (reference) => `${reference} is answered. How did it end?`,
  're-opened': (reference) => `${reference} is with the adviser again.`,
  result: (reference) => `Noted on ${reference}. Thank you.`,
  closed: (reference) => `Noted: ${reference} is closed. Thank you.`,
  reminded: (reference) => `A reminder about ${reference} is on its way.`,
  breached: (reference) => `${reference} has waited longer than promised.`,
  withdrawn: (reference) => `${reference} is withdrawn, and what was written is erased.`,
};

/** A private word after something was written, where one is needed; null when it just stands there. */
export function heardOutcome(outcome: HearOutcome): Message | null {
  switch (outcome.kind) {
    case 'done':
    case 'repeated':
      return null;
    case 'not-an-answer':
      return sentence(
        'Only a regulated adviser may answer this. What you wrote is in the thread, but does not count as an answer.',
      );
    case 'too-late-to-reopen':
      return lateQuestion(outcome.consultation);
    case 'not-found':
    case 'not-yours':
    case 'needs-regulated':
    case 'not-from-here':
    case 'someone-was-quicker':
      return moveOutcome(outcome);
  }
}

/** To whoever changes or brings back what they have deleted: nobody else sees it any more. */
export const deletedAlready = (consultation: Consultation): Message =>
  sentence(
    `${referenceOf(consultation)}: this message was deleted, and stays deleted for everybody elsewhere. Write it again if it matters.`,
  );

/** To whoever put a file or a picture into a thread without a word beside it. */
export const onlyWordsCross = (consultation: Consultation): Message =>
  sentence(
    `${referenceOf(consultation)}: files and pictures are not passed on. If the others need to know what is in it, write it in words, without anything that points to the person.`,
  );

const lateQuestion = (consultation: Consultation): Message => ({
  summary: `${referenceOf(consultation)}: closed a while ago`,
  parts: [
    {
      kind: 'text',
      text: `${referenceOf(consultation)} closed more than 30 days ago, so your question was not added to it. Ask it as a new one, linked to this.`,
    },
    {
      kind: 'buttons',
      buttons: [
        { action: 'consultations.follow', label: 'Consult again', value: consultation.id, tone: 'primary' },
      ],
    },
  ],
});

/** What the asker reads at once, with what was answered `before` to something like it. */
export function askOutcome(outcome: AskOutcome, timeZone: string, before: readonly Part[] = []): Message {
  switch (outcome.kind) {
    case 'posted': {
      const reference = referenceOf(outcome.consultation);
      const by = instantInWords(outcome.consultation.promisedBy, timeZone);
      return {
        summary: `${reference}: posted`,
        parts: [
          { kind: 'heading', text: `Posted: ${reference}` },
          {
            kind: 'text',
            text: `It is in the partnership’s channel. An adviser answers by ${by}; you get a message when they do. You need not wait for that to refer.`,
          },
          {
            kind: 'buttons',
            buttons: [
              {
                action: 'consultations.show',
                label: 'Open',
                value: outcome.consultation.id,
                tone: 'primary',
              },
              { action: 'consultations.refer', label: 'Refer now', value: outcome.consultation.id },
            ],
          },
          ...before,
        ],
      };
    }
    case 'logged':
      return sentence(`Logged as ${referenceOf(outcome.consultation)}. It counts like any other.`);
    case 'repeated':
      return sentence('This was posted already. Nothing happened twice.');
    case 'may-not-ask':
      return sentence(
        'Consultations are asked by the health side. You can answer them, or log one that happened.',
      );
  }
}

/** Four lines for the reader's own record, without identifiers. Source: governance section 5. */
export function recordMessage(view: ConsultationView): Message {
  const { consultation, partnership, now } = view;
  const result = consultation.askerResult ?? consultation.adviserResult;
  const said = consultation.repliedAt ? 'general information given' : 'not answered yet';
  const text = [
    `${dayInWords(dayAt(now, partnership.timeZone)).slice(4)} · ${referenceOf(consultation)} · Case consultation with ${partnership.serviceLabel}`,
    `Asked: ${issueLabels(partnership, consultation.issues)}`,
    `Said: ${said}; ${result ? resultLabel(result).toLowerCase() : statusLabel(view).toLowerCase()}`,
    `Next: ${nextActor(view)}`,
  ].join('\n');
  return {
    summary: `${referenceOf(consultation)}: text for the record`,
    parts: [
      { kind: 'copy', label: 'For the record', text },
      { kind: 'note', text: 'Only you can see this. It names nobody who was asked about.' },
    ],
  };
}
