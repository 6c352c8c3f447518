import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { asksMessage } from './messages/asks.js';
import { AskedPayload, AsksPayload } from './schema.js';
import { askToday, viewAsked } from './use-cases/ask.js';
import type { OutcomeNeeds } from './use-cases/needs.js';

const ASKS = 'outcomes.asks';

/** The questions that a day brings. */
export const outcomeJobs = (needs: OutcomeNeeds): ReadonlyMap<string, RunJob> =>
  new Map([[ASKS, (payload) => askToday(needs, AsksPayload.parse(payload).partnership)]]);

/** Their words, at the moment they are sent or looked at. */
export const outcomeNotices = (needs: OutcomeNeeds): ReadonlyMap<string, Compose> =>
  new Map([
    [
      ASKS,
      async (payload) => {
        const { partnership, member, day } = AskedPayload.parse(payload);
        const asked = await viewAsked(needs, partnership, member, day);
        return asked && asksMessage(asked);
      },
    ],
  ]);
