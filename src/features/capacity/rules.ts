import { Temporal } from 'temporal-polyfill';
import type { Capacity, Member, Partnership, Service } from '../partnerships/rules.js';

/** What somebody says of a service’s capacity; when they said it is for the store to write. */
export type Said = Omit<Capacity, 'asOf'>;

export const LEVELS = [
  'capacity',
  'waitlist',
  'no-capacity',
  'additional-assessment-required',
] as const satisfies readonly Capacity['level'][];

/** Whether this member may say what room a service has: the legal side, for their own organisation. Source: governance 6. */
export const maySet = (member: Member, service: Service): boolean =>
  member.active && member.side === 'legal' && member.organisation.id === service.organisation.id;

/**
 * Whom to ask whether a report still holds, the best first: who leads the service, or whoever reported it, or the
 * organisation’s other advisers where nobody leads.
 */
export function askedFirst({ members }: Partnership, service: Service, reporterId: string | null): Member[] {
  const own = members.filter((member) => maySet(member, service));
  const rank = ({ id, role }: Member) => (role === 'service-lead' ? 0 : id === reporterId ? 1 : 2);
  return own.toSorted((one, two) => rank(one) - rank(two));
}

/** The instant a pause ends: the beginning of the first day on which referrals are taken again. */
export const endOfPause = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** What is still right at `at`: a pause that is over is no part of it. */
export const stillSaid = ({ level, note, pausedUntil }: Said, at: Date): Said => ({
  level,
  note,
  pausedUntil: pausedUntil !== null && pausedUntil > at ? pausedUntil : null,
});
