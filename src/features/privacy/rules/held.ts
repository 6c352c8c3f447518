import type { Channel, Platform } from '../../../chat/place.js';
import type { Member } from '../../partnerships/rules.js';

/** What somebody wrote, by what it is in its case. */
export const HELD_KINDS = [
  'situation',
  'contact-note',
  'reply',
  'question',
  'answer',
  'outcome-line',
  'inside-note',
  'card',
] as const;
export type HeldKind = (typeof HELD_KINDS)[number];

/** One thing that somebody typed and a feature keeps, as far as it can be spoken of without its words. */
export type Held = {
  /** The name of its holder, its case and itself: `referral:<case>:<text>`. */
  id: string;
  partnershipId: string;
  /** What people call its case. */
  reference: string;
  kind: HeldKind;
  authorId: string;
  /** Whose case it is. */
  ownerIds: readonly string[];
  /** Whose service leads answer for it. */
  organisationIds: readonly string[];
  /** Null once it is gone, for whatever reason. */
  text: string | null;
  /** It was removed because it could identify somebody. */
  removed: boolean;
  /** Where its author wrote it as a message of their own, which Corridor may not delete. */
  writtenOn: Platform | null;
};

/** The name of its case, by which everything in it is found. */
export const caseOf = ({ id }: Pick<Held, 'id'>): string => id.split(':').slice(0, 2).join(':');

/** What tells it from the others of its case. */
export const partOf = ({ id }: Pick<Held, 'id'>): string => id.split(':').at(-1) ?? '';

/** Where something was shown, for saying where it has been taken away. */
export type Shown = { platform: Platform; to: 'channel' | 'person' };

/** Somebody who looks after what may not stand anywhere in their partnership. */
const EVERYWHERE: ReadonlySet<string> = new Set([
  'champion',
  'deputy-champion',
  'privacy-lead',
  'clinical-safety-officer',
]);

/** Whether this member may remove any text of their partnership, and so may know of it. Source: governance section 6. */
export const removesAnything = ({ active, duties }: Member): boolean =>
  active && duties.some((duty) => EVERYWHERE.has(duty));

/**
 * Whether this member may remove it: what they wrote, and whatever stands in a case of their own; a service lead, what
 * stands in their organisation's. Source: governance section 6.
 */
export function mayRemove(member: Member, held: Held): boolean {
  if (!member.active || member.partnershipId !== held.partnershipId) return false;
  if (removesAnything(member) || member.id === held.authorId || held.ownerIds.includes(member.id))
    return true;
  return member.role === 'service-lead' && held.organisationIds.includes(member.organisation.id);
}

/** Whether this member may write it again: only whoever wrote it, and only what was removed. */
export const mayWriteAgain = (member: Member, { authorId, removed }: Held): boolean =>
  member.active && member.id === authorId && removed;

/** What it is that identifies, as whoever removes it says. Kinds alone are kept in the audit trail, never a value. */
export const IDENTIFYING = ['name', 'contact', 'number', 'date', 'place', 'combination'] as const;
export type Identifying = (typeof IDENTIFYING)[number];

/** A message as somebody points to it: one that Corridor said, or one that a person wrote in a channel. */
export type Sighted = {
  posted: { subject: string; notice: string; payload: Readonly<Record<string, string>> } | null;
  origin: { channel: Channel; messageId: string } | null;
};
