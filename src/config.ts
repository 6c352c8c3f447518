import { z } from 'zod';

/** The settings of one start. Slack is there whole or not at all, so a half-configured platform cannot be held. */
export type Config = {
  port: number;
  host: string;
  /** The folder of the embedded database, its key and its backups. */
  dataFolder: string;
  database: { kind: 'embedded'; encryptionKey: string | undefined } | { kind: 'postgresql'; url: string };
  /** `id:base64,…`, the first is current; undefined: a key file in the data folder. */
  keys: string | undefined;
  slack: SlackSettings | null;
  /** No platform is connected: the local workspace opens instead. */
  local: boolean;
  /** The partnership of the local workspace. */
  sample: string;
  times: { leaseSeconds: number; settleSeconds: number };
};

export type SlackSettings = {
  botToken: string;
  signingSecret: string;
  appToken: string | undefined;
  apiUrl: string | undefined;
};

/** Everything that is wrong with the settings, at once. The values themselves are never repeated. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const BOT_TOKEN = 'Slack: your app → OAuth & Permissions → Bot User OAuth Token; it begins with xoxb-';
const SIGNING_SECRET = 'Slack: your app → Basic Information → Signing Secret; 32 characters, 0-9 and a-f';
const APP_TOKEN = 'Slack: your app → Basic Information → App-Level Tokens; it begins with xapp-';

const Settings = z.object({
  PORT: z.coerce.number('a number from 1 to 65535').int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/, 'an address like postgresql://user:password@host:5432/corridor')
    .optional(),
  ENCRYPTION_KEY: z.string().min(16, 'at least 16 characters').optional(),
  CORRIDOR_KEYS: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().regex(/^xoxb-\S+$/, BOT_TOKEN).optional(),
  SLACK_SIGNING_SECRET: z.string().regex(/^[0-9a-f]{32}$/, SIGNING_SECRET).optional(),
  SLACK_APP_TOKEN: z.string().regex(/^xapp-\S+$/, APP_TOKEN).optional(),
  SLACK_API_URL: z.url('a web address').optional(),
  SAMPLE: z.enum(['maternity', 'renal'], 'maternity or renal').default('maternity'),
  DELIVERY_LEASE_SECONDS: z.coerce.number('a number of seconds').positive().default(30),
  DELIVERY_SETTLE_SECONDS: z.coerce.number('a number of seconds').positive().default(60),
}); // prettier-ignore
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
  const read = Settings.safeParse(given);
  const wrong = read.success ? [] : read.error.issues.map((issue) => `${String(issue.path[0])}: expected ${issue.message}`);
  const missing = halfSet(given);
  if (!read.success || missing.length > 0)
    throw new ConfigError(['Corridor cannot start with these settings:', ...wrong, ...missing].join('\n  '));
  return configOf(read.data);
} // prettier-ignore

/** One of a platform’s settings without the others. */
function halfSet(given: Readonly<Record<string, unknown>>): string[] {
  const { SLACK_BOT_TOKEN: token, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: app } = given;
  if (!token && !secret && !app) return [];
  return [
    ...(token ? [] : [`SLACK_BOT_TOKEN: missing, but another Slack setting is there. ${BOT_TOKEN}`]),
    ...(secret
      ? []
      : [`SLACK_SIGNING_SECRET: missing, but another Slack setting is there. ${SIGNING_SECRET}`]),
  ];
}

function configOf(settings: Settings): Config {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = settings;
  const slack =
    botToken && signingSecret
      ? { botToken, signingSecret, appToken: settings.SLACK_APP_TOKEN, apiUrl: settings.SLACK_API_URL }
      : null;
  return {
    port: settings.PORT,
    host: settings.HOST,
    dataFolder: settings.DATA_DIR,
    database: settings.DATABASE_URL
      ? { kind: 'postgresql', url: settings.DATABASE_URL }
      : { kind: 'embedded', encryptionKey: settings.ENCRYPTION_KEY },
    keys: settings.CORRIDOR_KEYS,
    slack,
    local: slack === null,
    sample: settings.SAMPLE,
    times: {
      leaseSeconds: settings.DELIVERY_LEASE_SECONDS,
      settleSeconds: settings.DELIVERY_SETTLE_SECONDS,
    },
  };
}
