import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPrivateFolder, replacePrivateFile, SQLITE_FILE } from './files.js';
import { DatabaseRefused } from './refused.js';
import type { Keyring } from './seal.js';

const KEY_BYTES = 32;
const ENTRY = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/;

/**
 * Reads `id:key,id:key`: each key is 32 bytes in base64, and the first one is the current one.
 * @throws DatabaseRefused with a sentence that says which entry is wrong by its position, and never quotes it
 */
export function keyringFrom(text: string): Keyring {
  const keys = new Map<string, Buffer>();
  const kids = text.split(',').map((entry, index) => {
    const [, kid, base64] = ENTRY.exec(entry.trim()) ?? [];
    if (!kid || !base64) {
      throw refused(
        `Key ${index + 1} is not of the form id:key, with an id of A-Z, a-z, 0-9, _ and -, and a key of 32 bytes in base64 (openssl rand -base64 32).`,
      );
    }
    if (keys.has(kid))
      throw refused(`Key ${index + 1} has the id of one before it. Give each key an id of its own.`);
    keys.set(kid, Buffer.from(base64, 'base64'));
    return kid;
  });
  return { current: kids[0] ?? '', oldest: kids.at(-1) ?? '', get: (kid) => keys.get(kid) };
}

/**
 * A key of 32 bytes for another `purpose`, such as signing buttons (HKDF-SHA-256). It is made from the oldest key, so
 * that putting a new key in front changes nothing that is out already. It changes when that oldest key is retired:
 * buttons signed until then stop working, as they should if the key was retired because somebody else has it.
 */
export function derive(keyring: Keyring, purpose: string): Buffer {
  const key = keyring.get(keyring.oldest);
  if (!key) throw new Error('A keyring holds its oldest key');
  return Buffer.from(hkdfSync('sha256', key, '', `corridor ${purpose}`, KEY_BYTES));
}

/**
 * The keyring of a start without configured keys, from a private file in the data folder that the first start writes.
 * @throws DatabaseRefused if there is a database but no such file: a new key could not open what the old one sealed
 */
export async function localKeyring(folder: string): Promise<Keyring> {
  const file = path.join(folder, 'corridor.keys');
  createPrivateFolder(folder);
  if (!existsSync(file)) {
    if (existsSync(path.join(folder, SQLITE_FILE))) {
      throw refused(
        `${folder} holds a database but not the keys it was used with. Put corridor.keys back, or configure the keys.`,
      );
    }
    const text = `local:${randomBytes(KEY_BYTES).toString('base64')}\n`;
    await replacePrivateFile(file, (partial) => writeFileSync(partial, text));
  }
  return keyringFrom(readFileSync(file, 'utf8'));
}

const refused = (sentence: string) => new DatabaseRefused('key', sentence);
