import type { Db } from '../../../database/types.js';
import type { Partnership } from '../../partnerships/rules.js';
import type { ConsultationFact, Facts, ReferralFact, Told } from '../rules/facts.js';
import { outcomesBetween } from './outcomes.js';
import { toldOf } from './told.js';

type Between = { from: Date; until: Date };

const CONSULTED = ['openedAt', 'repliedAt', 'closedAt'] as const;
const REFERRED = ['sentAt', 'acceptedAt', 'contactedAt', 'closedAt'] as const;

const CONSULTATION = {
  ...{ id: true, source: true, state: true, issues: true, askerId: true, siteId: true, promisedBy: true },
  ...{ openedAt: true, repliedAt: true, closedAt: true, askerResult: true, adviserResult: true },
} as const;
const REFERRAL = {
  ...{
    id: true,
    state: true,
    reason: true,
    issues: true,
    senderId: true,
    siteId: true,
    consultationId: true,
  },
  ...{ actBy: true, sentAt: true, acceptedAt: true, contactedAt: true, closedAt: true },
} as const;

/**
 * Everything of a partnership that happened between two moments: one query for each kind of event, each along an index
 * of its time, so that the cost is that of what happened.
 */
export async function factsBetween(
  db: Db,
  partnership: Partnership,
  { from, until }: Between,
  asOf: Date,
): Promise<Facts> {
  const partnershipId = partnership.id;
  const when = { gte: from, lt: until };
  const asked = await Promise.all(
    CONSULTED.map((event) =>
      db.consultation.findMany({ where: { partnershipId, [event]: when }, select: CONSULTATION }),
    ),
  );
  const sent = await Promise.all(
    REFERRED.map((event) =>
      db.referral.findMany({ where: { partnershipId, [event]: when }, select: REFERRAL }),
    ),
  );
  const referrals = once(sent.flat());
  const told = await toldOf(
    db,
    referrals.filter(({ closedAt }) => closedAt !== null).map(({ id }) => id),
  );
  return {
    ...scopeOf(partnership, await introductions(db, partnershipId)),
    asOf,
    time: partnership,
    consultations: once(asked.flat()).map(consultationFact),
    referrals: referrals.map((row) => referralFact(row, told.get(row.id) ?? 'waiting')),
    outcomes: await outcomesBetween(
      db,
      partnership,
      { from, until },
      referrals.map(({ id }) => id),
    ),
    prompts: null,
  };
}

/** Who could consult and refer: the health side, and the sites where any of them work. */
function scopeOf({ members, sites, issues }: Partnership, introducedAt: ReadonlyMap<string, Date | null>) {
  const staff = members.filter(({ active, side }) => active && side === 'health');
  const parents = new Map(issues.map(({ key, parent }) => [key, parent]));
  return {
    members: staff.map(({ id, site }) => ({ id, siteId: site?.id ?? null })),
    sites: sites
      .filter(({ id }) => staff.some(({ site }) => site?.id === id))
      .map(({ id }) => ({ id, introducedAt: introducedAt.get(id) ?? null })),
    categoryOf: (issue: string) => parents.get(issue) ?? issue,
  };
}

/** When each site came into the partnership; null where that was not recorded. */
export async function introductions(
  db: Db,
  partnershipId: string,
): Promise<ReadonlyMap<string, Date | null>> {
  const rows = await db.site.findMany({ where: { partnershipId }, select: { id: true, introducedAt: true } });
  return new Map(rows.map(({ id, introducedAt }) => [id, introducedAt]));
}

const once = <Row extends { id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

type Consulted = Omit<ConsultationFact, 'withdrawn' | 'issues'> & { state: string; issues: unknown };
type Referred = Omit<ReferralFact, 'told' | 'issues'> & { issues: unknown };

const consultationFact = ({ state, issues, ...row }: Consulted): ConsultationFact => ({
  ...row,
  issues: issues as string[],
  withdrawn: state === 'withdrawn',
});

const referralFact = ({ issues, ...row }: Referred, told: Told): ReferralFact => ({
  ...row,
  issues: issues as string[],
  told,
});
