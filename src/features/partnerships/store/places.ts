import type { Channel } from '../../../chat/place.js';
import { plan } from '../../../delivery/jobs.js';
import { newId } from '../../../shared/ids.js';
import { confirmationOf } from '../rules/confirmation.js';
import { startOfDay } from '../schema/fields.js';
import type { PartnershipFile } from '../schema/file.js';
import type { Change } from '../use-cases.js';
import type { Into } from './parts.js';
import { says } from './reconcile.js';
import type { IdOf } from './wanted.js';

/** Loads which channel serves what. A channel with a new use is a new link. */
export async function loadChannels({ tx, partnershipId, file }: Into, serviceId: IdOf): Promise<Change> {
  const wanted = [
    ...file.channels.map((each) => link(each, 'partnership', null)),
    ...Object.entries(file.services).flatMap(([key, { triage }]) =>
      triage.map((each) => link(each, 'triage', serviceId(key))),
    ),
  ];
  const rows = await tx.channelLink.findMany({ where: { partnershipId } });
  const gone = rows.filter((row) => !wanted.some((each) => says(row, each)));
  const added = wanted.filter((each) => !rows.some((row) => says(row, each)));
  await tx.channelLink.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  await tx.channelLink.createMany({ data: added.map((each) => ({ ...each, id: newId(), partnershipId })) });
  return { added: added.length, changed: 0, removed: gone.length };
}

const link = ({ platform, tenant, channel }: Channel, purpose: string, serviceId: string | null) => ({
  platform,
  tenant,
  channel,
  purpose,
  serviceId,
});

/**
 * Adds what the file says of capacity to the reports, each with the question whether it still holds. A later report,
 * made in chat, stays the one that counts.
 */
export async function loadCapacity(
  { tx, partnershipId, file }: Into,
  serviceIdOf: IdOf,
  now: Date,
): Promise<Change> {
  const change = { added: 0, changed: 0, removed: 0 };
  for (const [key, { capacity }] of Object.entries(file.services)) {
    if (!capacity) continue;
    const { asOf, ...report } = reportOf(capacity, file.timeZone);
    const at = { serviceId: serviceIdOf(key), asOf };
    const stored = await tx.capacityReport.findFirst({ where: at });
    if (!stored) {
      const id = newId();
      await tx.capacityReport.create({ data: { ...report, ...at, id } });
      await plan(tx, confirmationOf({ ...at, id }, partnershipId, file), now);
      change.added += 1;
    } else if (!says(stored, report)) {
      await tx.capacityReport.update({ where: { id: stored.id }, data: report });
      change.changed += 1;
    }
  }
  return change;
}

type CapacityEntry = NonNullable<PartnershipFile['services'][string]['capacity']>;

function reportOf({ level, note, asOf, pausedUntil }: CapacityEntry, timeZone: string) {
  return {
    capacity: level,
    note: note ?? null,
    asOf: instantOf(asOf, timeZone),
    pausedUntil: pausedUntil === undefined ? null : instantOf(pausedUntil, timeZone),
  };
}

function instantOf(day: string, timeZone: string): Date {
  const instant = startOfDay(day, timeZone);
  if (!instant) throw new RangeError('A checked file has a day that does not exist.');
  return instant;
}
