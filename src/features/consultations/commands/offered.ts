import type { Part } from '../../../chat/message.js';
import type { Who } from '../../partnerships/rules.js';
import { answeredBefore } from '../messages/talk.js';
import { similarAnswers, type Situation } from '../use-cases/similar.js';
import type { CommandNeeds } from './needs.js';

const MOST_ANSWERS = 2;

/** Cards and answers about something like it, to read beside a form or an answer; none is no part. */
export async function offeredFor(
  needs: CommandNeeds,
  { partnership }: Who,
  about: Omit<Situation, 'partnershipId'>,
  except?: string,
): Promise<readonly Part[]> {
  const situation = { ...about, partnershipId: partnership.id };
  const cards = await needs.cardsAbout(situation);
  const answers = await similarAnswers(needs, situation, { except, most: MOST_ANSWERS });
  return [...cards, ...answers.flatMap((each) => answeredBefore(each, partnership))];
}
