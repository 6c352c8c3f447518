import type { Db } from '../../../database/types.js';
import { dayAt } from '../../../shared/days.js';
import { addWorkingDays } from '../../deadlines/rules.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { OpenWork, Unrecorded } from '../rules/counts.js';

const SOON_WORKING_DAYS = 5;
const WAITING = ['open', 'answering', 'needs-info'];
const OPEN = ['requested', 'on-hold', 'accepted', 'in-progress'];

/** The referrals whose outcome was asked for as often as agreed, without an answer. */
export type Gaps = (partnership: Partnership, now: Date) => Promise<readonly Unrecorded[]>;

/** What lies open now. It is found by having no end: by its state alone, SQLite would look through the whole archive. */
export async function openWork(db: Db, gaps: Gaps, partnership: Partnership, now: Date): Promise<OpenWork> {
  const { id: partnershipId, timeZone, nation } = partnership;
  const consultations = await db.consultation.findMany({
    where: { partnershipId, closedAt: null, state: { in: WAITING }, repliedAt: null },
    select: { id: true, number: true, issues: true, state: true, promisedBy: true },
    orderBy: { openedAt: 'asc' },
  });
  const referrals = await db.referral.findMany({
    where: { partnershipId, closedAt: null, state: { in: OPEN } },
    select: {
      ...{ id: true, reference: true, organisationId: true, actBy: true, acceptedAt: true },
    },
    orderBy: { sentAt: 'asc' },
  });
  const limit = addWorkingDays(dayAt(now, timeZone), SOON_WORKING_DAYS, nation);
  const soon = referrals.flatMap(({ actBy, ...each }) =>
    actBy !== null && actBy <= limit ? [{ ...each, actBy }] : [],
  );
  const overdue = consultations.filter(({ state, promisedBy }) => state !== 'needs-info' && promisedBy < now);
  const untaken = referrals.filter(({ acceptedAt }) => acceptedAt === null);
  return {
    waiting: {
      consultations: consultations.length,
      overdue: overdue.length,
      referrals: untaken.length,
      actBy: soon.length,
    },
    pressing: soon
      .filter(({ acceptedAt }) => acceptedAt === null)
      .toSorted((one, two) => (one.actBy < two.actBy ? -1 : 1))
      .map(({ id, reference, organisationId, actBy }) => ({ id, reference, organisationId, actBy })),
    overdue: overdue.map(({ id, number, issues }) => ({ id, number, issues: issues as string[] })),
    unrecorded: await gaps(partnership, now),
  };
}
