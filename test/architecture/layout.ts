/** Room → the rooms it may import. A room that is not listed here does not exist. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  main: [
    'chat',
    'config',
    'database',
    'delivery',
    'features',
    'screening',
    'shared',
    'slack',
    'teams',
    'web',
  ],
  features: ['chat', 'database', 'delivery', 'screening', 'shared'],
  slack: ['chat', 'shared'],
  teams: ['chat', 'shared'],
  web: ['chat', 'shared'],
  delivery: ['database', 'shared'],
  chat: ['shared'],
  database: ['shared'],
  screening: [],
  shared: [],
  config: [],
};

/** Room → rooms of which it may know the types and nothing that runs. */
export const TYPES_OF: Readonly<Record<string, readonly string[]>> = { delivery: ['chat'] };

/** Package, or the start of one → the only place that may know it exists. The first that fits counts. */
export const OWNERS: readonly (readonly [prefix: string, place: string])[] = [
  ['@slack/', 'slack'],
  ['botbuilder', 'teams'],
  ['botframework-', 'teams'],
  ['@prisma/', 'database'],
  ['@libsql/', 'database'],
  ['libsql', 'database'],
  ['pg', 'database'],
  ['hono', 'web'],
  ['@hono/', 'web'],
  ['bootstrap', 'web'],
  // It only wakes things; the database decides what is due, so no room but the one that starts the program needs it.
  ['node-cron', 'main'],
  ['yaml', 'features/partnerships'],
];

/** Rooms that are, or begin with, one file of the same name directly in src. `partnership.ts` is a second way in. */
const SINGLE_FILES: Readonly<Record<string, string>> = {
  'main.ts': 'main',
  'partnership.ts': 'main',
  'config.ts': 'config',
};

/** What one kind of file in a feature may import. */
export type Kind = {
  own: readonly string[];
  rooms: readonly string[];
  typesOf: readonly string[];
  others: readonly string[];
};

const PUBLIC = ['use-cases', 'rules'];
/** What is said of one thing is said in one place, so words may be borrowed where words are made or answered. */
const PUBLIC_WORDS = [...PUBLIC, 'messages'];

/** The closed vocabulary of a feature folder: each word a file or, past 250 lines, a folder of that name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  rules: { own: ['rules', 'data'], rooms: ['shared'], typesOf: ['chat'], others: ['rules'] },
  schema: { own: ['rules', 'schema', 'data'], rooms: ['chat', 'shared'], typesOf: [], others: ['rules'] },
  'use-cases': {
    own: ['rules', 'schema', 'use-cases', 'data'],
    rooms: ['screening', 'shared'],
    typesOf: ['chat'],
    others: PUBLIC,
  },
  store: {
    own: ['rules', 'schema', 'use-cases', 'store', 'data'],
    rooms: ['database', 'delivery', 'shared'],
    typesOf: ['chat'],
    others: PUBLIC,
  },
  messages: {
    own: ['rules', 'schema', 'use-cases', 'messages', 'data'],
    rooms: ['chat', 'shared'],
    typesOf: ['screening'],
    others: PUBLIC_WORDS,
  },
  commands: {
    own: ['rules', 'schema', 'use-cases', 'messages', 'jobs', 'commands', 'data'],
    rooms: ['chat', 'shared'],
    typesOf: ['screening'],
    others: PUBLIC_WORDS,
  },
  jobs: {
    own: ['rules', 'schema', 'use-cases', 'messages', 'jobs', 'data'],
    rooms: ['chat', 'delivery', 'shared'],
    typesOf: ['screening'],
    others: PUBLIC_WORDS,
  },
};

/** Where a file stands. `kind` is a word of the vocabulary, `data`, `index` for the list of features, or unknown. */
export type Spot = { room: string; feature: string | null; kind: string };

/** Reads a spot off a path such as `src/features/referrals/store.ts`. */
export function spotOf(path: string): Spot {
  const [top, room = '', feature = '', ...rest] = path.split('/');
  if (top !== 'src') return { room: 'outside', feature: null, kind: '' };
  if (feature === '') return { room: SINGLE_FILES[room] ?? room, feature: null, kind: '' };
  if (room !== 'features') return { room, feature: null, kind: '' };
  if (rest.length === 0) return { room, feature: null, kind: feature.replace(/\.ts$/, '') };

  const data = rest.length === 1 && rest[0]?.endsWith('.json');
  return { room, feature, kind: data ? 'data' : (rest[0] ?? '').replace(/\.ts$/, '') };
}
