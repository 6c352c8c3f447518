import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Json } from './slack-workspace.js';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

export type FakeSocket = Awaited<ReturnType<typeof startFakeSocket>>;

/** The other end of Socket Mode: a WebSocket server that says hello, delivers envelopes and collects the answers. */
export async function startFakeSocket() {
  const answers: Json[] = [];
  let wire: Duplex | undefined;
  const server = createServer();
  server.on('upgrade', (req, socket: Duplex) => {
    const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}${GUID}`).digest('base64');
    const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade`;
    socket.write(`${head}\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    wire = socket;
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => {
      const frame = readFrame(piece);
      if (frame.opcode === CLOSE) socket.end(toFrame(CLOSE, frame.payload));
      if (frame.opcode === TEXT) answers.push(JSON.parse(frame.payload.toString()) as Json);
    });
    socket.write(toFrame(TEXT, Buffer.from(JSON.stringify({ type: 'hello', num_connections: 1 }))));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/link`,
    /** What came back for the envelopes, in order. */
    answers,
    isConnected: () => wire !== undefined && !wire.destroyed,
    deliver: (envelope: Json) => void wire?.write(toFrame(TEXT, Buffer.from(JSON.stringify(envelope)))),
    async close(): Promise<void> {
      wire?.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const TEXT = 1;
const CLOSE = 8;

/** Short and middling frames are all that a test sends. */
function toFrame(opcode: number, payload: Buffer): Buffer {
  const size = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  return Buffer.concat([Buffer.from([0x80 | opcode, ...size]), payload]);
}

function readFrame(frame: Buffer): { opcode: number; payload: Buffer } {
  const short = frame.readUInt8(1) & 0x7f;
  const start = short < 126 ? 2 : 4;
  const size = short < 126 ? short : frame.readUInt16BE(2);
  const mask = frame.subarray(start, start + 4);
  const payload = frame.subarray(start + 4, start + 4 + size).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return { opcode: frame.readUInt8(0) & 0x0f, payload: Buffer.from(payload) };
}
