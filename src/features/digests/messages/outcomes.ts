import { notFound, sentence, type Message } from '../../../chat/message.js';
import { listInWords } from '../../../chat/words.js';
import type { ActOutcome } from '../use-cases/act.js';

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

/** For everybody who is no champion. */
export const notChampion = (): Message =>
  sentence(
    'The digest is for the partnership’s champion and deputy. Ask them if you would like to hear what is in it.',
  );

/** Before the first one. */
export const noDigestYet = (): Message =>
  sentence('There is no digest yet. The first one comes on Monday at 08:30.');
