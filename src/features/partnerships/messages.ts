import { sentence, type Message } from '../../chat/message.js';
import { counted, listInWords } from '../../chat/words.js';
import { capacityLine, type Partnership, type Service } from './rules.js';
import { dutyLineOf } from './messages/today.js';
import type { Checked } from './schema/check.js';
import { printable } from './schema/fields.js';
import type { PartnershipFile } from './schema/file.js';
import type { Mistake } from './schema/yaml.js';
import type { Changes, LoadOutcome } from './use-cases.js';

/** What somebody reads whom no partnership has named. */
export const strangerReply = (): Message =>
  sentence(
    'Corridor does not know you yet. Ask your partnership’s champion to add you; nothing you typed was kept.',
  );

/** What somebody reads who belongs to several partnerships and asks where none of them is meant. */
export const whichPartnership = (partnerships: readonly Partnership[]): Message =>
  sentence(
    `You belong to ${listInWords(partnerships.map(({ name }) => name))}. Ask in the channel of the one you mean; ` +
      'nothing you typed was kept.',
  );

const CLOSED: Record<Service['status'], string | null> = {
  active: null,
  inactive: 'Takes no referrals at present',
  defunct: 'Closed',
  'temporarily-closed': 'Closed for the time being',
};
const LEVEL: Record<Service['level'], string> = {
  information: 'Information',
  advice: 'Advice',
  casework: 'Casework',
  representation: 'Representation',
};
const DELIVERY: Record<Service['delivery'][number], string> = {
  'in-person': 'in person',
  phone: 'phone',
  email: 'e-mail',
  video: 'video',
};

/** Whether a service has room, with the date; or that it is closed. */
export const serviceState = ({ status, capacity }: Service, now: Date, timeZone: string): string =>
  CLOSED[status] ?? capacityLine(capacity, now, timeZone);

/** Who can be asked, about what, how, whether they have room, and who is on duty. */
export function partners(partnership: Partnership, now: Date): Message {
  const { name, serviceLabel, services, promise, dutyLine, timeZone } = partnership;
  const hours = counted(promise.consultationHours, 'working hour');
  const days = counted(promise.referralDays, 'working day');
  const onDuty = dutyLineOf(partnership, now);
  return {
    summary: `${serviceLabel}: who can help`,
    parts: [
      { kind: 'heading', text: `${serviceLabel}: who can help` },
      {
        kind: 'list',
        items: services.map((service) => ({
          text: service.name,
          note: [
            serviceState(service, now, timeZone),
            `Takes: ${service.issues.map((key) => issueLabel(partnership, key)).join('; ')}`,
            `${LEVEL[service.level]} by ${listInWords(service.delivery.map((each) => DELIVERY[each]))}`,
          ].join('. '),
        })),
      },
      ...(onDuty === null ? [] : [{ kind: 'text', text: onDuty } as const]),
      {
        kind: 'text',
        text: `Consultations are answered within ${hours}, referrals taken up within ${days}.`,
      },
      { kind: 'note', text: `${name}. If it cannot wait until tomorrow, ring ${dutyLine}.` },
    ],
  };
}

/** By its label here; a wider issue of which only a part is offered, by that part. */
function issueLabel({ issues }: Partnership, key: string): string {
  const own = issues.filter((each) => each.key === key || each.parent === key);
  return own.map(({ label }) => label).join('; ');
}

// What whoever runs Corridor reads in the terminal, a line each.

const EXAMPLE = 'npm run partnership -- check manifests/partnerships/maternity.yaml';

/** How the command is used. */
export const usage = (): readonly string[] => [
  'partnership check FILE   says everything that is wrong with a partnership’s file; changes nothing',
  'partnership load FILE    loads the file: all of it or, if anything is wrong, nothing',
  `For example: ${EXAMPLE}`,
];

/** Why a command was not understood, with one that works. */
export function misused(how: 'nothing' | 'unknown' | 'no-file' | 'too-many'): string {
  const why = {
    nothing: 'Say what to do: check or load.',
    unknown: 'There are two commands: check and load.',
    'no-file': 'Say which file.',
    'too-many': 'One file at a time, so that it is clear what was loaded.',
  };
  return `${why[how]} For example: ${EXAMPLE}`;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a folder',
  ERR_FS_FILE_TOO_LARGE: 'is far too large',
  ERR_STRING_TOO_LONG: 'is far too large',
};

/** Why a file could not be read. `code` is the system's. */
export const unreadable = (file: string, code: string): string =>
  `The file ${nameOf(file)} ${UNREADABLE[code] ?? `could not be read (${printable(code)})`}. For example: ${EXAMPLE}`;

const MOST_LINES = 200;

/** Every mistake with its line, as editors and terminals can jump to it. */
export function mistakes(
  file: string,
  all: Extract<Checked, { kind: 'wrong' }>['mistakes'],
): readonly string[] {
  const shown = all.slice(0, MOST_LINES).map((each) => `${nameOf(file)}:${each.line}: ${mistake(each)}`);
  const more = all.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`… and ${more} more.`] : []),
    `${all.length === 1 ? 'One mistake' : `${all.length} mistakes`}; nothing was loaded.`,
  ];
}

const mistake = ({ key, message }: Mistake) => (key === '' ? message : `${key} ${message}.`);

/** That a file is good, with what is in it, so that the wrong file is noticed. */
export function good(file: string, { name, organisations, services, members }: PartnershipFile): string {
  const sizes = Object.entries({ organisations, services, members }).map(
    ([what, entries]) => `${Object.keys(entries).length} ${what}`,
  );
  return `${nameOf(file)} is good: ${name}, ${sizes.join(', ')}.`;
}

/** What became of a load. */
export function loadOutcome(outcome: LoadOutcome): string {
  switch (outcome.kind) {
    case 'loaded':
      return `Loaded ${outcome.partnership}, revision ${outcome.revision}: ${changed(outcome.changes)}.`;
    case 'no-changes':
      return `No changes: ${outcome.partnership} says all of this already (revision ${outcome.revision}).`;
    case 'prefix-taken':
      return `Nothing was loaded: the prefix ${outcome.prefix} belongs to the partnership ${outcome.by}. Choose another.`;
    case 'prefix-fixed':
      return (
        `Nothing was loaded: this partnership’s prefix is ${outcome.was} and stays, since people have references that ` +
        'begin with it. If this is a new partnership, give it a key of its own.'
      );
    case 'channel-taken': {
      const { platform, channel } = outcome.channel;
      return (
        `Nothing was loaded: the ${platform} channel ${channel} belongs to the partnership ${outcome.by}. ` +
        'A channel serves one partnership: choose another, or take it out there and load that file first.'
      );
    }
  }
}

function changed(changes: Changes): string {
  const parts = Object.entries(changes).flatMap(([what, { added, changed: altered, removed }]) => {
    const counts = Object.entries({ added, changed: altered, removed }).filter(([, count]) => count > 0);
    return counts.length === 0
      ? []
      : [`${what} ${counts.map(([deed, count]) => `${count} ${deed}`).join(', ')}`];
  });
  return parts.length === 0 ? 'no entries' : parts.join('; ');
}

/** That the database could not be opened or written: `why` is a sentence of its own, or null. */
export const databaseFailed = (doing: 'open' | 'load', why: string | null, code: string): string =>
  doing === 'open'
    ? `The database could not be opened, so nothing was loaded. ${why ?? `It says ${code}.`}`
    : `The database did not take it, so nothing was loaded (${code}). Try again; if it stays, see that its disk is not full.`;

const nameOf = (file: string) =>
  [...file]
    .slice(-120)
    .join('')
    .replaceAll(/\p{Cc}/gu, '?');
