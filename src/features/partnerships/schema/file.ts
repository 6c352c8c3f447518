import { z } from 'zod';
import { Accounts, Channels } from './addresses.js';
import {
  block,
  choice,
  count,
  day,
  lines,
  list,
  named,
  slug,
  someOf,
  text,
  timeZone,
  want,
} from './fields.js';
import type { Audience } from '../rules.js';
import { ISSUE_KEYS, ORGANISATION_KINDS, REGULATIONS, ROLE_KEYS, SETTINGS } from './lists.js';
import { OnSiteEntries, RotaEntry } from './rota.js';

// One partnership, as its manager writes it. Every choice a partnership must make before it starts is required here.

/** Who decides about the data, on which basis, and where people can read about it. */
const Controller = block({
  name: text('the organisation that decides about the data'),
  article6: z
    .string(want('a basis in Article 6, such as 6(1)(e)'))
    .regex(/^6\(1\)\([a-f]\)$/, want('a basis in Article 6, such as 6(1)(e)')),
  article9: z
    .string(want('a condition in Article 9, such as 9(2)(h)'))
    .regex(/^9\(2\)\([a-j]\)$/, want('a condition in Article 9, such as 9(2)(h)')),
  notice: z
    .string(want('a link to the privacy notice, such as https://www.example.org/privacy'))
    .regex(/^https:\/\/[^\s<>"]{4,300}$/, want('a link to the privacy notice that begins with https://')),
});

export const OrganisationEntry = block({
  name: text('the name people know the organisation by'),
  kind: choice(ORGANISATION_KINDS),
  side: choice(['health', 'legal']).optional(),
  regulations: someOf(REGULATIONS).optional(),
  controller: Controller,
});

export const SiteEntry = block({
  name: text('the name of the place, such as Birch Ward'),
  organisation: slug('the key of an organisation'),
  setting: choice(SETTINGS),
});

const CapacityEntry = block({
  level: choice(['capacity', 'waitlist', 'no-capacity', 'additional-assessment-required']),
  /** Short, so that the whole line fits beside a choice in a form. */
  note: text('a few words, such as about 3 weeks', 24).optional(),
  asOf: day(),
  pausedUntil: day().optional(),
});

const EMAIL = /^[^\s@<>",;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const EMAIL_WANT = want('an address that takes secure e-mail, such as referrals@advice.example.org');

export const ServiceEntry = block({
  name: text('the name of the service', 60),
  organisation: slug('the key of an organisation'),
  status: choice(['active', 'inactive', 'defunct', 'temporarily-closed']).default('active'),
  issues: someOf(ISSUE_KEYS),
  level: choice(['information', 'advice', 'casework', 'representation']),
  delivery: someOf(['in-person', 'phone', 'email', 'video']),
  handover: someOf(['thread', 'secure-email', 'person-held']),
  secureEmail: z.string(EMAIL_WANT).regex(EMAIL, EMAIL_WANT).optional(),
  capacity: CapacityEntry.optional(),
  triage: Channels.default([]),
});

export const MemberEntry = block({
  name: text('the person’s name as colleagues know it', 60),
  organisation: slug('the key of an organisation'),
  site: slug('the key of a site').optional(),
  role: choice(ROLE_KEYS),
  duties: list(
    z.enum(['network-champion', 'evaluator', 'administrator'], {
      error:
        'should be one of network-champion, evaluator, administrator; the other duties stand under people',
    }),
    'administrator',
  ).optional(),
  regulations: someOf(REGULATIONS).optional(),
  updates: choice(['daily', 'weekly']).default('daily'),
  accounts: Accounts.default([]),
});

export const IssueEntry = z.preprocess(
  (entry) => (typeof entry === 'string' ? { key: entry } : entry),
  block({ key: choice(ISSUE_KEYS), label: text('the label people read', 75).optional() }),
);

const word = text('the words people read', 60).optional();
const WordsEntry = block({ person: word, accepted: word, inProgress: word, endedWithoutHelp: word });
const AGREEMENT_WANT = want('the words that are read to the person, with {service} where its name belongs');

export const PartnershipFile = block({
  key: slug('a short name for the partnership, such as wirral-maternity'),
  name: text('the name of the partnership'),
  prefix: z
    .string(want('two to four capital letters, such as WIR'))
    .regex(/^[A-Z]{2,4}$/, want('two to four capital letters, such as WIR')),
  nation: choice(['E', 'W', 'S', 'NI']),
  timeZone: timeZone().default('Europe/London'),
  network: slug('a short name shared by the partnerships of a network').optional(),
  serviceLabel: text('what people call the service, such as Maternity rights advice', 60),
  dutyLine: z
    .string(want('the telephone number to ring the same day, such as 0151 496 0100'))
    .trim()
    .regex(/^(?=(\D*\d){5})[+\d][^\p{Cc}]{4,59}$/u, want('a telephone number first, such as 0151 496 0100')),
  promise: block({
    consultationHours: count('working hours until a consultation is answered', 1, 80),
    referralDays: count('working days until a referral is taken up', 1, 30),
  }),
  shareDefault: choice(['none', 'status', 'summary']).default('none'),
  agreement: block({
    version: text('a version that changes whenever the words do, such as 2026-11', 20),
    words: lines('the words that are read to the person', 1_000).includes('{service}', AGREEMENT_WANT),
  }),
  safeguarding: lines('what to do and whom to ring when somebody may be at risk', 1_000).optional(),
  people: block({
    champion: slug('the key of a member'),
    deputy: slug('the key of a member'),
    privacyLead: slug('the key of a member'),
    clinicalSafetyOfficer: slug('the key of a member'),
  }),
  retention: block({
    textDays: count('days until typed text goes after closing', 1, 3_650).default(90),
  }).default({ textDays: 90 }),
  issues: z
    .array(IssueEntry, want('a list of issue keys'))
    .min(1, 'should have at least one issue')
    .optional(),
  words: block({
    maternity: WordsEntry.optional(),
    health: WordsEntry.optional(),
    'link-worker': WordsEntry.optional(),
    legal: WordsEntry.optional(),
    council: WordsEntry.optional(),
  } satisfies Record<Audience, unknown>).optional(),
  organisations: named(OrganisationEntry, 'an organisation under each key'),
  sites: named(SiteEntry, 'a site under each key').default({}),
  services: named(ServiceEntry, 'a service under each key'),
  members: named(MemberEntry, 'a member under each key'),
  channels: Channels,
  rota: RotaEntry.default({}),
  onSite: OnSiteEntries.default([]),
});
export type PartnershipFile = z.infer<typeof PartnershipFile>;
