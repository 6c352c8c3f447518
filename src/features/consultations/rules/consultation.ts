import { mayAnswer, servicesFor, type Member, type Partnership } from '../../partnerships/rules.js';
import type { Party, State } from './states.js';

/** How a consultation came about. Those that were not written in a thread are logged, and closed at once. */
export const SOURCES = ['thread', 'phone', 'corridor', 'email'] as const;
export type Source = (typeof SOURCES)[number];

export type Priority = 'routine' | 'urgent' | 'asap';

/** The coded facts of one consultation. What people wrote is not in here. */
export type Consultation = {
  id: string;
  partnershipId: string;
  number: number;
  version: number;
  state: State;
  source: Source;
  issues: readonly string[];
  nation: string;
  /** The calendar day it happened, or the date on the letter; `YYYY-MM-DD`. */
  eventDate: string | null;
  priority: Priority;
  askerId: string;
  siteId: string | null;
  takenById: string | null;
  askerResult: string | null;
  adviserResult: string | null;
  reminders: number;
  /** When a first answer is promised by. */
  promisedBy: Date;
  openedAt: Date;
  repliedAt: Date | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  changedAt: Date;
  followsId: string | null;
};

/** What is said aloud: `C-214`, counted within the partnership. */
export const referenceOf = ({ number }: Pick<Consultation, 'number'>): string => `C-${number}`;

/** Reads a reference as people type it (`c 214`), or null. */
export function readReference(typed: string): number | null {
  const match = /^\s{0,9}c[\s-]{0,3}(\d{1,8})\s{0,9}$/i.exec(typed);
  return match ? Number(match[1]) : null;
}

/** Whether the issues may only be answered by somebody regulated. */
export const isRegulated = (partnership: Partnership, issues: readonly string[]): boolean =>
  partnership.issues.some(({ key, requires }) => requires !== null && issues.includes(key));

/**
 * Who this member is to this consultation. An adviser is anybody on the legal side whose organisation has a service
 * for it, or the duty adviser where nobody knows yet what it is; qualified, if they may lawfully answer all of it.
 */
export function partiesOf(
  consultation: Consultation,
  member: Member,
  partnership: Partnership,
): ReadonlySet<Party> {
  const parties = new Set<Party>();
  if (!member.active || member.partnershipId !== consultation.partnershipId) return parties;
  if (member.id === consultation.askerId) parties.add('asker');
  if (member.duties.includes('privacy-lead')) parties.add('privacy-lead');
  if (member.side !== 'legal' || !advisesOn(consultation.issues, member, partnership)) return parties;

  parties.add('adviser');
  if (member.role === 'service-lead') parties.add('service-lead');
  if (mayAnswerAll(partnership, consultation.issues, member)) parties.add('qualified-adviser');
  return parties;
}

/** Whether this member may lawfully answer all of it. */
export const mayAnswerAll = (partnership: Partnership, issues: readonly string[], member: Member): boolean =>
  partnership.issues.filter(({ key }) => issues.includes(key)).every((issue) => mayAnswer(issue, member));

function advisesOn(issues: readonly string[], member: Member, partnership: Partnership): boolean {
  if (issues.includes('other')) return true;
  const takes = (issue: string) =>
    servicesFor(partnership, [issue]).some(({ organisation }) => organisation.id === member.organisation.id);
  return issues.some(takes);
}

/** Consultations are read by everybody in the partnership who works in it. Source: governance section 6. */
export const mayRead = (consultation: Consultation, member: Member): boolean =>
  member.active &&
  member.partnershipId === consultation.partnershipId &&
  (member.side === 'health' || member.side === 'legal');

/** Who may ask: the health side, whatever their post. */
export const mayAsk = (member: Member): boolean => member.active && member.side === 'health';

const RANK: Readonly<Record<Priority, number>> = { asap: 0, urgent: 1, routine: 2 };

/** The most pressing first, then the one that has waited longest. */
export const byUrgency = (a: Consultation, b: Consultation): number =>
  RANK[a.priority] - RANK[b.priority] || a.openedAt.getTime() - b.openedAt.getTime();
