import type { z } from 'zod';
import type { Channel } from '../../../chat/place.js';
import { Channels } from './addresses.js';
import { IssueEntry, MemberEntry, OrganisationEntry, ServiceEntry, SiteEntry } from './file.js';
import { FIRST_LEVEL } from './lists.js';

/** What could be read of one entry: a key whose value was wrong is missing, but stands in `given`. */
export type Loose<T> = { key: string; given: ReadonlySet<string>; entry: Partial<T> };

/** A file that may still be wrong in places, as far as it can be understood. */
export type Draft = {
  organisations: readonly Loose<z.infer<typeof OrganisationEntry>>[];
  sites: readonly Loose<z.infer<typeof SiteEntry>>[];
  services: readonly Loose<z.infer<typeof ServiceEntry>>[];
  members: readonly Loose<z.infer<typeof MemberEntry>>[];
  channels: readonly Channel[];
  /** The keys of the issues that are offered; null when the list itself is wrong. */
  issues: readonly string[] | null;
  people: Readonly<Record<string, unknown>>;
};

/** Understands as much as possible, so that one wrong value does not hide the other mistakes. */
export function draftOf(value: unknown): Draft {
  const file = blockOf(value);
  const channels = Channels.safeParse(file['channels']);
  return {
    organisations: loose(OrganisationEntry, file['organisations']),
    sites: loose(SiteEntry, file['sites']),
    services: loose(ServiceEntry, file['services']),
    members: loose(MemberEntry, file['members']),
    channels: channels.success ? channels.data : [],
    issues: issueKeys(file['issues']),
    people: blockOf(file['people']),
  };
}

function issueKeys(list: unknown): readonly string[] | null {
  if (list === undefined) return FIRST_LEVEL;
  const entries = IssueEntry.array().safeParse(list);
  return entries.success ? entries.data.map((each) => each.key) : null;
}

function loose<T extends z.ZodObject>(schema: T, entries: unknown): readonly Loose<z.infer<T>>[] {
  return Object.entries(blockOf(entries)).map(([key, raw]) => {
    const fields = blockOf(raw);
    const understood = Object.entries(schema.shape).flatMap(([name, field]) => {
      const parsed = (field as z.ZodType).safeParse(fields[name]);
      return parsed.success ? [[name, parsed.data] as const] : [];
    });
    const entry = Object.fromEntries(understood) as Partial<z.infer<T>>;
    return { key, given: new Set(Object.keys(fields)), entry };
  });
}

const blockOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
