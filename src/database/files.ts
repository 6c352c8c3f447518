import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';

/** The database’s name in its folder. */
export const SQLITE_FILE = 'corridor.db';

/** Makes a folder that only this account can read. */
export function createPrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/**
 * Makes an empty file that only this account can read, if there is none; SQLite gives its log the same mode.
 * An existing one is not even opened: closing it again would drop the locks that SQLite holds on it in this process.
 */
export function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Lets `fill` write a private file under another name, and gives it its own only when it is whole and on the disk. */
export async function replacePrivateFile(file: string, fill: (partial: string) => unknown): Promise<void> {
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  createPrivateFile(partial);
  try {
    await fill(partial);
    sync(partial);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
  }
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
