import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bytesOf, HANNAH, homeOpened, WARD } from './fakes/slack-events.js';
import { says, startSlackBench, type SlackBench } from './fakes/slack-room.js';

let bench: SlackBench;
beforeEach(async () => {
  bench = await startSlackBench();
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

const JSON_TYPE = 'application/json';
const post = (body: Buffer | string, type = JSON_TYPE) =>
  bench.driver.send(bench.driver.signed(Buffer.from(body), type));
const sign = (body: Buffer, how = {}) => bench.driver.signed(body, 'application/json', how);
const genuine = () => bytesOf(homeOpened());
const nothingHappened = () => {
  expect(bench.kept.size).toBe(0);
  expect(bench.calls).toEqual([]);
};

/** Lets the machine get on with what is waiting. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a request', () => {
  it('A01 that is no POST is not found', async () => {
    expect((await fetch(bench.url)).status).toBe(404);
  });

  it.each<[string, string]>([
    ['A03 no type', ''],
    ['A04 a type we do not read', 'text/xml'],
    ['A05 an odd charset', 'application/json; charset=utf-7'],
  ])('with %s is malformed', async (_, type) => {
    expect((await post(genuine(), type)).status).toBe(400);
    nothingHappened();
  });

  it('A06 without a body is malformed if signed, and refused if not', async () => {
    expect((await post('')).status).toBe(400);
    expect((await bench.driver.send({ body: Buffer.alloc(0), headers: {} })).status).toBe(401);
  });

  it('A14 with a byte-order mark first is read as usual', async () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), genuine()]);
    expect((await post(marked)).status).toBe(200);
    expect(bench.kept.size).toBe(1);
  });

  const MIB = 1024 * 1024;
  const padded = (size: number) => {
    const start = genuine();
    return Buffer.concat([start, Buffer.alloc(size - start.length, ' ')]);
  };

  it('A07 of exactly 1 MiB is read', async () => {
    expect((await post(padded(MIB))).status).toBe(200);
  });

  it('A08 of one byte more is refused, whether or not it says so', async () => {
    const { headers } = sign(genuine());
    expect(await raw([...head(headers, `content-length: ${MIB + 1}`), '', 'x'])).toMatch(/^HTTP\/1.1 413/);
    const chunk = 'x'.repeat(MIB + 1);
    const chunked = [
      ...head(headers, 'transfer-encoding: chunked'),
      '',
      chunk.length.toString(16),
      chunk,
      '0',
      '',
      '',
    ];
    expect(await raw(chunked)).toMatch(/^HTTP\/1.1 413[\s\S]*connection: close/i);
    nothingHappened();
  });

  it('A12 that is compressed is refused before it is unpacked', async () => {
    const { headers, body } = sign(genuine());
    expect(
      (await bench.driver.send({ body, headers: { ...headers, 'content-encoding': 'gzip' } })).status,
    ).toBe(413);
  });

  it('A09 that is cut off leaves nothing behind', async () => {
    const socket = connect(bench.port, '127.0.0.1');
    socket.write([...head(sign(genuine()).headers, 'content-length: 500'), '', '{"type"'].join('\r\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await post(genuine())).status).toBe(200);
    expect(bench.kept.size).toBe(1);
  });

  it('A10 that never ends is given up after ten seconds, and others are served meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow = raw([...head(sign(genuine()).headers, 'content-length: 500'), '', '{"type"']);
    while (vi.getTimerCount() === 0) await turn();
    expect((await post(genuine())).status).toBe(200);
    vi.advanceTimersByTime(10_000);
    expect(await slow).toMatch(/^HTTP\/1.1 408[\s\S]*connection: close/i);
  });

  const head = (headers: Record<string, string>, length: string) => [
    ...['POST /slack/events HTTP/1.1', 'host: corridor'],
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    length,
  ];

  /** Sends lines as they are, and reads until the other side closes. */
  const raw = (lines: string[]): Promise<string> =>
    new Promise((resolve) => {
      let got = '';
      const socket = connect(bench.port, '127.0.0.1', () => socket.write(lines.join('\r\n')));
      socket.on('data', (piece: Buffer) => void (got += piece.toString()));
      socket.on('error', () => undefined).on('close', () => resolve(got));
    });
});

it('waits for what is under way before it stops', async () => {
  let open = () => undefined as void;
  const gate = new Promise<void>((resolve) => void (open = resolve));
  bench.answerWith(async () => {
    await gate;
    return says('done');
  });
  const answer = bench.driver.command('/mine', { user: HANNAH, channel: WARD });
  await vi.waitFor(() => expect(bench.calls).toHaveLength(1));
  let stopped = false;
  const stopping = bench.room.stop().then(() => void (stopped = true));
  await turn();
  expect(stopped).toBe(false);
  open();
  await stopping;
  expect((await answer).status).toBe(200);
});
