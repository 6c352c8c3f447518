import { exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { APP, TENANT, type Json } from './fakes/teams.js';
import { openDatabase } from './support/database.js';
import { openTeamsCorridor, type TeamsCorridor } from './support/teams-corridor.js';

const OTHER = '33333333-3333-4333-8333-333333333333';
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('what Teams sends', () => {
  let corridor: TeamsCorridor;
  let stranger: Awaited<ReturnType<typeof generateKeyPair>>;
  beforeAll(async () => {
    corridor = await openTeamsCorridor(await openDatabase('sqlite'));
    stranger = await generateKeyPair('RS256');
  });
  afterAll(() => corridor.drop());

  const at = () => Math.floor(corridor.clock.now().getTime() / 1_000);
  const bearer = async (claims: Json = {}, header: Json = {}) => `Bearer ${await corridor.fake.token(claims, header)}`;
  type Row = [name: string, status: number, token: () => Promise<string | null> | string | null, body?: () => Json | string];
  const say = (more: Json = {}) => corridor.driver.activity('nadia', { text: 'help', ...more });
  const from = (more: Json) => () => say({ from: { id: '29:nadia', aadObjectId: OTHER, ...more } });

  const ROWS: Row[] = [
    ['a good token', 200, () => bearer()],
    ['no token', 401, () => null],
    ['an empty header', 401, () => ''],
    ['rubbish', 401, () => 'Bearer rubbish'],
    ['another scheme', 401, () => 'Basic YTpi'],
    ['two tokens', 401, async () => `${await bearer()}, ${await bearer()}`],
    ['another audience', 401, () => bearer({ aud: OTHER })],
    ['no audience', 401, () => bearer({ aud: undefined })],
    ['another issuer', 401, () => bearer({ iss: 'https://evil.example' })],
    ['no issuer', 401, () => bearer({ iss: undefined })],
    ['an emulator’s token', 401, () => bearer({ iss: `https://sts.windows.net/${TENANT}/`, appid: APP })],
    ['expired six minutes ago', 401, () => bearer({ exp: at() - 360 })],
    ['expired three minutes ago, within the tolerance', 200, () => bearer({ exp: at() - 180 })],
    ['no end', 401, () => bearer({ exp: undefined })],
    ['not valid for six minutes', 401, () => bearer({ nbf: at() + 360 })],
    ['valid in three minutes, within the tolerance', 200, () => bearer({ nbf: at() + 180 })],
    ['an unknown key', 401, () => bearer({}, { kid: 'unknown' })],
    ['a key endorsed for another channel', 401, () => bearer({}, { kid: 'other-channel' })],
    ['a key endorsed for nothing', 401, () => bearer({}, { kid: 'bare' })],
    ['a forged signature', 401, async () => `Bearer ${await corridor.fake.token({}, {}, stranger.privateKey)}`],
    ['an altered payload', 401, async () => {
      const [head, , mac] = (await bearer()).split('.');
      return `${head}.${base64({ iss: 'https://api.botframework.com', aud: APP, serviceurl: corridor.fake.apiUrl, exp: at() + 999 })}.${mac}`;
    }],
    ['no signature', 401, async () => (await bearer()).replace(/[^.]+$/, '')],
    ['algorithm none', 401, () => `Bearer ${base64({ alg: 'none', kid: 'good' })}.${base64({ aud: APP, exp: at() + 99 })}.x`],
    ['HS256 with the public key', 401, async () => `Bearer ${await corridor.fake.token({}, { alg: 'HS256' }, Buffer.from(await exportSPKI(corridor.fake.pair.publicKey)))}`],
    ['no service address in the token', 401, () => bearer({ serviceurl: undefined })],
    ['another service address in the token', 401, () => bearer({ serviceurl: 'https://smba.trafficmanager.net/x/' })],
    ['a service address that is nobody’s, in both', 401, () => bearer({ serviceurl: 'https://evil.example/' }), () => say({ serviceUrl: 'https://evil.example/' })],
    ['the right host without TLS, in both', 401, () => bearer({ serviceurl: 'http://smba.trafficmanager.net/' }), () => say({ serviceUrl: 'http://smba.trafficmanager.net/' })],
    ['the right host on another port, in both', 401, () => bearer({ serviceurl: 'https://smba.trafficmanager.net:444/' }), () => say({ serviceUrl: 'https://smba.trafficmanager.net:444/' })],
    ['no service address in the body', 401, () => bearer(), () => say({ serviceUrl: null })],
    ['an empty service address', 401, () => bearer(), () => say({ serviceUrl: '' })],
    ['another channel', 401, () => bearer(), () => say({ channelId: 'directline' })],
    ['an empty channel', 401, () => bearer(), () => say({ channelId: '' })],
    ['no channel', 400, () => bearer(), () => say({ channelId: undefined })],
    ['no tenant', 403, () => bearer(), () => say({ channelData: {}, conversation: { id: 'a:1', conversationType: 'personal' } })],
    ['another tenant', 403, () => bearer(), () => say({ channelData: { tenant: { id: OTHER } } })],
    ['another tenant’s conversation', 403, () => bearer(), () => say({ conversation: { id: 'a:1', tenantId: OTHER } })],
    ['somebody of another tenant', 403, () => bearer(), from({ tenantId: OTHER })],
    ['a type that is none', 400, () => bearer(), () => say({ type: 5 })],
    ['a body that is no JSON', 400, () => bearer(), () => '{'],
    ['a body that is null', 400, () => bearer(), () => 'null'],
    ['an unsigned type that is none', 401, () => null, () => '{"type":5}'],
    ['more than a megabyte', 413, () => bearer(), () => 'x'.repeat(1_100_000)],
    ['an invoke that is not known', 501, () => bearer(), () => say({ type: 'invoke', name: 'actionableMessage/executeAction' })],
  ];

  it.each(ROWS)('with %s is answered with %i', async (_, status, token, body) => {
    const before = await corridor.database.db.inbox.count();
    const answer = await corridor.driver.send(body?.() ?? say(), await token());
    expect(answer.status).toBe(status);
    expect((await corridor.database.db.inbox.count()) - before).toBe(status === 200 ? 1 : 0);
    expect(answer.json === null || status === 200).toBe(true);
  });

  it('unsigned, however often, leaves nothing behind and asks for no keys', async () => {
    const { state } = corridor.fake;
    const before = [state.keyFetches, await corridor.database.db.inbox.count()];
    const flood = Array.from({ length: 500 }, (_, n) => corridor.driver.send('{}', `Bearer ${base64({ alg: 'RS256', kid: `k${n}` })}.${base64({ iss: `https://sts.windows.net/${n}/` })}.x`));
    for (const { status } of await Promise.all(flood)) expect(status).toBe(401);
    expect([state.keyFetches, await corridor.database.db.inbox.count()]).toEqual(before);
  });

  it('with a key that is new since the last look is let in half a minute later', async () => {
    const rotated = await generateKeyPair('RS256');
    corridor.fake.keys.push({ ...(await exportJWK(rotated.publicKey)), alg: 'RS256', kid: 'rotated', endorsements: ['msteams'] });
    const signed = `Bearer ${await corridor.fake.token({}, { kid: 'rotated' }, rotated.privateKey)}`;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    const { status } = await corridor.driver.send(say(), signed).finally(() => vi.useRealTimers());
    expect(status).toBe(200);
  });

  it('while the keys cannot be had is asked to come again, and let in as soon as they can', async () => {
    const other = await openTeamsCorridor(await openDatabase('sqlite'));
    const help = other.driver.activity('nadia', { text: 'help' });
    other.fake.state.down = true;
    expect((await other.driver.send(help)).status).toBe(503);
    other.fake.state.down = false;
    expect((await other.driver.send(help)).status).toBe(200);
    await other.drop();
  });

  it('twice is kept once', async () => {
    const same = say();
    const before = await corridor.database.db.inbox.count();
    await Promise.all([corridor.driver.send(same), corridor.driver.send(same), corridor.driver.send(same)]);
    expect(await corridor.database.db.inbox.count()).toBe(before + 1);
  });
}); // prettier-ignore
