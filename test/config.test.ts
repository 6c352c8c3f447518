import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from '../src/config.js';

const TOKEN = 'xoxb-1-secret';
const SECRET = '0123456789abcdef0123456789abcdef';
const KEY = `2026:${'A'.repeat(43)}=`;
const TEAMS = {
  ...{ TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111', TEAMS_APP_PASSWORD: 'a-secret-of-sixteen' },
  TEAMS_TENANT_ID: '22222222-2222-4222-8222-222222222222',
};
const SLACK = { SLACK_BOT_TOKEN: TOKEN, SLACK_SIGNING_SECRET: SECRET };

/** What the person who starts Corridor reads. */
function refusal(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('it started');
}

describe('a start', () => {
  it('without any setting opens the local workspace on SQLite', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: 'data',
      database: { kind: 'embedded', encryptionKey: undefined },
      keys: undefined,
      slack: null,
      teams: null,
      local: true,
      sample: 'maternity',
      testClock: null,
    });
  });

  it.each(VARIABLES)('with an empty or blank %s is a start without it', (name) => {
    for (const empty of ['', ' ', '\n', '\t ']) expect(readConfig({ [name]: empty })).toEqual(readConfig({}));
  });

  it('looks at nothing that is not a setting of ours', () => {
    expect(readConfig({ PATH: '"/bin"', SLACK_TOKEN: 'x', port: 'abc' })).toEqual(readConfig({}));
  });

  it('with both of Slack’s settings connects Slack, and opens no local workspace', () => {
    expect(readConfig(SLACK)).toMatchObject({
      local: false,
      slack: { botToken: TOKEN, signingSecret: SECRET },
    });
    const more = { ...SLACK, SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://127.0.0.1:9/api/' };
    expect(readConfig(more).slack).toMatchObject({ appToken: 'xapp-1', apiUrl: 'http://127.0.0.1:9/api/' });
  });

  it('takes every setting as it was given', () => {
    const DATABASE_URL = 'postgresql://me:word@db:5432/corridor';
    const given = { PORT: '0', HOST: '0.0.0.0', DATA_DIR: '/srv/my data', DATABASE_URL, CORRIDOR_KEYS: `${KEY}, old:${'b'.repeat(43)}` };
    expect(readConfig({ ...given, SAMPLE: 'renal' })).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      dataFolder: '/srv/my data',
      database: { kind: 'postgresql', url: DATABASE_URL },
      keys: given.CORRIDOR_KEYS,
      sample: 'renal',
    });
    expect(readConfig({ ENCRYPTION_KEY: 'sixteen letters!' }).database).toEqual({ kind: 'embedded', encryptionKey: 'sixteen letters!' });
  }); // prettier-ignore
});

const WRONG: readonly (readonly [name: string, values: readonly string[], expected: string])[] = [
  ['PORT', ['abc', '-1', '65536', '3000.5', '1e3', '0x10', 'true', '٣٠٠٠', 'Infinity', '999999'], 'a whole number from 0 to 65535'],
  ['DATABASE_URL', ['mysql://db/corridor', 'db.example', 'postgresql://', 'postgresql://me:a b@db/c'], 'from whoever runs your PostgreSQL'],
  ['ENCRYPTION_KEY', ['tooshort'], 'openssl rand -base64 24'],
  ['CORRIDOR_KEYS', ['key', '2026:short', `${KEY},`, `${KEY};${KEY}`, `:${'A'.repeat(43)}`, `a b:${'A'.repeat(43)}`], 'openssl rand -base64 32'],
  ['SLACK_BOT_TOKEN', ['xoxp-1-user', 'xoxb-', 'xapp-1', 'xoxb-1 2'], 'Slack: your app → OAuth & Permissions → Bot User OAuth Token'],
  ['SLACK_SIGNING_SECRET', ['short', SECRET.toUpperCase(), `${SECRET}0`], 'Slack: your app → Basic Information → Signing Secret'],
  ['SLACK_APP_TOKEN', ['xoxb-1', 'xapp-'], 'Slack: your app → Basic Information → App-Level Tokens'],
  ['SLACK_API_URL', ['slack', 'ftp://slack.example/', 'javascript:alert(1)'], 'a web address'],
  ['SAMPLE', ['hospital', 'Maternity'], 'maternity or renal'],
  ['TEST_CLOCK', ['fast', '0@1764000000000', '20', '20@1764000000000'], 'nothing: it is for tests alone'],
]; // prettier-ignore

describe('a faster clock', () => {
  it('is for stand-ins on this machine alone', () => {
    const clock = { ...SLACK, TEST_CLOCK: '20@1764000000000' };
    const local = readConfig({ ...clock, SLACK_API_URL: 'http://127.0.0.1:9/api/' });
    expect(local.testClock).toEqual({ speed: 20, sinceMs: 1_764_000_000_000 });
    for (const SLACK_API_URL of ['', 'https://slack.com/api/', 'http://127.0.0.1.slack.example:9/api/'])
      expect(refusal({ ...clock, SLACK_API_URL })).toContain('TEST_CLOCK: expected nothing');
    const both = { ...clock, ...TEAMS, SLACK_API_URL: 'http://127.0.0.1:9/api/' };
    expect(refusal(both)).toContain('TEST_CLOCK: expected nothing');
    expect(readConfig({ ...both, TEAMS_API_URL: 'http://127.0.0.1:9/' }).testClock).toEqual(local.testClock);
  });
});

describe('a setting that is wrong', () => {
  it.each(
    WRONG.flatMap(([name, values, expected]) => values.map((value) => [name, value, expected] as const)),
  )('%s=%j is named, with what was expected and where to find it', (name, value, expected) => {
    const said = refusal({ ...SLACK, [name]: value });
    expect(said).toContain(`\n  ${name}: expected `);
    expect(said).toContain(expected);
    expect(said.split('\n')).toHaveLength(2);
    if (value.length > 4 && !['xoxb-', 'xapp-', 'postgresql://'].includes(value))
      expect(said).not.toContain(value);
  });

  it.each(VARIABLES)('%s with a space, a line end or quotation marks around it is named', (name) => {
    const good: Record<string, string> = { ...SLACK, PORT: '3000', SAMPLE: 'renal', CORRIDOR_KEYS: KEY };
    const value = good[name] ?? 'some-value-of-theirs';
    for (const wrapped of [` ${value}`, `${value}\n`, `"${value}"`, `'${value}'`, `“${value}”`]) {
      const said = refusal({ ...SLACK, [name]: wrapped });
      expect(said).toContain(`${name}: expected no spaces, line ends or quotation marks around it`);
      expect(said.match(new RegExp(`${name}:`, 'g'))).toHaveLength(1);
      if (value.length > 5) expect(said).not.toContain(value);
    }
  });

  it('is named together with all the others, one line each', () => {
    const said = refusal(Object.fromEntries(WRONG.map(([name, [value = '']]) => [name, value])));
    for (const [name] of WRONG) expect(said).toMatch(new RegExp(`\n {2}${name}: `));
  });

  it('is never repeated, whatever it is', () => {
    const value = fc.string({ minLength: 6, maxLength: 60 }).filter((text) => text.trim().length > 5);
    fc.assert(
      fc.property(fc.constantFrom(...VARIABLES), value, (name, secret) => {
        let said = '';
        try {
          readConfig({ [name]: secret });
        } catch (error) {
          said = error instanceof ConfigError ? error.message : 'something else was thrown';
        }
        expect(said).not.toContain(secret);
        expect(said).not.toContain('something else');
      }),
    );
  });
});

it.each(['https://elsewhere.example/', 'http://127.0.0.1.elsewhere.example/', 'http://localhost:80/'])(
  'takes no stand-in for Teams but on this machine: %s',
  (url) => expect(refusal({ TEAMS_API_URL: url })).toContain('TEAMS_API_URL: expected nothing'),
);

describe('Teams’ settings, half there', () => {
  const id = '11111111-1111-4111-8111-111111111111';
  it.each([
    ['TEAMS_APP_ID', { TEAMS_APP_PASSWORD: 'a-secret-of-sixteen', TEAMS_TENANT_ID: id }, 'Microsoft App ID'],
    ['TEAMS_APP_PASSWORD', { TEAMS_APP_ID: id, TEAMS_TENANT_ID: id }, 'client secret'],
    [
      'TEAMS_TENANT_ID',
      { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'a-secret-of-sixteen' },
      'Directory (tenant) ID',
    ],
    ['TEAMS_APP_ID', { TEAMS_TENANTS: id }, 'Microsoft App ID'],
  ])('lack %s when there is %j', (name, env, where) => {
    const said = refusal(env);
    expect(said).toContain(`${name}: missing, but another Teams setting is there.`);
    expect(said).toContain(where);
  });

  it('all there let in the people of its own tenant, and of no other that is not named', () => {
    const all = { TEAMS_APP_ID: id, TEAMS_APP_PASSWORD: 'a-secret-of-sixteen', TEAMS_TENANT_ID: id };
    expect(readConfig(all)).toMatchObject({
      local: false,
      teams: { tenants: [id], hosts: ['smba.trafficmanager.net'] },
    });
    const two = `${id}, 22222222-2222-4222-8222-22222222222A`;
    expect(readConfig({ ...all, TEAMS_TENANTS: two }).teams?.tenants).toEqual(two.toLowerCase().split(', '));
  });
});

describe('Slack’s settings, half there', () => {
  it.each([
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: SECRET }, 'Bot User OAuth Token'],
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: TOKEN }, 'Signing Secret'],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-1' }, 'Bot User OAuth Token'],
    ['SLACK_SIGNING_SECRET', { SLACK_APP_TOKEN: 'xapp-1' }, 'Signing Secret'],
    ['SLACK_BOT_TOKEN', { SLACK_API_URL: 'http://127.0.0.1:9/' }, 'Bot User OAuth Token'],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: SECRET, SLACK_BOT_TOKEN: ' ' }, 'Bot User OAuth Token'],
  ])('lack %s when there is %j', (name, env, where) => {
    const said = refusal(env);
    expect(said).toContain(`${name}: missing, but another Slack setting is there.`);
    expect(said).toContain(where);
    for (const value of Object.values(env)) if (value.trim()) expect(said).not.toContain(value);
  });

  it('an encryption key beside a PostgreSQL address is not silently ignored', () => {
    const said = refusal({
      ENCRYPTION_KEY: 'sixteen letters!',
      DATABASE_URL: 'postgresql://me:word@db/corridor',
    });
    expect(said).toContain('ENCRYPTION_KEY: encrypts the SQLite file alone');
  });
});

describe('.env.example', () => {
  const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8');
  const lines = [...text.matchAll(/^(#?)([A-Z][A-Z_]*)=(.*)$/gm)].map(([, off, name = '', value = '']) => ({ off, name, value }));

  it('lists every setting that is read, once, and no other', () => {
    expect(lines.map(({ name }) => name).sort()).toEqual([...VARIABLES].sort());
  });

  it('sets nothing as it stands, and with everything on is a start like one without', () => {
    expect(lines.filter(({ off }) => off !== '#')).toEqual([]);
    expect(readConfig(Object.fromEntries(lines.map(({ name, value }) => [name, value])))).toEqual(readConfig({}));
  });

  it('holds nothing that looks like a secret', () => {
    for (const { value } of lines) expect(value).toMatch(/^(?:[a-z]{0,9}|\d{1,4}|127\.0\.0\.1)$/);
  });
}); // prettier-ignore
