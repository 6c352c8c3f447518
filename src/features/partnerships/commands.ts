import { say, type Call, type Heard } from '../../chat/call.js';
import type { Known } from '../../chat/dispatch.js';
import type { Feature } from '../../chat/feature.js';
import { who, type Directory, type Who } from './rules.js';
import {
  databaseFailed,
  good,
  loadOutcome,
  mistakes,
  misused,
  partners,
  strangerReply,
  unreadable,
  usage,
  whichPartnership,
} from './messages.js';
import { partnersToday } from './messages/today.js';
import { checkFile } from './schema/check.js';
import type { PartnershipFile } from './schema/file.js';
import { loadPartnership, type PartnershipStore } from './use-cases.js';

/** Tells the dispatcher who calls: asked of the directory in memory, so that a stranger costs nothing. */
export const identifyWith =
  (directory: Directory) =>
  ({ person, place }: Call | Heard): Known<Who> => {
    const found = who(directory, person, place);
    switch (found.kind) {
      case 'member':
        return { kind: 'known', who: { member: found.member, partnership: found.partnership } };
      case 'which':
        return { kind: 'stranger', message: whichPartnership(found.partnerships) };
      case 'unknown':
        return { kind: 'stranger', message: strangerReply() };
    }
  };

/** What a log line says of somebody: ids and a role, no name. */
export const describeWho = ({ member, partnership }: Who) => ({
  partnership: partnership.key,
  member: member.id,
  role: member.role,
});

/** `partners`: who can be asked, about what, and whether they have room; `partners today`: who is here. */
export const partnershipsFeature = ({ now }: { now: () => Date }): Feature<Who> => ({
  commands: [
    {
      word: 'partners',
      about: 'Which services there are, what they take and whether they have room',
      hint: '[today]',
      run: ({ text }, { partnership }) => {
        const today = text.trim().toLowerCase() === 'today';
        return Promise.resolve(say((today ? partnersToday : partners)(partnership, now())));
      },
    },
  ],
  presses: {},
  forms: {},
});

export type TerminalNeeds = {
  /** Opens the database; only called when there is a good file to load. */
  open(): Promise<{ store: PartnershipStore; close(): Promise<void> }>;
  /** The text of a file. @throws an error with the system's `code` */
  read(file: string): string;
  print(line: string): void;
  printError(line: string): void;
};

/** Exit codes: done; refused, with nothing changed; not understood. */
const DONE = 0;
const REFUSED = 1;
const MISUSED = 2;

/**
 * `partnership check FILE` and `partnership load FILE`.
 * @returns the exit code: 0 done, 1 the file or the database said no and nothing changed, 2 not understood
 */
export async function runPartnershipCommand(args: readonly string[], needs: TerminalNeeds): Promise<number> {
  const [word, file, ...rest] = args;
  if (word === 'help' || word === '--help') {
    usage().forEach(needs.print);
    return DONE;
  }
  const wrong = misuse(word, file, rest);
  if (wrong !== null || file === undefined) {
    needs.printError(misused(wrong ?? 'no-file'));
    return MISUSED;
  }
  const text = textOf(file, needs);
  if (text === null) return MISUSED;

  const checked = checkFile(text);
  if (checked.kind === 'wrong') {
    mistakes(file, checked.mistakes).forEach(needs.printError);
    return REFUSED;
  }
  if (word === 'load') return load(checked.file, needs);
  needs.print(good(file, checked.file));
  return DONE;
}

function misuse(word: string | undefined, file: string | undefined, rest: readonly string[]) {
  if (word === undefined || word === '') return 'nothing';
  if (word !== 'check' && word !== 'load') return 'unknown';
  if (file === undefined || file === '') return 'no-file';
  return rest.length > 0 ? 'too-many' : null;
}

function textOf(file: string, { read, printError }: TerminalNeeds): string | null {
  try {
    return read(file);
  } catch (error) {
    printError(unreadable(file, codeOf(error)));
    return null;
  }
}

async function load(file: PartnershipFile, { open, print, printError }: TerminalNeeds): Promise<number> {
  let database: Awaited<ReturnType<typeof open>>;
  try {
    database = await open();
  } catch (error) {
    printError(databaseFailed('open', sentenceOf(error), codeOf(error)));
    return REFUSED;
  }
  try {
    const outcome = await loadPartnership(database, file);
    const done = outcome.kind === 'loaded' || outcome.kind === 'no-changes';
    (done ? print : printError)(loadOutcome(outcome));
    return done ? DONE : REFUSED;
  } catch (error) {
    printError(databaseFailed('load', null, codeOf(error)));
    return REFUSED;
  } finally {
    await database.close();
  }
}

/** A fault's own words may quote what is in the file; its code never does. */
function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string') return code;
  return error instanceof Error ? error.name : 'unknown';
}

/** A refusal to open is written for whoever runs Corridor: it says who holds the database, or which setting is wrong. */
const sentenceOf = (error: unknown): string | null =>
  error instanceof Error && error.name === 'DatabaseRefused' ? error.message : null;
