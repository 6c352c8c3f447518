import type { z } from 'zod';
import type { Json } from '../../../database/types.js';
import type { Duty } from '../rules.js';
import type { PartnershipFile } from '../schema/file.js';
import { FIRST_LEVEL, sideOf } from '../schema/lists.js';
import type { StoredMember, StoredOrganisation, StoredService, StoredSettings } from '../schema/stored.js';

// What each row of a partnership is to say, from its file. `json` leaves out what is undefined, as the database does,
// so that a stored row and a wanted one can be compared.

const json = <T>(value: T): Json => JSON.parse(JSON.stringify(value)) as Json;

/** The row of the partnership itself. */
export const partnershipRow = (file: PartnershipFile) => ({
  name: file.name,
  prefix: file.prefix,
  nation: file.nation,
  timeZone: file.timeZone,
  dutyLine: file.dutyLine,
  settings: json<z.input<typeof StoredSettings>>({
    network: file.network ?? null,
    serviceLabel: file.serviceLabel,
    promise: file.promise,
    shareDefault: file.shareDefault,
    agreement: file.agreement,
    safeguarding: file.safeguarding ?? null,
    retention: file.retention,
    issues: file.issues ?? FIRST_LEVEL.map((key) => ({ key })),
    words: file.words ?? {},
    services: Object.keys(file.services),
    rota: rotaOf(file),
    onSite: file.onSite,
  }),
});

function rotaOf({ rota: { exceptions = [], ...week } }: PartnershipFile) {
  const { monday = [], tuesday = [], wednesday = [], thursday = [], friday = [] } = week;
  return {
    week: { monday, tuesday, wednesday, thursday, friday },
    exceptions: exceptions.map(({ from, until = from, away = [], cover = [] }) => ({
      from,
      until,
      away,
      cover,
    })),
  };
}

type Entry<Part extends 'organisations' | 'sites' | 'services' | 'members'> = PartnershipFile[Part][string];
/** The id of an organisation, a site or a service, by its key in the file. */
export type IdOf = (key: string) => string;

/** The row of an organisation. */
export const organisationRow = ({ name, kind, side, regulations, controller }: Entry<'organisations'>) => ({
  name,
  kind,
  details: json<z.input<typeof StoredOrganisation>>({
    side: side ?? sideOf(kind),
    regulations: regulations ?? [],
    controller,
  }),
});

/** The row of a site. */
export const siteRow = ({ name, setting, organisation }: Entry<'sites'>, organisationId: IdOf) => ({
  name,
  setting,
  organisationId: organisationId(organisation),
});

/** The row of a service, without its capacity and channels. */
export const serviceRow = (entry: Entry<'services'>, organisationId: IdOf) => ({
  name: entry.name,
  organisationId: organisationId(entry.organisation),
  status: entry.status,
  issues: json(entry.issues),
  level: entry.level,
  delivery: json(entry.delivery),
  handover: json<z.input<typeof StoredService>['handover']>({
    modes: entry.handover,
    secureEmail: entry.secureEmail ?? null,
  }),
});

/** The row of a member, without their accounts. */
export const memberRow = (
  entry: Entry<'members'>,
  duties: readonly Duty[],
  idOf: { organisation: IdOf; site: IdOf },
) => ({
  name: entry.name,
  organisationId: idOf.organisation(entry.organisation),
  siteId: entry.site === undefined ? null : idOf.site(entry.site),
  role: entry.role,
  duties: json<z.input<typeof StoredMember>['duties']>([...duties]),
  regulations: json(entry.regulations ?? []),
  updates: entry.updates,
});

/** What somebody is besides their job: as named under `people`, and in their own entry. */
export function dutiesOf({ people, members }: PartnershipFile, key: string): readonly Duty[] {
  const named: Record<keyof typeof people, Duty> = {
    champion: 'champion',
    deputy: 'deputy-champion',
    privacyLead: 'privacy-lead',
    clinicalSafetyOfficer: 'clinical-safety-officer',
  };
  const duties = (Object.keys(named) as (keyof typeof people)[]).flatMap((each) =>
    people[each] === key ? [named[each]] : [],
  );
  return [...duties, ...(members[key]?.duties ?? [])];
}
