import { z } from 'zod';
import issues from '../issues.json' with { type: 'json' };
import lists from '../lists.json' with { type: 'json' };
import roles from '../roles.json' with { type: 'json' };
import words from '../words.json' with { type: 'json' };
import type { Audience, Issue, Side, Words } from '../rules.js';

// The lists partnerships choose from, checked when the program starts: a slip in one of them stops the start.
// Keys are stored and never change their meaning; labels are what people read.

const key = z.string().regex(/^[A-Za-z][A-Za-z-]*$/);
const label = z.string().min(1).max(75);
const side = z.enum(['health', 'legal']);
export const AUDIENCES = ['maternity', 'health', 'link-worker', 'legal', 'council'] as const;

const ListedIssue = z.strictObject({
  key,
  label,
  parent: key.nullable().default(null),
  /** The labels under which Citizens Advice counts it, and the Legal Aid Agency's category: for exports only. */
  aic: z.array(z.string().min(1)).default([]),
  laa: z.string().nullable().default(null),
  requires: z.array(key).min(1).nullable().default(null),
  safeContact: z.boolean().default(false),
});
const ListedRole = z.strictObject({
  key,
  label,
  side,
  audience: z.enum(AUDIENCES),
  requires: z.array(key).default([]),
});
const ListedWords = z.strictObject({
  person: label,
  accepted: label,
  inProgress: label,
  endedWithoutHelp: label,
});

/** One list, by key, in its own order. @throws ZodError if an entry is wrong or a key is there twice */
export function listOf<T extends { key: string }>(
  shape: z.ZodType<T>,
  list: unknown,
): ReadonlyMap<string, T> {
  const entries = z
    .array(shape)
    .refine((all) => new Set(all.map((each) => each.key)).size === all.length, 'one key, two entries')
    .parse(list);
  return new Map(entries.map((each) => [each.key, each]));
}

const issueList = listOf(ListedIssue, issues);
const roleList = listOf(ListedRole, roles);
const kindList = listOf(z.strictObject({ key, side }), lists.organisationKinds);
const regulationList = listOf(
  z.strictObject({ key, heldBy: z.enum(['person', 'organisation']) }),
  lists.regulations,
);

export const ISSUE_KEYS = [...issueList.keys()];
/** What a partnership offers unless its file says otherwise: every issue of the first level. */
export const FIRST_LEVEL = [...issueList.values()].filter((each) => !each.parent).map((each) => each.key);
export const ROLE_KEYS = [...roleList.keys()];
export const ORGANISATION_KINDS = [...kindList.keys()];
export const REGULATIONS = [...regulationList.keys()];
export const SETTINGS = z.array(key).parse(lists.settings);
export const DEFAULT_WORDS: Readonly<Record<Audience, Words>> = z
  .record(z.enum(AUDIENCES), ListedWords)
  .parse(words);

/**
 * The issue under this key, with the partnership's own label if it has one. What its parent requires, it requires.
 * @throws Error for a key that is not in the list; files with such a key have been refused
 */
export function issueOf(issueKey: string, ownLabel?: string): Issue {
  const { label: listedLabel, parent, requires, safeContact } = entry(issueList, issueKey);
  const above = parent === null ? null : issueOf(parent);
  return {
    key: issueKey,
    label: ownLabel ?? listedLabel,
    parent,
    requires: requires ?? above?.requires ?? null,
    safeContact: safeContact || (above?.safeContact ?? false),
  };
}

/** The job role under this key; `requires` names what somebody in it must hold. @throws Error as `issueOf` */
export const roleOf = (roleKey: string) => entry(roleList, roleKey);

/** The side an organisation of this kind is on, unless its file says otherwise. @throws Error as `issueOf` */
export const sideOf = (kind: string): Side => entry(kindList, kind).side;

/** Whether an organisation that holds it holds it for its advisers, as with permission to give debt advice. */
export const coversAdvisers = (regulation: string): boolean =>
  entry(regulationList, regulation).heldBy === 'organisation';

function entry<T>(list: ReadonlyMap<string, T>, wanted: string): T {
  const found = list.get(wanted);
  if (found === undefined) throw new Error('A stored key is not in the lists of this version of Corridor.');
  return found;
}

for (const each of ISSUE_KEYS) issueOf(each); // a parent that is missing is found now, not in a conversation
