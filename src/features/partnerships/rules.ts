import type { Channel, Person, Place } from '../../chat/place.js';
import { shortDay } from './rules/days.js';

/** Which side of the partnership somebody works on. It decides the words they see and what they may do. */
export type Side = 'health' | 'legal';

/** Whose words a message is in: `product` vocabulary is data, this is the choice of column. */
export type Audience = 'maternity' | 'health' | 'link-worker' | 'legal' | 'council';

/** Partnership roles, held beside the job role and on any side. */
export type Duty =
  | 'champion'
  | 'deputy-champion'
  | 'network-champion'
  | 'privacy-lead'
  | 'clinical-safety-officer'
  | 'evaluator'
  | 'administrator';

export type Organisation = { id: string; key: string; name: string; kind: string; side: Side };
export type Site = { id: string; key: string; name: string; setting: string; organisationId: string };

/** A member as Corridor knows them: verified by whoever loaded the partnership, never by what they say. */
export type Member = {
  id: string;
  key: string;
  name: string;
  partnershipId: string;
  organisation: Organisation;
  site: Site | null;
  /** The job role, a key of the role list: `midwife`, `solicitor`, … */
  role: string;
  /** The job role as people read it: “midwife”. */
  roleLabel: string;
  side: Side;
  audience: Audience;
  duties: readonly Duty[];
  /** `SRA`, `IAA`, `FCA`, …: their own, and those an organisation holds for its advisers (permission for debt advice). */
  regulations: readonly string[];
  accounts: readonly Person[];
  /** How often they are told news of their referrals, in one bundle. */
  updates: 'daily' | 'weekly';
  /** False once somebody has left: they keep their name on old cases and can do nothing. */
  active: boolean;
};

export type Handover = 'thread' | 'secure-email' | 'person-held';

export type Capacity = {
  level: 'capacity' | 'waitlist' | 'no-capacity' | 'additional-assessment-required';
  /** Such as “about 3 weeks”. */
  note: string | null;
  asOf: Date;
  pausedUntil: Date | null;
};

export type Service = {
  id: string;
  key: string;
  name: string;
  organisation: Organisation;
  status: 'active' | 'inactive' | 'defunct' | 'temporarily-closed';
  /** Keys of the issue list that this service takes. */
  issues: readonly string[];
  level: 'information' | 'advice' | 'casework' | 'representation';
  delivery: readonly ('in-person' | 'phone' | 'email' | 'video')[];
  /** The modes the impact assessment accepts, the usual one first. */
  handover: readonly Handover[];
  /** Where a secure e-mail hand-over is sent; null when it is not one of the modes. */
  secureEmail: string | null;
  capacity: Capacity | null;
  triage: readonly Channel[];
};

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Who is on duty when, by the keys of members, in the order in which they are asked. `rules/rota.ts` answers from it. */
export type Rota = {
  week: Readonly<Record<Weekday, readonly string[]>>;
  /** Days are `YYYY-MM-DD`, the last one included. Who is away is not on site either. */
  exceptions: readonly { from: string; until: string; away: readonly string[]; cover: readonly string[] }[];
};

/** When an adviser sits where: keys of a member and a site, and times by the clock on the wall, `09:30`. */
export type OnSite = { member: string; site: string; weekday: Weekday; from: string; until: string };

export type ShareLevel = 'none' | 'status' | 'summary';

export type Issue = {
  key: string;
  label: string;
  /** Any one of these regulations is enough to answer it; null when anybody on the legal side may. */
  requires: readonly string[] | null;
  safeContact: boolean;
  /** The wider issue it belongs to: whoever takes that takes this. Null on the first level. */
  parent: string | null;
};

/** One partnership, whole, as loaded from its file. Every local choice is in here. */
export type Partnership = {
  id: string;
  key: string;
  name: string;
  /** The letters in front of a reference: `WIR`. */
  prefix: string;
  nation: 'E' | 'W' | 'S' | 'NI';
  timeZone: string;
  /** The short name it shares with the other partnerships of its network. Null where it belongs to none. */
  network: string | null;
  /** What people call the service: “Maternity rights advice”. The abbreviation of the field appears nowhere. */
  serviceLabel: string;
  dutyLine: string;
  promise: { consultationHours: number; referralDays: number };
  shareDefault: ShareLevel;
  /** The words read to the person, with their version; “{service}” stands for the service’s name. */
  agreement: { version: string; words: string };
  safeguarding: string | null;
  /** Days until typed text goes after closing, and sealed details after acceptance, unless filed sooner. */
  retention: { textDays: number };
  /** The ones that are switched on, in the order they are offered; `other` (not sure) is always among them. */
  issues: readonly Issue[];
  /** Words by audience: `words.maternity.person` is “woman”. */
  words: Readonly<Record<Audience, Words>>;
  organisations: readonly Organisation[];
  sites: readonly Site[];
  /** Those still in the file; who or what has left is found by id, in the directory. */
  services: readonly Service[];
  members: readonly Member[];
  channels: readonly Channel[];
  rota: Rota;
  onSite: readonly OnSite[];
};

/** Corridor’s own labels in one audience’s words. What people typed is never changed. */
export type Words = {
  person: string;
  accepted: string;
  inProgress: string;
  endedWithoutHelp: string;
};

/** Who asks, as every feature is told. */
export type Who = { member: Member; partnership: Partnership };

export type ChannelUse = { partnership: Partnership; purpose: 'partnership' | 'triage'; service?: Service };

/** Everybody and everything of all partnerships, in memory: asking it costs no query. */
export type Directory = {
  all(): readonly Partnership[];
  partnership(id: string): Partnership | null;
  /** The active members that answer to this account: one for each partnership they belong to. */
  membersOf(person: Person): readonly Member[];
  /** Also finds those who have left, so that old cases keep their names. */
  memberById(id: string): Member | null;
  serviceById(id: string): Service | null;
  channelOf(channel: Channel): ChannelUse | null;
};

export type WhoOutcome =
  | { kind: 'member'; member: Member; partnership: Partnership }
  | { kind: 'unknown' }
  | { kind: 'which'; partnerships: readonly Partnership[] };

/**
 * Who this account is, here. In a partnership's channel only a member of that partnership is known, so that nothing
 * of another one can be said there; anywhere else somebody with several partnerships is asked which.
 */
export function who(directory: Directory, person: Person, place: Place): WhoOutcome {
  const here = place && directory.channelOf(place);
  const members = directory
    .membersOf(person)
    .filter((each) => !here || each.partnershipId === here.partnership.id);
  const known = members.flatMap((member) => {
    const partnership = directory.partnership(member.partnershipId);
    return partnership ? [{ member, partnership }] : [];
  });
  const [first, ...others] = known;
  if (!first) return { kind: 'unknown' };
  if (others.length > 0) return { kind: 'which', partnerships: known.map(({ partnership }) => partnership) };
  return { kind: 'member', ...first };
}

/** Whether this member may take or answer it: the legal side, and for a regulated issue the qualified alone. */
export function mayAnswer(issue: Issue, member: Pick<Member, 'side' | 'active' | 'regulations'>): boolean {
  if (member.side !== 'legal' || !member.active) return false;
  return issue.requires === null || issue.requires.some((each) => member.regulations.includes(each));
}

/** The active services that take every one of these issues, in the order of the partnership's file. */
export function servicesFor(partnership: Partnership, issueKeys: readonly string[]): readonly Service[] {
  const takes = (service: Service, key: string) => {
    const parent = partnership.issues.find((each) => each.key === key)?.parent;
    return service.issues.includes(key) || (typeof parent === 'string' && service.issues.includes(parent));
  };
  return partnership.services.filter(
    (service) => service.status === 'active' && issueKeys.every((key) => takes(service, key)),
  );
}

/** Whose words somebody reads: a council's and a maternity unit's own, whatever the job; otherwise the job's. */
export function audienceOf(ofRole: Audience, organisationKind: string, setting: string | null): Audience {
  if (ofRole !== 'health') return ofRole;
  if (organisationKind === 'council') return 'council';
  return setting === 'maternity' ? 'maternity' : 'health';
}

/** Corridor's labels in this member's words. */
export const wordsFor = (partnership: Partnership, member: Member): Words =>
  partnership.words[member.audience];

/** “Priya Shah · solicitor · Wirral Advice”: how a name is shown beside what they said. */
export const affiliation = (member: Member): string =>
  [member.name, member.roleLabel, member.organisation.name].join(' · ');

/** Shown on every screen where something is entered, in help, and at first use. */
export const emergencyLine = (partnership: Pick<Partnership, 'dutyLine'>): string =>
  'Not for emergencies. Someone in danger now: 999. Urgent health help: 111. ' +
  `Court, eviction or removal today: ring ${partnership.dutyLine}.`;

export const CAPACITY_WORDS: Readonly<Record<Capacity['level'], string>> = {
  capacity: 'Has capacity',
  waitlist: 'Waiting list',
  'no-capacity': 'At capacity',
  'additional-assessment-required': 'Assessment first',
};
/** How long a report of capacity counts as fresh. Source: taxonomy section 6. */
export const UNCONFIRMED_AFTER_MS = 7 * 24 * 3_600_000;

/** A service's capacity in at most 75 characters: “Waiting list, about 3 weeks (as of Mon 23 Nov)”. */
export function capacityLine(capacity: Capacity | null, now: Date, timeZone: string): string {
  if (!capacity) return 'Capacity not stated';
  const day = (at: Date) => shortDay(at, now, timeZone);
  const { pausedUntil } = capacity;
  const state =
    pausedUntil !== null && pausedUntil > now
      ? `Paused until ${day(pausedUntil)}`
      : [CAPACITY_WORDS[capacity.level], capacity.note].filter(Boolean).join(', ');
  const stale = now.getTime() - capacity.asOf.getTime() > UNCONFIRMED_AFTER_MS;
  return `${state} (${stale ? 'not confirmed since' : 'as of'} ${day(capacity.asOf)})`;
}
