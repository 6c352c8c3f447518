import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../src/config.js';
import { audit } from '../src/database/audit.js';
import { connect } from '../src/database/connect.js';
import { keyringFrom } from '../src/database/keyring.js';
import { seal, type Keyring } from '../src/database/seal.js';
import type { Database } from '../src/database/types.js';
import { sentence } from '../src/chat/message.js';
import { TIMES } from '../src/delivery/leases.js';
import { tell } from '../src/delivery/outbox.js';
import { createSender } from '../src/delivery/sender.js';
import { newId } from '../src/shared/ids.js';
import { runBackupCommand } from '../src/main/backup.js';
import { createFakeDoor } from './fakes/door.js';
import { TEST_CONFIG } from './support/settings.js';

const newKeyring = () => keyringFrom(`test:${randomBytes(32).toString('base64')}`);
const NOW = new Date('2026-11-24T10:00:00Z');

describe('a copy of the embedded database', () => {
  let folder: string;
  let database: Database | null = null;
  let keyring: Keyring;
  let encryptionKey: string | undefined;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'corridor-backup-'));
    keyring = newKeyring();
    encryptionKey = undefined;
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });

  const data = () => path.join(folder, 'data');
  const copy = () => path.join(folder, 'copy.db');
  const start = async () => (database = await connect({ folder: data(), encryptionKey }));
  const close = async () => {
    await database?.close();
    database = null;
  };
  /** One consultation with something sealed in it, and a line in the audit trail. */
  async function write({ db }: Database): Promise<void> {
    const [id, version] = [newId(), newId()];
    const facts = { state: 'open', source: 'thread', issues: [], nation: 'E', priority: 'routine', askerId: 'a', askerOrganisationId: 'o' };
    const sealed = seal('Taken off the rota.', keyring, { partnership: 'p', table: 'ConsultVersion', row: version, field: 'sealed' });
    await db.consultation.create({
      data: {
        ...{ id, partnershipId: 'p', number: (await db.consultation.count()) + 1, ...facts },
        ...{ promisedBy: NOW, openedAt: NOW, changedAt: NOW },
        messages: { create: { id: newId(), kind: 'what', authorId: 'a', at: NOW, versions: { create: { id: version, at: NOW, sealed } } } },
      },
    });
    await audit(db, { at: NOW, action: 'consultation.posted', result: 'done' });
  }
  async function run(word: 'backup' | 'restore', args: string[], more: { keyring?: Keyring; config?: Partial<Config> } = {}) {
    const lines: string[] = [];
    const config = { ...TEST_CONFIG, dataFolder: data(), database: { kind: 'embedded', encryptionKey } as const, ...more.config };
    const print = (line: string) => void lines.push(line);
    const code = await runBackupCommand(word, args, { config, keyring: more.keyring ?? keyring, now: NOW, print, printError: print });
    return { code, text: lines.join('\n') };
  }

  it.each([undefined, 'correct horse battery staple'])('is made and checked while the program runs, and brought back (key: %s)', async (key) => {
    encryptionKey = key;
    await write(await start());
    const made = await run('backup', [copy()]);
    expect(made.code).toBe(0);
    expect(made.text).toContain('AuditEvent 1, ');
    expect(made.text).toContain('The keys open what is sealed in it (tried on 2).');
    expect(made.text).toMatch(/Version: \d{14}_\w+\./);
    expect(statSync(copy()).mode & 0o777).toBe(0o600);
    if (key) expect(readFileSync(copy()).includes('CREATE TABLE')).toBe(false);

    await write(database!);
    await expect(run('restore', [copy()])).rejects.toThrow(/already open in process/);
    await close();
    const restored = await run('restore', [copy()]);
    expect(restored.text).toContain('before-restore-20261124100000.db: delete it when all is well.');
    expect(await (await start()).db.consultation.count()).toBe(1);
    await close();

    const kept = path.join(data(), 'before-restore-20261124100000.db');
    await run('restore', [kept]);
    expect(await (await start()).db.consultation.count()).toBe(2);
  });

  it('is not made over another file, nor of nothing', async () => {
    await expect(run('backup', [copy()])).rejects.toThrow(/There is no database/);
    await write(await start());
    await run('backup', [copy()]);
    await expect(run('backup', [copy()])).rejects.toThrow(/exists already/);
    expect(await run('backup', [])).toMatchObject({ code: 2 });
  });

  it('that is damaged, of another key or no database at all is refused, and changes nothing', async () => {
    await write(await start());
    await run('backup', [copy()]);
    await close();
    await expect(run('restore', [copy()], { keyring: newKeyring() })).rejects.toThrow(/the keys do not open/);
    const bad = path.join(folder, 'bad.db');
    copyFileSync(copy(), bad);
    const file = openSync(bad, 'r+');
    for (let page = 5; page < statSync(bad).size / 4_096; page += 7) writeSync(file, Buffer.alloc(512, 0x5a), 0, 512, page * 4_096);
    closeSync(file);
    await expect(run('backup', ['check', bad])).rejects.toThrow(/is damaged/);
    await expect(run('restore', [bad])).rejects.toThrow(/is damaged/);
    await expect(run('restore', [path.join(import.meta.dirname, 'backup.test.ts')])).rejects.toThrow(/no database/);
    await expect(run('restore', [path.join(folder, 'gone.db')])).rejects.toThrow(/is not there/);
    expect(existsSync(path.join(data(), 'before-restore-20261124100000.db'))).toBe(false);
    expect(await (await start()).db.consultation.count()).toBe(1);
  });

  it('of PostgreSQL is its own tools’ work, and it says how', async () => {
    const config = { database: { kind: 'postgresql', url: 'postgresql://x' } } as const;
    await expect(run('backup', [copy()], { config })).rejects.toThrow(/pg_dump/);
  });

  it('looks for what it was still to say before it says it, since it may have been said', async () => {
    const fake = createFakeDoor();
    let at = NOW.getTime();
    const senderOver = (over: Database) =>
      createSender({
        ...{ database: over, now: () => new Date(at), times: TIMES, onSent: () => {}, onFault: () => {} },
        doors: new Map([['web', fake.door]]),
        notices: new Map([['note', async () => sentence('before')]]),
      });
    const to = { to: 'channel', platform: 'web', tenant: 'local', channel: 'triage' } as const;
    await (await start()).transaction((tx) =>
      tell(tx, { key: 'k', subject: 's', thread: 't', to, notice: 'note', payload: {} }, NOW),
    );
    await run('backup', [copy()]);
    expect(await senderOver(database!).step()).toBe(1);
    await close();
    await run('restore', [copy()]);

    at += 3_600_000;
    const sender = senderOver(await start());
    while ((await sender.step()) > 0);
    expect(fake.texts()).toEqual(['before']);
    expect((await database!.db.outbox.findMany()).map(({ state }) => state)).toEqual(['sent']);
  });
}); // prettier-ignore
