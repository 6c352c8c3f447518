import type { RunJob } from '../../delivery/jobs.js';
import type { Compose } from '../../delivery/outbox.js';
import { CONFIRM_JOB } from '../partnerships/rules/confirmation.js';
import { askMessage } from './messages.js';
import { AskPayload } from './schema.js';
import { askWhetherRight, type CapacityNeeds } from './use-cases.js';

/** A week after a report: does it still hold? */
export const capacityJobs = (needs: CapacityNeeds): ReadonlyMap<string, RunJob> =>
  new Map([[CONFIRM_JOB, (payload, key) => askWhetherRight(needs, AskPayload.parse(payload), key)]]);

/** The words of the question, as things stand when it is sent or looked at. */
export const capacityNotices = (needs: CapacityNeeds): ReadonlyMap<string, Compose> =>
  new Map([
    [
      'capacity.ask',
      async (payload) => {
        const { partnership: partnershipId, service: serviceId, report } = AskPayload.parse(payload);
        const partnership = needs.directory.partnership(partnershipId);
        const service = partnership?.services.find(({ id }) => id === serviceId);
        if (!partnership || !service) return null;
        const newest = await needs.store.newest(serviceId);
        return askMessage(service, newest?.id === report ? { report } : null, partnership, needs.now());
      },
    ],
  ]);
