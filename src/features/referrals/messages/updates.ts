import type { Button, ListItem, Message, Part } from '../../../chat/message.js';
import { dayInWords } from '../../../shared/days.js';
import { outcomesInWords } from '../../gains/messages.js';
import { wordsFor, type Member } from '../../partnerships/rules.js';
import type { BundledNews } from '../rules/bundle.js';
import { mayHelp } from '../rules/help.js';
import { levelFor, mayHearOutcome } from '../rules/sharing.js';
import type { Bundle, Update } from '../use-cases/updates.js';
import { healthStatus, serviceName } from './labels.js';

/** What a lock screen may say of each. */
const VERBS: Readonly<Record<BundledNews, string>> = {
  accepted: 'accepted',
  'contact-made': 'contact made',
  'not-reached': 'not reached yet',
  'on-hold': 'paused',
  closed: 'closed',
  corrected: 'outcome corrected',
};

/** All news of a day or a week for one reader, one line for each referral. Null when there is none. */
export function updatesMessage(
  updates: readonly Update[],
  reader: Member,
  { day, rhythm }: Bundle,
): Message | null {
  const [first, ...others] = updates;
  if (!first) return null;
  const { reference } = first.view.referral;
  const until = dayInWords(day);
  return {
    summary:
      others.length === 0
        ? `${reference}: ${VERBS[first.news]}`
        : `News of your referrals: ${updates.length}`,
    parts: [
      {
        kind: 'heading',
        text: `News of your referrals, ${rhythm === 'weekly' ? `week to ${until}` : until}`,
      },
      ...updates.flatMap((update) => lineOf(update, reader)),
      { kind: 'note', text: 'One message a day at most, as far as each person agreed. It changes in place.' },
    ],
  };
}

/** In place of a bundle that quoted what has been erased since, when nothing else is left in it. */
export const updatesErased = (): Message => ({
  summary: 'News of your referrals: erased',
  parts: [{ kind: 'text', text: 'What was written here about your referrals has been erased.' }],
});

function lineOf({ view, news }: Update, reader: Member): Part[] {
  const { referral, outcomeLine } = view;
  const item: ListItem = { text: textOf({ view, news }, reader), button: buttonFor({ view, news }, reader) };
  const line: Part = { kind: 'list', items: [item] };
  const quoted = (news === 'closed' || news === 'corrected') && hearsOutcome({ view, news }, reader);
  return quoted && outcomeLine && referral.state === 'completed'
    ? [line, { kind: 'quote', text: outcomeLine }]
    : [line];
}

const hearsOutcome = ({ view: { referral } }: Update, reader: Member) =>
  mayHearOutcome(levelFor(referral, reader.id));

/** “Closed”, and nothing more, unless the person agreed to a summary. */
function textOf(update: Update, reader: Member): string {
  const { view, news } = update;
  const { referral, partnership, service, outcomes } = view;
  const { reference } = referral;
  const name = serviceName(service);
  switch (news) {
    case 'accepted':
      return `${reference} is accepted by ${name}.`;
    case 'contact-made':
      return `${name} has made contact about ${reference}.`;
    case 'not-reached':
      return `${name} tried to make contact about ${reference} and couldn’t. They will try again.`;
    case 'on-hold': {
      const level = levelFor(referral, reader.id);
      return `${reference} is paused. ${healthStatus(referral, wordsFor(partnership, reader), level)}.`;
    }
    case 'closed':
    case 'corrected': {
      const told = hearsOutcome(update, reader) && referral.state === 'completed' && outcomes.length > 0;
      const verb = news === 'closed' ? 'closed' : 'outcome corrected';
      return told
        ? `${reference} ${verb}: ${outcomesInWords(outcomes, 'outside')}.`
        : `${reference} is closed.`;
    }
  }
}

/** The one thing that fits best; everything else is on the card behind **Open**. */
function buttonFor({ view: { referral } }: Update, reader: Member): Button {
  return mayHelp(referral, levelFor(referral, reader.id)) && referral.helperId !== reader.id
    ? { action: 'referrals.try', label: 'I’ll try them', value: referral.id }
    : { action: 'referrals.show', label: 'Open', value: referral.id };
}
