import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { askMessage } from './messages/asks.js';
import { AskPayload } from './schema.js';
import { askForOutcome, type OutcomeNeeds } from './use-cases.js';

const ASK = 'outcomes.ask';

/** The ask that is due. */
export const outcomeJobs = (needs: OutcomeNeeds): ReadonlyMap<string, RunJob> =>
  new Map([[ASK, (payload, key) => askForOutcome(needs, AskPayload.parse(payload), key)]]);

/** Its words, at the moment it is sent or looked at. */
export const outcomeNotices = (needs: OutcomeNeeds): ReadonlyMap<string, Compose> =>
  new Map([
    [
      ASK,
      async ({ partnership: partnershipId = '', referral: id = '' }) => {
        const partnership = needs.directory.partnership(partnershipId);
        const referral = await needs.referrals.find(partnershipId, { id });
        return partnership && referral && askMessage(referral, partnership);
      },
    ],
  ]);
