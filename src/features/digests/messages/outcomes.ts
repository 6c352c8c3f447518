import { notFound, sentence, type Message } from '../../../chat/message.js';
import { listInWords } from '../../../chat/words.js';
import type { Member } from '../../partnerships/rules.js';
import type { ActOutcome } from '../use-cases/act.js';
import type { PostOutcome } from '../use-cases/ward.js';

/** What a champion reads after a button of the digest. */
export function actOutcome(outcome: ActOutcome): Message {
  switch (outcome.kind) {
    case 'done':
      return sentence(
        outcome.told.length === 0
          ? 'Shared in the partnership’s channel.'
          : `Done. ${listInWords(outcome.told.map(({ name }) => name))} will get a private message within working hours.`,
      );
    case 'done-already':
      return sentence(`${outcome.by?.name ?? 'Somebody'} did this already. Nothing happened twice.`);
    case 'settled':
      return sentence('That has been dealt with since. Nobody needs to be asked.');
    case 'nobody-reached':
      return sentence(
        'Nobody who could deal with it has an account here, so nothing was sent. A phone call may be quicker.',
      );
    case 'repeated':
      return sentence('That was done already. Nothing happened twice.');
    case 'not-found':
      return notFound();
    case 'not-yours':
      return notChampion();
  }
}

/** What a champion reads after posting a month's card. */
export function postOutcome(outcome: PostOutcome, memberById: (id: string) => Member | null): Message {
  switch (outcome.kind) {
    case 'posted':
      return sentence('Posted in the partnership’s channel.');
    case 'posted-already': {
      const by = memberById(outcome.card.postedById ?? '')?.name ?? 'Somebody';
      return sentence(`${by} posted it already. Nothing happened twice.`);
    }
    case 'no-channel':
      return sentence(
        'The partnership has no channel that is connected, so nothing was posted. Its administrator can add one to the partnership’s file.',
      );
    case 'repeated':
    case 'not-found':
    case 'not-yours':
      return actOutcome(outcome);
  }
}

/** For everybody who is no champion. */
export const notChampion = (): Message =>
  sentence(
    'The digest is for the partnership’s champion and deputy. Ask them if you would like to hear what is in it.',
  );

/** Before the first one. */
export const noDigestYet = (): Message =>
  sentence('There is no digest yet. The first one comes on Monday at 08:30.');
