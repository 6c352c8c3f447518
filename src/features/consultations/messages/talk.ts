import type { Platform } from '../../../chat/place.js';
import { listInWords, NOT_ADVICE, PLATFORM_LABELS } from '../../../chat/words.js';
import { issueLabels } from '../../partnerships/messages/labels.js';
import { sentence, type Message, type Part } from '../../../chat/message.js';
import { dayAt, dayInWords } from '../../../shared/days.js';
import { affiliation, type Member, type Partnership } from '../../partnerships/rules.js';
import type { Telling } from '../rules/change.js';
import { mayAnswerAll, referenceOf } from '../rules/consultation.js';
import type { ConsultationView } from '../rules/view.js';
import type { Written } from '../use-cases/needs.js';
import type { Answered } from '../use-cases/similar.js';
import { resultButtons } from './card.js';
import { nextActor } from './labels.js';

/** Something somebody wrote, as it stands in a thread where they did not write it themselves. */
export function writtenMessage(view: ConsultationView, written: Written, author: Member | null): Message {
  const reference = referenceOf(view.consultation);
  const by = author ? affiliation(author) : 'Somebody who has left';
  if (written.removed)
    return {
      summary: `${reference}: removed`,
      parts: [{ kind: 'text', text: `What ${by} wrote here could identify somebody and was removed.` }],
    };
  if (written.text === null)
    return {
      summary: `${reference}: deleted`,
      parts: [{ kind: 'text', text: `${by} deleted what was here.` }],
    };
  const parts: Part[] = [
    { kind: 'text', text: `${by}${written.edited ? ' (edited)' : ''}:` },
    { kind: 'quote', text: written.text },
  ];
  if (author?.side !== 'legal') return { summary: `${reference}: reply`, parts };
  if (!mayAnswerAll(view.partnership, view.consultation.issues, author)) parts.push(NOT_AN_ANSWER);
  parts.push({ kind: 'note', text: `${NOT_ADVICE} Next: ${nextActor(view)}.` });
  return { summary: `${reference}: reply from an adviser`, parts };
}

const NOT_AN_ANSWER: Part = {
  kind: 'note',
  text: 'This is not an answer: only a regulated adviser may answer this.',
  tone: 'warning',
};

/** What an adviser answered to something like it, to read before asking or answering again. */
export const answeredBefore = (answered: Answered, { timeZone }: Partnership): Part[] => [
  {
    kind: 'text',
    text: `Something like it was answered in ${referenceOf(answered.consultation)} on ${dayInWords(dayAt(answered.at, timeZone))}:`,
  },
  { kind: 'quote', text: answered.text },
];

/** What somebody is told in a direct message. It carries no case text: that stands in the thread. */
export function newsMessage(view: ConsultationView, reader: Member, news: Telling['news']): Message {
  const { consultation, partnership } = view;
  const reference = referenceOf(consultation);
  const issue = issueLabels(partnership, consultation.issues);
  const show = {
    action: 'consultations.show',
    label: 'Open',
    value: consultation.id,
    tone: 'primary',
  } as const;
  const say = (verb: string, text: string, ...more: Part[]): Message => ({
    summary: `${reference}: ${verb}`,
    parts: [{ kind: 'text', text }, ...more, { kind: 'buttons', buttons: [show] }],
  });
  switch (news) {
    case 'reply':
      return reader.side === 'health'
        ? say(
            'reply from an adviser',
            `An adviser has replied to ${reference} (${issue}). It is in the thread.`,
          )
        : say('reply', `The asker has written more about ${reference} (${issue}). It is in the thread.`);
    case 'question':
      return say(
        'a question for you',
        `An adviser needs to know more about ${reference} (${issue}) before answering.`,
      );
    case 'answered':
      return say('answered', `${reference} (${issue}) has been answered. How did it end?`, {
        kind: 'buttons',
        buttons: resultButtons(consultation.id),
      });
    case 'still-there':
      return say(
        'still waiting for you',
        `An adviser asked you for more about ${reference}. Without an answer it closes by itself in a few days.`,
      );
    case 'waiting':
      return say('waiting', `${reference} (${issue}) has no answer yet. You are on duty for it.`);
    case 'overdue':
      return say(
        'overdue',
        `${reference} (${issue}) has waited longer than promised. You lead a service that takes it.`,
      );
    case 'not-forgotten':
      return say(
        'not forgotten',
        `${reference} is not forgotten, though it took longer than promised. If it cannot wait, ring ${partnership.dutyLine}.`,
      );
  }
}

/** What whoever asked is told when it could not be delivered, and what stands there once it was tried again. */
export function undeliveredMessage(
  { consultation, partnership }: ConsultationView,
  missing: readonly Platform[],
): Message {
  const reference = referenceOf(consultation);
  if (missing.length === 0)
    return sentence(`${reference} has been sent again, and stands in its channel now or will shortly.`);
  return {
    summary: `${reference}: not delivered`,
    parts: [
      {
        kind: 'note',
        text: `${reference} could not be delivered whole to its channel in ${listInWords([...new Set(missing)].map((each) => PLATFORM_LABELS[each]))}, so the advisers may not know of it, or of what changed. Ring ${partnership.dutyLine}. The administrators can see that it failed.`,
        tone: 'warning',
      },
    ],
  };
}

/** The card and everything written to it, for one reader: as the thread would show it. */
export function wholeThread(card: Message, said: readonly Message[]): Message {
  const thread = said.flatMap(({ parts }) => parts);
  const [buttons, rest] = [
    card.parts.filter(({ kind }) => kind === 'buttons'),
    card.parts.filter(({ kind }) => kind !== 'buttons'),
  ];
  return { summary: card.summary, parts: [...rest, ...thread, ...buttons] };
}
