import type {
  ConsultationFact,
  Facts,
  OutcomeFact,
  ReferralFact,
} from '../../src/features/evidence/rules/facts.js';
import type { Measure } from '../../src/features/evidence/rules/figure.js';
import { quarterAt } from '../../src/features/evidence/rules/periods.js';

export const LONDON = { timeZone: 'Europe/London', nation: 'E' } as const;
export const QUARTER = quarterAt(new Date('2026-11-24T12:00:00Z'), LONDON.timeZone);
/** A moment, in UTC: `2026-11-24T12:00`. */
export const at = (text: string) => new Date(`${text}:00Z`);

export const EMPTY: Facts = {
  asOf: at('2027-01-15T12:00'),
  time: LONDON,
  consultations: [],
  referrals: [],
  outcomes: [],
  sites: [],
  members: [],
  prompts: null,
  categoryOf: (issue) => (issue.startsWith('mat-') ? 'maternity' : issue),
};

const CONSULTATION: ConsultationFact = {
  id: 'c1',
  source: 'thread',
  withdrawn: false,
  issues: ['mat-pay'],
  askerId: 'nadia',
  siteId: 'birch',
  promisedBy: at('2026-11-23T16:30'),
  openedAt: at('2026-11-20T16:30'),
  repliedAt: at('2026-11-23T09:30'),
  closedAt: at('2026-11-23T10:00'),
  askerResult: 'became-referral',
  adviserResult: 'answered-no-referral',
};
export const REFERRAL: ReferralFact = {
  id: 'r1',
  state: 'completed',
  reason: null,
  issues: ['mat-pay', 'maternity', 'debt'],
  senderId: 'nadia',
  siteId: 'birch',
  consultationId: 'c1',
  actBy: '2026-12-08',
  sentAt: at('2026-11-23T10:00'),
  acceptedAt: at('2026-11-24T10:00'),
  contactedAt: at('2026-11-26T09:00'),
  closedAt: at('2026-12-02T15:00'),
  told: 'told',
};
const ALLOWANCE: OutcomeFact = {
  referralId: 'r1',
  code: 'MA',
  kind: 'income-ongoing',
  gainedOn: '2026-12-02',
  confirmed: true,
  worthPence: 702_000,
};

/** One woman, from a question on a Friday afternoon to an allowance. */
export const ONE: Facts = {
  ...EMPTY,
  consultations: [CONSULTATION],
  referrals: [REFERRAL],
  outcomes: [
    ALLOWANCE,
    { ...ALLOWANCE, code: 'GRANT', kind: 'income-one-off', confirmed: false, worthPence: 50_000 },
    { ...ALLOWANCE, code: 'DEBT-WRITTEN-OFF', kind: 'debt', worthPence: 120_000 },
    { ...ALLOWANCE, code: 'JOB-KEPT', kind: 'work', worthPence: null },
  ],
  sites: [{ id: 'birch', introducedAt: at('2026-01-05T09:00') }],
  members: [
    { id: 'nadia', siteId: 'birch' },
    { id: 'ruth', siteId: 'birch' },
  ],
};

/** Two questions and two referrals that nobody has got to, one of each too late, and one question logged by phone. */
export const PENDING: Facts = {
  ...ONE,
  asOf: at('2026-11-24T12:00'),
  consultations: [
    { ...open('c1'), openedAt: at('2026-11-23T10:00'), promisedBy: at('2026-11-24T10:00') },
    { ...open('c2'), openedAt: at('2026-11-24T11:00'), promisedBy: at('2026-11-25T11:00') },
    { ...open('c3'), source: 'phone', closedAt: at('2026-11-24T11:00'), askerResult: 'signposted' },
    { ...open('c4'), withdrawn: true, closedAt: at('2026-11-24T11:00') },
  ],
  referrals: [
    { ...waiting('r1'), actBy: '2026-11-23' },
    { ...waiting('r2'), actBy: null, issues: ['other'], siteId: null },
    { ...waiting('r3'), state: 'entered-in-error', closedAt: at('2026-11-24T11:30') },
  ],
  outcomes: [],
  sites: [{ id: 'birch', introducedAt: at('2026-11-02T09:00') }],
};

function open(id: string): ConsultationFact {
  const none = { repliedAt: null, closedAt: null, askerResult: null, adviserResult: null };
  return {
    ...CONSULTATION,
    ...none,
    id,
    openedAt: at('2026-11-24T11:00'),
    promisedBy: at('2026-11-25T11:00'),
  };
}
/** A referral nobody has got to. */
export function waiting(id: string): ReferralFact {
  const none = { acceptedAt: null, contactedAt: null, closedAt: null, consultationId: null };
  return { ...REFERRAL, ...none, id, state: 'requested', sentAt: at('2026-11-24T11:00'), told: 'waiting' };
}

/** `key count/denominator (known of how many)`, with what was measured: median, 90th percentile, pence. */
export const shown = ({ lines }: Measure): string[] =>
  lines.map(({ key, count, of, known, outOf, spread, pence }) =>
    [
      `${key} ${count ?? '?'}${of === null ? '' : `/${of}`} (${known} of ${outOf})`,
      ...(spread ? [`median ${spread.median ?? '-'} p90 ${spread.p90 ?? '-'}`] : []),
      ...(pence === undefined ? [] : [`${pence}p`]),
    ].join(' '),
  );
