import { z } from 'zod';

/** The settings of one start. A platform is there whole or not at all, so a half-configured platform cannot be held. */
export type Config = {
  port: number;
  host: string;
  /** The folder of the embedded database, its key and its backups. */
  dataFolder: string;
  database: { kind: 'embedded'; encryptionKey: string | undefined } | { kind: 'postgresql'; url: string };
  /** `id:base64,…`, the first is current; undefined: a key file in the data folder. */
  keys: string | undefined;
  slack: SlackSettings | null;
  teams: TeamsSettings | null;
  /** No platform is connected: the local workspace opens instead. */
  local: boolean;
  /** The partnership of the local workspace. */
  sample: string;
  /** Tests against stand-ins for the platforms may let time go by faster than it does: `speed` times, since `sinceMs`. */
  testClock: { speed: number; sinceMs: number } | null;
};

export type SlackSettings = {
  botToken: string;
  signingSecret: string;
  appToken: string | undefined;
  apiUrl: string | undefined;
};

export type TeamsSettings = {
  appId: string;
  password: string;
  /** The bot's own tenant. */
  tenantId: string;
  /** The tenants whose people may speak with Corridor. */
  tenants: readonly string[];
  /** The hosts of the service behind Teams that may be called. */
  hosts: readonly string[];
  apiUrl: string | undefined;
};

/** Everything that is wrong with the settings, at once. The values themselves are never repeated. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const BOT_TOKEN = 'Slack: your app → OAuth & Permissions → Bot User OAuth Token; it begins with xoxb-';
const SIGNING_SECRET = 'Slack: your app → Basic Information → Signing Secret; 32 characters, 0-9 and a-f';
const APP_TOKEN = 'Slack: your app → Basic Information → App-Level Tokens; it begins with xapp-';

const PORT = 'a whole number from 0 to 65535, of a port that nothing else listens on; 0 takes any free one';
const DATABASE_URL =
  'postgresql://user:password@host:5432/corridor, from whoever runs your PostgreSQL; leave it out for SQLite';
const ENCRYPTION_KEY = 'at least 16 characters; make one with: openssl rand -base64 24';
const KEYS = 'id:key, or several with commas between; make one with: echo 2026:$(openssl rand -base64 32)';
const TEST_CLOCK =
  'nothing: it is for tests alone, against stand-ins on this machine (SLACK_API_URL, TEAMS_API_URL). Leave it out';

const SLACK_STAND_IN = /^http:\/\/127\.0\.0\.1:\d{1,5}\/api\/$/;
const TEST_CLOCK_SHAPE = /^[1-9]\d{0,2}@\d{13}$/;
const API_URL = 'a web address; leave it out, it is for tests against a stand-in for the platform';
const TEAMS_API_URL =
  'nothing: it is for tests against a stand-in on this machine (http://127.0.0.1:PORT); leave it out';
const APP_ID = 'Azure: your bot → Configuration → Microsoft App ID; a GUID';
const APP_PASSWORD = 'Azure: your app registration → Certificates & secrets → the Value of a client secret';
const TENANT_ID = 'Azure: your app registration → Overview → Directory (tenant) ID; a GUID';
const TENANTS =
  'the tenant IDs (GUIDs) whose people may use Corridor, with commas between; leave it out for your own alone';
const HOSTS = 'names of hosts, with commas between; leave it out unless your tenant is in a sovereign cloud';

/** Digits as people write them, so that nothing is read into “1e3”, “0x10” or “true”. */
const digits = (shape: RegExp, least: number, most: number, expected: string) =>
  z
    .string()
    .regex(shape, expected)
    .transform(Number)
    .pipe(z.number().min(least, expected).max(most, expected));

const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const guid = (expected: string) =>
  z
    .string()
    .regex(new RegExp(`^${GUID}$`), expected)
    .transform((id) => id.toLowerCase())
    .optional();
const list = (item: string, expected: string) =>
  z
    .string()
    .regex(new RegExp(`^${item}(?:,\\s*${item})*$`), expected)
    .transform((text) => text.toLowerCase().split(/,\s*/))
    .optional();

const Settings = z.object({
  PORT: digits(/^\d{1,5}$/, 0, 65_535, PORT).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/, DATABASE_URL)
    .optional(),
  ENCRYPTION_KEY: z.string().min(16, ENCRYPTION_KEY).optional(),
  CORRIDOR_KEYS: z
    .string()
    .regex(/^[\w-]{1,32}:[\w+/-]{43}=?(?:,\s*[\w-]{1,32}:[\w+/-]{43}=?)*$/, KEYS)
    .optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-\S+$/, BOT_TOKEN)
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32}$/, SIGNING_SECRET)
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-\S+$/, APP_TOKEN)
    .optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/, error: API_URL }).optional(),
  TEAMS_APP_ID: guid(APP_ID),
  TEAMS_APP_PASSWORD: z
    .string()
    .regex(/^\S{16,200}$/, APP_PASSWORD)
    .optional(),
  TEAMS_TENANT_ID: guid(TENANT_ID),
  TEAMS_TENANTS: list(GUID, TENANTS),
  TEAMS_HOSTS: list('[a-zA-Z0-9-]{1,63}(?:\\.[a-zA-Z0-9-]{1,63})+', HOSTS),
  // Whose keys are trusted depends on it, so it is nowhere but on this machine.
  TEAMS_API_URL: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}(?:\/\S{0,200})?$/, TEAMS_API_URL)
    .optional(),
  SAMPLE: z.enum(['maternity', 'renal'], 'maternity or renal').default('maternity'),
  TEST_CLOCK: z.string().regex(TEST_CLOCK_SHAPE, TEST_CLOCK).optional(),
});
type Settings = z.infer<typeof Settings>;

/** The names of all variables that are read, for the documentation test. */
export const VARIABLES: readonly string[] = Object.keys(Settings.shape);

/**
 * The only reader of the environment. An empty variable counts as a missing one.
 * @throws ConfigError naming every variable that is wrong, what was expected and where to find it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    VARIABLES.flatMap((name) => (env[name]?.trim() ? [[name, env[name]]] : [])),
  );
  const wrapped = Object.keys(given).filter((name) => WRAPPED.test(given[name] ?? ''));
  const read = Settings.safeParse(given);
  const issues = read.success
    ? []
    : read.error.issues.map(({ path, message }) => [String(path[0]), message] as const);
  const wrong = [
    ...wrapped.map((name) => `${name}: expected no spaces, line ends or quotation marks around it`),
    ...issues.flatMap(([name, expected]) =>
      wrapped.includes(name) ? [] : [`${name}: expected ${expected}`],
    ),
    ...halfSet(given),
    ...fastForReal(given),
  ];
  if (!read.success || wrong.length > 0)
    throw new ConfigError(['Corridor cannot start with these settings:', ...wrong].join('\n  '));
  return configOf(read.data);
}

/** What comes along when a value is copied from a page or a file. */
const WRAPPED = /^\s|\s$|^(["'“‘]).*["'”’]$/s;

/** What each platform cannot do without, and where to find it; whatever else begins with its name is extra. */
const NEEDED = {
  Slack: { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET },
  Teams: { TEAMS_APP_ID: APP_ID, TEAMS_APP_PASSWORD: APP_PASSWORD, TEAMS_TENANT_ID: TENANT_ID },
} as const;

/** One of a platform’s settings without the others, or two that exclude each other. */
function halfSet(given: Readonly<Record<string, string | undefined>>): string[] {
  const both = given['ENCRYPTION_KEY'] && given['DATABASE_URL'];
  const encrypted = both
    ? ['ENCRYPTION_KEY: encrypts the SQLite file alone, and DATABASE_URL is there. Take one of the two out']
    : [];
  const missing = Object.entries(NEEDED).flatMap(([platform, needed]) => {
    const wanted = Object.keys(given).some((name) => name.startsWith(`${platform.toUpperCase()}_`));
    return Object.entries(needed).flatMap(([name, where]) =>
      wanted && !given[name] ? [`${name}: missing, but another ${platform} setting is there. ${where}`] : [],
    );
  });
  return [...encrypted, ...missing];
}

/** Nobody may be hurried whom it would harm: with a real platform, messages would be said twice. */
function fastForReal(given: Readonly<Record<string, string | undefined>>): string[] {
  const { TEST_CLOCK: clock, SLACK_API_URL: slack, TEAMS_API_URL: teams, TEAMS_APP_ID: inTeams } = given;
  const areStandIns =
    slack !== undefined && SLACK_STAND_IN.test(slack) && (inTeams === undefined || teams !== undefined);
  return clock === undefined || areStandIns || !TEST_CLOCK_SHAPE.test(clock)
    ? []
    : [`TEST_CLOCK: expected ${TEST_CLOCK}`];
}

function configOf(settings: Settings): Config {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  const slack =
    botToken && signingSecret
      ? { botToken, signingSecret, appToken: settings.SLACK_APP_TOKEN, apiUrl: settings.SLACK_API_URL }
      : null;
  const teams = teamsOf(settings);
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataFolder: settings.DATA_DIR,
    database: settings.DATABASE_URL
      ? { kind: 'postgresql', url: settings.DATABASE_URL }
      : { kind: 'embedded', encryptionKey: settings.ENCRYPTION_KEY },
    keys: settings.CORRIDOR_KEYS,
    slack,
    teams,
    local: slack === null && teams === null,
    sample: settings.SAMPLE,
    testClock: testClockOf(settings.TEST_CLOCK),
  };
}

function testClockOf(setting: string | undefined): Config['testClock'] {
  if (setting === undefined) return null;
  const [speed, sinceMs] = setting.split('@').map(Number);
  return { speed: speed ?? 1, sinceMs: sinceMs ?? 0 };
}

const PUBLIC_HOSTS = ['smba.trafficmanager.net'];

function teamsOf(settings: Settings): TeamsSettings | null {
  const { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: password, TEAMS_TENANT_ID: tenantId } = settings;
  if (!appId || !password || !tenantId) return null;
  return {
    ...{ appId, password, tenantId },
    tenants: settings.TEAMS_TENANTS ?? [tenantId],
    hosts: settings.TEAMS_HOSTS ?? PUBLIC_HOSTS,
    apiUrl: settings.TEAMS_API_URL,
  };
}
