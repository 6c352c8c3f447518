import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { reviewAsk, reviewSettled } from './messages/card.js';
import { ReviewPayload } from './schema.js';
import { askForReview, isDue, shownIn, type LearningNeeds } from './use-cases.js';

const REVIEW = 'learning.review';

/** The review that is due. */
export const learningJobs = (needs: LearningNeeds): ReadonlyMap<string, RunJob> =>
  new Map([[REVIEW, (payload, key) => askForReview(needs, ReviewPayload.parse(payload), key)]]);

/** Its words, at the moment it is sent or looked at. */
export const learningNotices = (needs: LearningNeeds): ReadonlyMap<string, Compose> =>
  new Map([
    [
      REVIEW,
      async (payload) => {
        const { partnership: partnershipId, card: id, reviewBy } = ReviewPayload.parse(payload);
        const partnership = needs.directory.partnership(partnershipId);
        const card = await needs.store.find(partnershipId, id);
        if (!partnership || !card) return null;
        const due = isDue(card, reviewBy, partnership, needs.now());
        return due ? reviewAsk(shownIn(needs, card), partnership) : reviewSettled();
      },
    ],
  ]);
