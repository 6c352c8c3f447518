import { DatabaseRefused } from './refused.js';

const DAMAGED = /^SQLITE_(CORRUPT|NOTADB|IOERR)/;
const FULL = /^(SQLITE_FULL|ENOSPC)/;
const CLOSED = /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EROFS|EPERM|ENOTDIR|EISDIR|EEXIST|ENOENT)/;

/** What is said when the embedded database does not open: a sentence for whoever starts it, where there is one. */
export function openingFailed(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  const refused = (sentence: string) =>
    new DatabaseRefused('unreadable', `The database in ${folder} ${sentence} (${code})`, { cause: error });
  if (DAMAGED.test(code))
    return refused('is damaged. Put your newest copy in its place: npm run restore -- FILE');
  if (FULL.test(code)) return refused('cannot be opened: its disk is full. Make room and start again');
  if (CLOSED.test(code))
    return refused(
      'cannot be opened: see that the folder is there and can be written to by whoever runs Corridor',
    );
  return error;
}

/** The driver names no code where it cannot even begin, only SQLite's number for it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  return error.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : '';
}
