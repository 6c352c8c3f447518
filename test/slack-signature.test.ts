import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, HANNAH, homeOpened, WARD } from './fakes/slack-events.js';
import { SIGNING_SECRET, startSlackBench, type SlackBench } from './fakes/slack-room.js';
import type { Sent } from './fakes/slack-driver.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(() => bench.close());

const sign = (body: Buffer, how = {}) => bench.driver.signed(body, 'application/json', how);
const genuine = () => bytesOf(homeOpened());
const nothingHappened = () => {
  expect(bench.kept.size).toBe(0);
  expect(bench.calls).toEqual([]);
};

describe('a signature', () => {
  const spoil = (header: string, change: (value: string) => string | undefined) => () => {
    const { body, headers } = sign(genuine());
    const value = change(headers[header] ?? '');
    const { [header]: _, ...rest } = headers;
    return { body, headers: value === undefined ? rest : { ...rest, [header]: value } };
  };
  const SIGNATURE = 'x-slack-signature';
  const STAMP = 'x-slack-request-timestamp';
  const flip = (body: Buffer) => Buffer.from(body.map((byte, index) => (index === 20 ? byte ^ 1 : byte)));

  it.each<[string, () => Sent]>([
    ['B01 none', spoil(SIGNATURE, () => undefined)],
    ['B02 no timestamp', spoil(STAMP, () => undefined)],
    ['B03 empty', spoil(SIGNATURE, () => '')],
    ['B04 another version', spoil(SIGNATURE, (value) => value.replace('v0=', 'v1='))],
    ['B05 no equals sign', spoil(SIGNATURE, (value) => value.replace('=', ''))],
    ['B06 short', spoil(SIGNATURE, (value) => value.slice(0, -1))],
    ['B07 upper case', spoil(SIGNATURE, (value) => value.toUpperCase())],
    ['B08 not hex', spoil(SIGNATURE, (value) => value.replace(/.$/, 'g'))],
    ['B09 twice', spoil(SIGNATURE, (value) => `${value}, ${value}`)],
    ['B10 of other bytes', () => ({ ...sign(genuine()), body: flip(genuine()) })],
    ['B11 301 seconds old', () => sign(genuine(), { at: bench.clock.ms - 301_000 })],
    ['B12 301 seconds ahead', () => sign(genuine(), { at: bench.clock.ms + 301_000 })],
    ['B13 with a timestamp that is no number', spoil(STAMP, (value) => `${value}.5e3`)],
    ['B14 with another secret', () => sign(genuine(), { secret: `${SIGNING_SECRET}!` })],
  ])('that is %s is refused without a word', async (_, make) => {
    expect(await bench.driver.send(make())).toMatchObject({ status: 401, text: '' });
    nothingHappened();
  });

  it.each([-300_000, 300_000])('made %i ms from now is still good', async (offset) => {
    const sent = sign(genuine(), { at: bench.clock.ms + offset });
    expect((await bench.driver.send(sent)).status).toBe(200);
  });

  it('B15 on bytes that come a hundred times has one effect', async () => {
    const { sent } = await bench.driver.send(sign(genuine()));
    for (let again = 0; again < 99; again += 1) expect((await bench.driver.send(sent)).status).toBe(200);
    expect([...bench.kept.keys()]).toEqual(['slack:T0CORRIDOR:event:Ev1']);
  });

  it('B15 on a command that comes twice names the same event both times', async () => {
    const { sent } = await bench.driver.command('/mine', { user: HANNAH, channel: WARD });
    expect((await bench.driver.send(sent)).status).toBe(200);
    expect(bench.calls[1]?.key).toBe(bench.calls[0]?.key);
    expect(bench.calls[0]?.key).toMatch(/^slack:T0CORRIDOR:trigger:/);
  });

  it('B16 is not asked for when Slack only tries the connection, whatever is smuggled in', async () => {
    const smuggled = `ssl_check=1&command=/mine&user_id=${HANNAH}&team_id=T0CORRIDOR&channel_id=${WARD}&trigger_id=1`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await bench.driver.send({ body: Buffer.from(smuggled), headers });
    expect(answer).toMatchObject({ status: 200, text: '' });
    nothingHappened();
  });
});
