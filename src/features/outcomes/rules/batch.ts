import { dayAt } from '../../../shared/days.js';
import { addWorkingDays, isWorkingDay, wallClock, type WorkingTime } from '../../deadlines/rules.js';
import type { Member, Partnership } from '../../partnerships/rules.js';
import { isAway, onDuty } from '../../partnerships/rules/rota.js';

/** As many as fit into a quarter of an hour; the others come on the next working day. */
const MOST_IN_BATCH = 5;

/** The day’s questions come when its work is nearly done, until everybody goes home. */
const FROM_HOUR = 16;
const UNTIL_HOUR = 17;

/** The earliest moment at or after `at` when the questions of a day may be put: on working days, 16:00 to 17:00. */
export function askMoment(at: Date, { timeZone, nation }: WorkingTime): Date {
  const today = dayAt(at, timeZone);
  const opens = (day: string) => wallClock(day, FROM_HOUR, timeZone);
  if (!isWorkingDay(today, nation) || at >= wallClock(today, UNTIL_HOUR, timeZone))
    return opens(addWorkingDays(today, 1, nation));
  return at > opens(today) ? at : opens(today);
}

/** The moment when the questions of this calendar day may be put. */
export const askMomentOn = (day: string, time: WorkingTime): Date =>
  askMoment(wallClock(day, 0, time.timeZone), time);

type Taken = { takenById: string | null; organisationId: string };

/**
 * Whom to ask about a referral at `at`: whoever took it. While they are away, or once they have left, it is whoever of
 * their service is on duty, leads it, or works there. Null when nobody can be reached. Source: noise rule 7.
 */
export function askedFor(
  partnership: Partnership,
  { takenById, organisationId }: Taken,
  isReached: (member: Member) => boolean,
  at: Date,
): Member | null {
  const own = partnership.members.filter(
    (member) =>
      member.active &&
      member.side === 'legal' &&
      member.organisation.id === organisationId &&
      !isAway(partnership, member.key, at) &&
      isReached(member),
  );
  const duty = onDuty(partnership, at).find((each) => own.some(({ id }) => id === each.id));
  return (
    own.find(({ id }) => id === takenById) ??
    duty ??
    own.find(({ role }) => role === 'service-lead') ??
    own[0] ??
    null
  );
}

/** Shares questions out, the longest due first: to each who is asked, no more than one batch. */
export function batches<Due>(
  due: readonly Due[],
  askedId: (each: Due) => string | null,
): ReadonlyMap<string, readonly Due[]> {
  const shared = new Map<string, Due[]>();
  for (const each of due) {
    const id = askedId(each);
    const batch = id === null ? [] : (shared.get(id) ?? []);
    if (id !== null && batch.length < MOST_IN_BATCH) shared.set(id, [...batch, each]);
  }
  return shared;
}
