import { nextWorkingMoment, type WorkingTime } from '../../deadlines/rules.js';
import { UNCONFIRMED_AFTER_MS } from '../rules.js';

export const CONFIRM_JOB = 'capacity.confirm';

/** The job that asks, once, whether a report of capacity still holds: due when it begins to read “not confirmed since”. */
export const confirmationOf = (
  report: { id: string; serviceId: string; asOf: Date },
  partnershipId: string,
  time: WorkingTime,
) => ({
  key: `capacity-confirm:${report.id}`,
  name: CONFIRM_JOB,
  payload: { partnership: partnershipId, service: report.serviceId, report: report.id },
  dueAt: nextWorkingMoment(new Date(report.asOf.getTime() + UNCONFIRMED_AFTER_MS + 1), time),
});
