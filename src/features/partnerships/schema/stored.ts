import { z } from 'zod';
import { WEEKDAYS } from '../rules.js';
import { AUDIENCES } from './lists.js';

// What the Json columns hold. It was checked before it was written; it is checked again when it is read, because an
// older version may have written it.

const regulations = z.array(z.string());
const Handover = z.enum(['thread', 'secure-email', 'person-held']);
const OwnWords = z.object({
  person: z.string().optional(),
  accepted: z.string().optional(),
  inProgress: z.string().optional(),
  endedWithoutHelp: z.string().optional(),
});

const keys = z.array(z.string());
const StoredRota = z.object({
  week: z.record(z.enum(WEEKDAYS), keys),
  exceptions: z.array(z.object({ from: z.string(), until: z.string(), away: keys, cover: keys })),
});
const StoredOnSite = z.object({
  member: z.string(),
  site: z.string(),
  weekday: z.enum(WEEKDAYS),
  from: z.string(),
  until: z.string(),
});
const NO_ROTA: z.infer<typeof StoredRota> = {
  week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] },
  exceptions: [],
};

export const StoredSettings = z.object({
  network: z.string().nullable().default(null),
  serviceLabel: z.string(),
  promise: z.object({ consultationHours: z.int(), referralDays: z.int() }),
  shareDefault: z.enum(['none', 'status', 'summary']),
  agreement: z.object({ version: z.string(), words: z.string() }),
  safeguarding: z.string().nullable(),
  retention: z.object({ textDays: z.int() }),
  issues: z.array(z.object({ key: z.string(), label: z.string().optional() })),
  words: z.partialRecord(z.enum(AUDIENCES), OwnWords.optional()),
  /** The services in the order of the file. */
  services: z.array(z.string()),
  rota: StoredRota.default(NO_ROTA),
  onSite: z.array(StoredOnSite).default([]),
});

export const StoredOrganisation = z.object({
  side: z.enum(['health', 'legal']),
  regulations,
  controller: z.object({ name: z.string(), article6: z.string(), article9: z.string(), notice: z.string() }),
});

export const StoredService = z.object({
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily-closed']),
  issues: z.array(z.string()),
  level: z.enum(['information', 'advice', 'casework', 'representation']),
  delivery: z.array(z.enum(['in-person', 'phone', 'email', 'video'])),
  handover: z.object({ modes: z.array(Handover), secureEmail: z.string().nullable() }),
});

export const StoredCapacityLevel = z.enum([
  'capacity',
  'waitlist',
  'no-capacity',
  'additional-assessment-required',
]);

export const StoredMember = z.object({
  updates: z.enum(['daily', 'weekly']),
  duties: z.array(
    z.enum([
      'champion',
      'deputy-champion',
      'network-champion',
      'privacy-lead',
      'clinical-safety-officer',
      'evaluator',
      'administrator',
    ]),
  ),
  regulations,
});

export const StoredPlatform = z.enum(['slack', 'teams', 'web']);
export const StoredNation = z.enum(['E', 'W', 'S', 'NI']);
