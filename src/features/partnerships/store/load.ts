import type { Channel } from '../../../chat/place.js';
import { audit } from '../../../database/audit.js';
import type { Database, Db } from '../../../database/types.js';
import type { Clock } from '../../../shared/clock.js';
import { newId } from '../../../shared/ids.js';
import type { PartnershipFile } from '../schema/file.js';
import type { Changes, LoadOutcome, PartnershipStore } from '../use-cases.js';
import { loadCapacity, loadChannels } from './places.js';
import { says } from './reconcile.js';
import { loadMembers, loadOrganisations, loadServices, loadSites } from './parts.js';
import { partnershipRow } from './wanted.js';

/** The partnerships in the database, for loading. The directory is for asking. */
export const partnershipStore = ({
  database,
  clock,
}: {
  database: Database;
  clock: Clock;
}): PartnershipStore => ({
  load: (file) => database.transaction((tx) => load(tx, file, clock.now()), { timeoutMs: LOAD_TIMEOUT_MS }),
});

/** A region's partnership has thousands of members, and is loaded when few people are about. */
const LOAD_TIMEOUT_MS = 60_000;

async function load(tx: Db, file: PartnershipFile, now: Date): Promise<LoadOutcome> {
  const refusal = await refusalOf(tx, file);
  if (refusal) return refusal;

  const { id, isNew, revision, differs } = await partnershipOf(tx, file, now);
  const changes = await loadParts(tx, file, id, now);
  if (differs) changes.settings = { added: 0, changed: 1, removed: 0 };
  const nothing = Object.values(changes).every(
    ({ added, changed, removed }) => added + changed + removed === 0,
  );
  if (nothing && !isNew) return { kind: 'no-changes', partnership: file.name, revision };

  const next = isNew ? revision : revision + 1;
  await tx.partnership.update({
    where: { id },
    data: { ...partnershipRow(file), revision: next, updatedAt: now },
  });
  await audit(tx, { at: now, action: 'partnership.loaded', result: 'done', partnershipId: id });
  return { kind: 'loaded', partnership: file.name, revision: next, changes };
}

async function refusalOf(tx: Db, file: PartnershipFile): Promise<LoadOutcome | null> {
  const { key, prefix, channels, services } = file;
  const own = await tx.partnership.findFirst({ where: { key } });
  if (own && own.prefix !== prefix) return { kind: 'prefix-fixed', was: own.prefix };

  const holder = await tx.partnership.findFirst({ where: { prefix } });
  if (holder && holder.key !== key) return { kind: 'prefix-taken', prefix, by: holder.key };

  const wanted = [...channels, ...Object.values(services).flatMap((each) => each.triage)];
  const taken = await channelTaken(tx, key, wanted);
  return taken && { kind: 'channel-taken', ...taken };
}

async function channelTaken(tx: Db, key: string, wanted: readonly Channel[]) {
  const taken = await tx.channelLink.findFirst({
    where: { OR: [...wanted], partnership: { key: { not: key } } },
    include: { partnership: { select: { key: true } } },
  });
  if (!taken) return null;
  const channel = wanted.find((each) => says(taken, each));
  return channel ? { channel, by: taken.partnership.key } : null;
}

/** The partnership's row, held against anybody else who loads the same one until the transaction ends. */
async function partnershipOf(tx: Db, file: PartnershipFile, now: Date) {
  const { key } = file;
  const row = partnershipRow(file);
  const { count } = await tx.partnership.updateMany({ where: { key }, data: { key } });
  if (count === 0) {
    const id = newId();
    await tx.partnership.create({ data: { ...row, id, key, revision: 1, updatedAt: now } });
    return { id, isNew: true, revision: 1, differs: true };
  }
  const stored = await tx.partnership.findFirstOrThrow({ where: { key } });
  return { id: stored.id, isNew: false, revision: stored.revision, differs: !says(stored, row) };
}

async function loadParts(tx: Db, file: PartnershipFile, partnershipId: string, now: Date) {
  const into = { tx, partnershipId, file };
  const organisations = await loadOrganisations(into);
  const sites = await loadSites(into, organisations.idOf, now);
  const services = await loadServices(into, organisations.idOf);
  const members = await loadMembers(into, { organisation: organisations.idOf, site: sites.idOf }, now);
  const changes: { -readonly [Part in keyof Changes]: Changes[Part] } = {
    settings: { added: 0, changed: 0, removed: 0 },
    organisations: organisations.change,
    sites: sites.change,
    services: services.change,
    members: members.change,
    channels: await loadChannels(into, services.idOf),
    capacity: await loadCapacity(into, services.idOf, now),
  };
  return changes;
}
