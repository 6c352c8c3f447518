import type { z } from 'zod';
import type { Channel } from '../../../chat/place.js';
import { Channels } from './addresses.js';
import { IssueEntry, MemberEntry, OrganisationEntry, ServiceEntry, SiteEntry } from './file.js';
import { FIRST_LEVEL } from './lists.js';
import { ExceptionEntry, OnSiteEntry, RotaEntry } from './rota.js';

/** What could be read of one entry: a key whose value was wrong is missing, but stands in `given`. */
export type Loose<T> = { key: string; given: ReadonlySet<string>; entry: Partial<T> };

/** The same for an entry of a list. */
export type LooseItem<T> = Omit<Loose<T>, 'key'> & { index: number };

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
  rota: Partial<z.infer<typeof RotaEntry>>;
  exceptions: readonly LooseItem<z.infer<typeof ExceptionEntry>>[];
  onSite: readonly LooseItem<z.infer<typeof OnSiteEntry>>[];
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
    rota: understood(RotaEntry, file['rota']),
    exceptions: looseItems(ExceptionEntry, blockOf(file['rota'])['exceptions']),
    onSite: looseItems(OnSiteEntry, file['onSite']),
  };
}

function issueKeys(list: unknown): readonly string[] | null {
  if (list === undefined) return FIRST_LEVEL;
  const entries = IssueEntry.array().safeParse(list);
  return entries.success ? entries.data.map((each) => each.key) : null;
}

function loose<T extends z.ZodObject>(schema: T, entries: unknown): readonly Loose<z.infer<T>>[] {
  return Object.entries(blockOf(entries)).map(([key, raw]) => ({ key, ...looseOne(schema, raw) }));
}

function looseItems<T extends z.ZodObject>(schema: T, items: unknown): readonly LooseItem<z.infer<T>>[] {
  return Array.isArray(items) ? items.map((raw, index) => ({ index, ...looseOne(schema, raw) })) : [];
}

const looseOne = <T extends z.ZodObject>(schema: T, raw: unknown) => ({
  given: new Set(Object.keys(blockOf(raw))),
  entry: understood(schema, raw),
});

function understood<T extends z.ZodObject>(schema: T, raw: unknown): Partial<z.infer<T>> {
  const fields = blockOf(raw);
  const parts = Object.entries(schema.shape).flatMap(([name, field]) => {
    const parsed = (field as z.ZodType).safeParse(fields[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return Object.fromEntries(parts) as Partial<z.infer<T>>;
}

const blockOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
