import type { Db } from '../../../database/types.js';
import { byUrgency, type Referral } from '../rules/referral.js';
import type { Recent } from '../use-cases/needs.js';
import { outcomesInForce } from './outcomes.js';
import { referralOf, WITH_AGREEMENTS } from './rows.js';

const OPEN = ['requested', 'on-hold', 'accepted', 'in-progress'];
const MOST_LISTED = 100;

/** Reading referrals. Every question is asked within one partnership; there is none that takes a name. */
export function createReads(db: Db) {
  /**
   * What has to be acted on first comes first, then the oldest by that moment: what is cut off matters least. It is found
   * by having no end: by its state alone, SQLite would look through the whole archive.
   */
  const many = async (where: object, oldest: 'sentAt' | 'changedAt'): Promise<Referral[]> => {
    const rows = await db.referral.findMany({
      where: { ...where, closedAt: null, state: { in: OPEN } },
      include: WITH_AGREEMENTS,
      orderBy: [{ actBy: { sort: 'asc', nulls: 'last' } }, { [oldest]: 'asc' }],
      take: MOST_LISTED,
    });
    return rows.map(referralOf);
  };

  return {
    async find(partnershipId: string, by: { id: string } | { reference: string }): Promise<Referral | null> {
      const row = await db.referral.findFirst({ where: { ...by, partnershipId }, include: WITH_AGREEMENTS });
      return row && referralOf(row);
    },

    /** What is open for a service, most urgent first. */
    async openFor(partnershipId: string, serviceId: string): Promise<Referral[]> {
      return (await many({ partnershipId, serviceId }, 'sentAt')).sort(byUrgency);
    },

    /**
     * What is open for one person: sent, followed or taken by them, or waiting in their organisation. Earliest act-by
     * date first, then the longest silence.
     */
    async mine(partnershipId: string, memberId: string, adviserOf: string | null): Promise<Referral[]> {
      const waiting = adviserOf === null ? [] : [{ organisationId: adviserOf, takenById: null }];
      const own = [{ senderId: memberId }, { navigatorId: memberId }, { takenById: memberId }, ...waiting];
      return many({ partnershipId, OR: own }, 'changedAt');
    },

    /** What somebody sent or follows that has changed since then, with what happened to it since, oldest first. */
    async changedFor(partnershipId: string, memberId: string, since: Date): Promise<Recent[]> {
      const mine = { OR: [{ senderId: memberId }, { navigatorId: memberId }] };
      const events = { where: { at: { gte: since } }, orderBy: { id: 'asc' } } as const;
      const rows = await db.referral.findMany({
        where: { partnershipId, changedAt: { gte: since }, ...mine },
        include: { ...WITH_AGREEMENTS, events },
        orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ events: happened, ...row }) => ({ referral: referralOf(row), happened }));
    },

    /** How many open referrals this site sent since then that share an issue. Says nothing about whose they are. */
    async alike(partnershipId: string, siteId: string | null, issues: readonly string[], since: Date) {
      const rows = await db.referral.findMany({
        where: { partnershipId, siteId, sentAt: { gte: since }, state: { in: OPEN } },
        select: { issues: true },
      });
      return rows.filter((row) => (row.issues as string[]).some((issue) => issues.includes(issue))).length;
    },

    /** The ways in which somebody has been tried so far. */
    async waysTried(referralId: string): Promise<string[]> {
      const events = await db.referralEvent.findMany({
        where: { referralId, kind: 'not-reached' },
        select: { way: true },
      });
      return events.flatMap(({ way }) => way ?? []);
    },

    /** Who has said thank you for it. */
    async thankedBy(referralId: string): Promise<string[]> {
      const events = await db.referralEvent.findMany({ where: { referralId, kind: 'thanked' } });
      return events.flatMap(({ byId }) => byId ?? []);
    },

    /** What came of it, as it stands after every correction, oldest first. */
    outcomes: (referralId: string) => outcomesInForce(db, referralId),
  };
}
