import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One guard of the promise, and the one compiled line without which it is gone. */
export type Guard = {
  name: string;
  /** What it is there for. */
  against: string;
  file: string;
  line: string;
  broken: string;
  /** It only matters where several processes share a database. */
  several?: true;
};

export const GUARDS: readonly Guard[] = [
  {
    name: 'inbox key',
    against: 'one event decided twice',
    file: 'delivery/inbox.js',
    line: "VALUES (${key}, 'call', 'done'",
    broken: "VALUES (${key + Math.random()}, 'call', 'done'",
  },
  {
    name: 'transaction',
    against: 'half a decision',
    file: 'database/connect.js',
    line: 'return client.$transaction((tx) => insideTransaction(() => work(tx)), {',
    broken: 'return ((begin) => begin(client))((tx) => work(tx), {',
  },
  {
    name: 'fence',
    against: 'one that was frozen going on where another has taken over',
    file: 'delivery/leases.js',
    line: 'const ours = ({ seq, leaseToken }) => ({ seq, leaseToken, state: UNSENT });',
    broken: 'const ours = ({ seq }) => ({ seq, state: UNSENT });',
    several: true,
  },
  {
    name: 'intent',
    against: 'saying again what was said before a death',
    file: 'delivery/leases.js',
    line: "data: { state: 'sending', intentAt: at, attempts: row.attempts + 1 },",
    broken: 'data: { attempts: row.attempts + 1 },',
  },
  {
    name: 'settle time',
    against: 'looking before a late request has landed',
    file: 'delivery/leases.js',
    line: 'settleMs: 60_000,',
    broken: 'settleMs: 0,',
  },
  {
    name: 'marker look-up',
    against: 'saying again what was said although nobody heard so',
    file: 'delivery/sender.js',
    line: 'return await door.find(to, row.id, since, under);',
    broken: 'return null;',
  },
  {
    name: 'order',
    against: 'overtaking within a thread',
    file: 'delivery/leases.js',
    line: 'WHERE p."threadKey" = o."threadKey" AND p."seq" < o."seq"',
    broken: 'WHERE 1 = 0 AND p."threadKey" = o."threadKey" AND p."seq" < o."seq"',
  },
  {
    name: 'slot key',
    against: 'one thing standing twice in the timetable',
    file: 'delivery/jobs.js',
    line: 'VALUES (${newId()}, ${job.key}, ${job.name}',
    broken: 'VALUES (${newId()}, ${job.key + Math.random()}, ${job.name}',
  },
];

const TOP = join(import.meta.dirname, '../..');

/**
 * Makes a copy of the built program in which this guard is gone: the program itself has no switch for that.
 * @throws when the line is not there, or there twice, so that the list cannot grow stale unseen
 */
export function breakGuard({ name, file, line, broken }: Guard) {
  const folder = join(TOP, `dist-without-${name.replaceAll(' ', '-')}`);
  cpSync(join(TOP, 'dist'), folder, { recursive: true });
  const path = join(folder, file);
  const pieces = readFileSync(path, 'utf8').split(line);
  if (pieces.length !== 2) throw new Error(`${name}: its line is ${pieces.length - 1} times in ${file}`);
  writeFileSync(path, pieces.join(broken));
  return { main: join(folder, 'main.js'), remove: () => rmSync(folder, { recursive: true }) };
}
