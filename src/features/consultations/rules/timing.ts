import { addWorkingHours, openingAfter, type WorkingTime } from '../../deadlines/rules.js';

const QUIET_WORKING_DAYS = 5;
const SILENT_WORKING_DAYS = 10;
const REMIND_AFTER_WORKING_DAYS = [3, 7] as const;
const REOPENS_WITHIN_MS = 30 * 24 * 3_600_000;

/**
 * When the duty adviser is reminded (three-quarters of the promise) and when the promise itself runs out.
 * @param hours the partnership's response promise, in working hours. Source: people and flows, response promise.
 */
export const promisedFrom = (openedAt: Date, hours: number, time: WorkingTime) => ({
  remindAt: addWorkingHours(openedAt, (hours * 3) / 4, time),
  breachAt: addWorkingHours(openedAt, hours, time),
});

/** When an answered consultation without a new message closes by itself. Source: taxonomy section 5. */
export const closesAt = (answeredAt: Date, time: WorkingTime): Date =>
  openingAfter(answeredAt, QUIET_WORKING_DAYS, time);

/** When somebody who was asked for more is reminded, twice, and when it closes without them. */
export const silenceFrom = (askedAt: Date, time: WorkingTime) => ({
  remindAt: REMIND_AFTER_WORKING_DAYS.map((days) => openingAfter(askedAt, days, time)),
  closeAt: openingAfter(askedAt, SILENT_WORKING_DAYS, time),
});

/** Whether a real question still re-opens it; later, it is a new consultation linked to this one. */
export const mayReopen = (closedAt: Date, now: Date): boolean =>
  now.getTime() - closedAt.getTime() <= REOPENS_WITHIN_MS;
