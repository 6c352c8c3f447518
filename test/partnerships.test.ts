import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkFile } from '../src/features/partnerships/schema/check.js';
import type { PartnershipFile } from '../src/features/partnerships/schema/file.js';
import { createDirectory } from '../src/features/partnerships/store/directory.js';
import { partnershipStore } from '../src/features/partnerships/store/load.js';
import { loadPartnership, loadText } from '../src/features/partnerships/use-cases.js';
import { openDatabase, providers, type OpenTestDatabase } from './support/database.js';
import { samplePartnership, sampleText } from './support/partnership.js';

const maternity = sampleText('maternity');
const renal = sampleText('renal');
const at = new Date('2026-11-24T09:00:00Z');
const NOTHING = { added: 0, changed: 0, removed: 0 };

function without(text: string, from: string, until: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(until, start);
  expect(start > 0 && end > start).toBe(true);
  return text.slice(0, start) + text.slice(end);
}

describe.each(providers)('on %s', (provider) => {
  let database: OpenTestDatabase;
  beforeEach(async () => {
    database = await openDatabase(provider);
  });
  afterEach(() => database.drop());

  const load = (text: string) =>
    loadText({ store: partnershipStore({ database, clock: { now: () => at } }) }, text);
  const directory = async () => {
    const made = createDirectory({ database });
    await made.refresh();
    return made;
  };
  /** Every row of the tables a load may write, so that "nothing changed" means nothing. */
  const everything = async ({ db } = database) =>
    JSON.stringify([
      await db.partnership.findMany({ orderBy: { id: 'asc' } }),
      await db.organisation.findMany({ orderBy: { id: 'asc' } }),
      await db.site.findMany({ orderBy: { id: 'asc' } }),
      await db.service.findMany({ orderBy: { id: 'asc' } }),
      await db.member.findMany({ orderBy: { id: 'asc' } }),
      await db.platformAccount.findMany({ orderBy: { id: 'asc' } }),
      await db.channelLink.findMany({ orderBy: { id: 'asc' } }),
      await db.capacityReport.findMany({ orderBy: { id: 'asc' } }),
      await db.auditEvent.findMany({ orderBy: { seq: 'asc' } }),
    ]);

  it('both sample files load, side by side, and say what they changed', async () => {
    expect(await load(maternity)).toEqual({
      kind: 'loaded',
      partnership: 'Wirral Maternity Rights Partnership',
      revision: 1,
      changes: {
        settings: { ...NOTHING, changed: 1 },
        organisations: { ...NOTHING, added: 4 },
        sites: { ...NOTHING, added: 3 },
        services: { ...NOTHING, added: 2 },
        members: { ...NOTHING, added: 10 },
        channels: { ...NOTHING, added: 3 },
        capacity: { ...NOTHING, added: 2 },
      },
    });
    expect(await load(renal)).toMatchObject({ kind: 'loaded', revision: 1 });
    expect((await directory()).all().map(({ prefix }) => prefix)).toEqual(['REN', 'WIR']);
  });

  it('what the directory knows is what the file says', async () => {
    const { partnership, member, service } = await samplePartnership(database);
    expect(partnership).toMatchObject({
      prefix: 'WIR',
      nation: 'E',
      dutyLine: '0151 496 0130',
      promise: { consultationHours: 8, referralDays: 3 },
      retention: { textDays: 90 },
      channels: [{ platform: 'web', tenant: 'local', channel: 'corridor' }],
    });
    expect(partnership.issues.map(({ key, label }) => `${key}: ${label}`).slice(0, 3)).toEqual([
      'maternity: Pregnancy & work rights',
      'benefits: Benefits & income',
      'debt: Debt & money worries',
    ]);
    expect(partnership.services.map(({ key }) => key)).toEqual(['harbour-maternity', 'mersey-law-casework']);
    expect(member('nadia')).toMatchObject({ side: 'health', audience: 'maternity', roleLabel: 'midwife' });
    expect(member('tom')).toMatchObject({ side: 'health', audience: 'link-worker', site: { key: 'dock-road-surgery' } });
    expect(member('priya').regulations).toEqual(['SRA', 'FCA-exempt', 'AQS']);
    expect(member('sam').regulations).toEqual(['FCA-exempt', 'AQS']);
    expect(member('helen')).toMatchObject({ audience: 'health', duties: ['clinical-safety-officer'] });
    expect(member('bev').duties).toEqual(['champion']);
    expect(service('harbour-maternity')).toMatchObject({
      handover: ['secure-email', 'person-held'],
      secureEmail: 'referrals@harbouradvice.example',
      capacity: { level: 'waitlist', note: 'about 3 weeks', asOf: new Date('2026-11-23T00:00:00Z') },
    });
  }); // prettier-ignore

  it('loading the same file twice changes nothing and says so', async () => {
    await load(maternity);
    const before = await everything();
    expect(await load(maternity)).toMatchObject({ kind: 'no-changes', revision: 1 });
    expect(await everything()).toBe(before);
  });

  it('two people who load the same change at once make it once', async () => {
    await load(maternity);
    const changed = maternity.replace('name: Tom Ellison', 'name: Tom Elliston');
    const kinds = (await Promise.all([load(changed), load(changed)])).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['loaded', 'no-changes']);
    expect((await database.db.partnership.findFirstOrThrow()).revision).toBe(2);
  });

  it('somebody who is taken out can do nothing, and keeps their name on old cases', async () => {
    await load(maternity);
    const before = (await directory()).membersOf({ platform: 'web', tenant: 'local', user: 'sam' })[0];
    const outcome = await load(without(maternity, '  sam:\n', '  grace:\n'));
    expect(outcome).toMatchObject({
      kind: 'loaded',
      revision: 2,
      changes: { members: { ...NOTHING, removed: 1 } },
    });

    const after = await directory();
    expect(after.membersOf({ platform: 'web', tenant: 'local', user: 'sam' })).toEqual([]);
    expect(after.all()[0]?.members.map(({ key }) => key)).not.toContain('sam');
    expect(after.memberById(before?.id ?? '')).toMatchObject({
      name: 'Sam Okafor',
      active: false,
      accounts: [],
    });
  });

  it('somebody who comes back is the same person as before', async () => {
    await load(maternity);
    const first = (await directory()).membersOf({ platform: 'web', tenant: 'local', user: 'sam' })[0]?.id;
    await load(without(maternity, '  sam:\n', '  grace:\n'));
    await load(maternity);
    const back = (await directory()).membersOf({ platform: 'web', tenant: 'local', user: 'sam' });
    expect(back.map(({ id }) => id)).toEqual([first]);
  });

  it('a new account replaces the old one at once', async () => {
    await load(maternity);
    await load(maternity.replace('      web: nadia\n', '      slack: T0123ABCD/U0456EFGH\n'));
    const after = await directory();
    expect(after.membersOf({ platform: 'web', tenant: 'local', user: 'nadia' })).toEqual([]);
    expect(after.membersOf({ platform: 'slack', tenant: 'T0123ABCD', user: 'U0456EFGH' })).toMatchObject([{ key: 'nadia' }]);
    expect(after.membersOf({ platform: 'slack', tenant: 'T0999ZZZZ', user: 'U0456EFGH' })).toEqual([]);
  }); // prettier-ignore

  it('a service that is taken out takes nobody any more, and keeps its name', async () => {
    await load(maternity);
    const id = (await directory()).all()[0]?.services[1]?.id ?? '';
    await load(without(maternity, '  mersey-law-casework:\n', '# Who may use Corridor'));
    const after = await directory();
    expect(after.all()[0]?.services.map(({ key }) => key)).toEqual(['harbour-maternity']);
    expect(after.serviceById(id)).toMatchObject({
      name: 'Mersey Shore Law Centre',
      status: 'defunct',
      triage: [],
    });
    expect(after.channelOf({ platform: 'web', tenant: 'local', channel: 'mersey-law-triage' })).toBeNull();
  });

  it.each([
    ['its own channel', '  web: renal-corridor\n', '  web: corridor\n', 'corridor'],
    ['a triage channel', '      web: renal-desk\n', '      web: harbour-triage\n', 'harbour-triage'],
  ])('a second partnership cannot take %s, and leaves nothing behind', async (_title, from, to, channel) => {
    await load(maternity);
    const before = await everything();
    expect(await load(renal.replace(from, to))).toEqual({
      kind: 'channel-taken',
      channel: { platform: 'web', tenant: 'local', channel },
      by: 'wirral-maternity',
    });
    expect(await everything()).toBe(before);
  });

  it('a prefix that is taken, and one that people have on paper, are refused', async () => {
    await load(maternity);
    const before = await everything();
    expect(await load(renal.replace('prefix: REN', 'prefix: WIR'))).toMatchObject({ kind: 'prefix-taken', by: 'wirral-maternity' });
    expect(await load(maternity.replace('prefix: WIR', 'prefix: MAT'))).toEqual({ kind: 'prefix-fixed', was: 'WIR' });
    expect(await everything()).toBe(before);
  }); // prettier-ignore

  it('a load that breaks off half way leaves nothing of it', async () => {
    await load(maternity);
    const before = await everything();
    const checked = checkFile(renal);
    if (checked.kind === 'wrong') throw new Error('the sample is wrong');
    // No file that was checked can say this: it stands for the disk that fails after half of the rows.
    const broken: PartnershipFile = structuredClone(checked.file);
    Object.assign(broken.members['lucy'] ?? {}, { organisation: 'nowhere' });
    const store = partnershipStore({ database, clock: { now: () => at } });
    await expect(loadPartnership({ store }, broken)).rejects.toThrow('does not have');
    expect(await everything()).toBe(before);
  });

  it('a wrong file changes nothing', async () => {
    await load(maternity);
    const before = await everything();
    expect(await load(maternity.replace('role: link-worker', 'role: friend'))).toMatchObject({
      kind: 'wrong',
    });
    expect(await everything()).toBe(before);
  });

  it('the audit trail says that it was loaded and who came, changed and left', async () => {
    await load(maternity);
    await load(without(maternity, '  sam:\n', '  grace:\n').replace('name: Tom Ellison', 'name: Tom Elliston'));
    const lines = await database.db.auditEvent.findMany({ orderBy: { seq: 'asc' } });
    const count = (action: string) => lines.filter((each) => each.action === action).length;
    expect(['partnership.loaded', 'member.added', 'member.changed', 'member.removed'].map(count)).toEqual([2, 10, 1, 1]);
    expect(JSON.stringify(lines)).not.toMatch(/Tom|Sam/);
  }); // prettier-ignore

  it('a later word on capacity stands when an older file is loaded again', async () => {
    await load(maternity);
    const service = (await directory()).all()[0]?.services[0];
    const report = { id: 'r', serviceId: service?.id ?? '', capacity: 'no-capacity', asOf: at };
    await database.db.capacityReport.create({ data: report });
    await load(maternity.replace('dutyLine: 0151 496 0130', 'dutyLine: 0151 496 0139'));
    expect((await directory()).all()[0]?.services[0]?.capacity?.level).toBe('no-capacity');
  });

  it('the directory reads again only when something has changed', async () => {
    await load(maternity);
    const kept = await directory();
    const before = kept.all();
    await kept.refresh();
    expect(kept.all()).toBe(before);

    await load(maternity.replace('dutyLine: 0151 496 0130', 'dutyLine: 0151 496 0139'));
    await Promise.all([kept.refresh(), kept.refresh()]);
    expect(kept.all()[0]).toMatchObject({ dutyLine: '0151 496 0139' });
  });
});
