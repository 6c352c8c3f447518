import { audit } from '../../../database/audit.js';
import type { Db } from '../../../database/types.js';
import { newId } from '../../../shared/ids.js';
import type { PartnershipFile } from '../schema/file.js';
import { reconcile, type Reconciled } from './reconcile.js';
import { dutiesOf, memberRow, organisationRow, serviceRow, siteRow, type IdOf } from './wanted.js';

/** The transaction of one load, and what is loaded. */
export type Into = { tx: Db; partnershipId: string; file: PartnershipFile };

const mapOf = <Entry, Row>(
  entries: Readonly<Record<string, Entry>>,
  row: (entry: Entry, key: string) => Row,
) => new Map(Object.entries(entries).map(([key, entry]) => [key, row(entry, key)]));
const ids = (rows: readonly { id: string }[]) => ({ id: { in: rows.map(({ id }) => id) } });
const GONE = { active: false };

/** Loads the organisations. */
export async function loadOrganisations({ tx, partnershipId, file }: Into) {
  const rows = await tx.organisation.findMany({ where: { partnershipId } });
  return reconcile(rows, mapOf(file.organisations, organisationRow), {
    add: (data) => tx.organisation.createMany({ data: data.map((each) => ({ ...each, partnershipId })) }),
    change: ({ id }, data) => tx.organisation.update({ where: { id }, data }),
    remove: (gone) => tx.organisation.updateMany({ where: ids(gone), data: GONE }),
  });
}

/** Loads the sites, whose organisations are there already. */
export async function loadSites({ tx, partnershipId, file }: Into, organisationId: IdOf, now: Date) {
  const rows = await tx.site.findMany({ where: { partnershipId } });
  const wanted = mapOf(file.sites, (entry) => siteRow(entry, organisationId));
  return reconcile(rows, wanted, {
    add: (data) =>
      tx.site.createMany({ data: data.map((each) => ({ ...each, partnershipId, introducedAt: now })) }),
    change: ({ id }, data) => tx.site.update({ where: { id }, data }),
    remove: (gone) => tx.site.updateMany({ where: ids(gone), data: GONE }),
  });
}

/** Loads the services, whose organisations are there already. */
export async function loadServices({ tx, partnershipId, file }: Into, organisationId: IdOf) {
  const rows = await tx.service.findMany({ where: { partnershipId } });
  const wanted = mapOf(file.services, (entry) => serviceRow(entry, organisationId));
  return reconcile(rows, wanted, {
    add: (data) => tx.service.createMany({ data: data.map((each) => ({ ...each, partnershipId })) }),
    change: ({ id }, data) => tx.service.update({ where: { id }, data }),
    remove: (gone) => tx.service.updateMany({ where: ids(gone), data: GONE }),
  });
}

/** Loads the members with their accounts, with an audit line for everybody who came, changed or left. */
export async function loadMembers(
  { tx, partnershipId, file }: Into,
  idOf: { organisation: IdOf; site: IdOf },
  now: Date,
) {
  const stored = await tx.member.findMany({ where: { partnershipId }, include: { accounts: true } });
  const rows = stored.map((row) => ({ ...row, accounts: sorted(row.accounts.map(accountOf)) }));
  const wanted = mapOf(file.members, (entry, key) => ({
    ...memberRow(entry, dutiesOf(file, key), idOf),
    accounts: sorted(entry.accounts),
  }));
  const result = await reconcile(rows, wanted, {
    add: async (data) => {
      for (const { accounts, ...row } of data) {
        await tx.member.create({
          data: { ...row, partnershipId, accounts: { create: accounts.map(newAccount) } },
        });
      }
    },
    change: ({ id }, { accounts, ...row }) => {
      const replaced = { deleteMany: {}, create: accounts.map(newAccount) };
      return tx.member.update({ where: { id }, data: { ...row, accounts: replaced } });
    },
    remove: async (gone) => {
      await tx.member.updateMany({ where: ids(gone), data: GONE });
      await tx.platformAccount.deleteMany({ where: { memberId: { in: gone.map(({ id }) => id) } } });
    },
  });
  await auditMembers(tx, partnershipId, result, now);
  return result;
}

const newAccount = (account: Account) => ({ ...account, id: newId() });

async function auditMembers(tx: Db, partnershipId: string, result: Reconciled<{ id: string }>, at: Date) {
  const deeds = {
    'member.added': result.addedIds,
    'member.changed': result.changedIds,
    'member.removed': result.removed.map(({ id }) => id),
  };
  for (const [action, members] of Object.entries(deeds)) {
    for (const reference of members)
      await audit(tx, { at, action, result: 'done', partnershipId, reference });
  }
}

type Account = { platform: string; tenant: string; user: string };

const accountOf = ({ platform, tenant, user }: Account): Account => ({ platform, tenant, user });

/** In one order, so that two lists of the same accounts are equal. */
const sorted = <T extends Account>(accounts: readonly T[]) =>
  accounts.toSorted((one, two) => (JSON.stringify(one) < JSON.stringify(two) ? -1 : 1));
