import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call, Dispatch, Reply } from '../../src/chat/call.js';
import { sentence } from '../../src/chat/message.js';
import { createSigner } from '../../src/chat/signing.js';
import { createLog } from '../../src/shared/log.js';
import { createSlack, type SlackNeeds } from '../../src/slack/app.js';
import { BOT_TOKEN, startFakeSlack, type FakeSlack } from './slack.js';
import { createDriver } from './slack-driver.js';

export const SIGNING_SECRET = 'the-signing-secret-of-the-tests';

export type SlackBench = Awaited<ReturnType<typeof startSlackBench>>;

type Options = Partial<Pick<SlackNeeds, 'words' | 'keep' | 'settings' | 'hear' | 'isOurs'>> & {
  /** What the product would answer; the default says what it was asked. */
  answer?: (call: Call) => Reply | Promise<Reply>;
  fake?: FakeSlack;
};

export const says = (text: string): Reply => ({ kind: 'message', message: sentence(text) });

/**
 * The real Slack room on a real port, between the fake Slack and a product that a test makes up. The clock stands still
 * until a test moves it.
 */
export async function startSlackBench(options: Options = {}) {
  const clock = { now: () => new Date(clock.ms), ms: Date.UTC(2027, 1, 16, 9, 0) };
  const fake = options.fake ?? (await startFakeSlack({ now: () => clock.ms }));
  const calls: Call[] = [];
  const kept = new Map<string, string>();
  const logged: string[] = [];
  let answer = options.answer ?? ((call: Call) => says(`asked: ${call.kind}`));
  const dispatch: Dispatch = async (call) => {
    calls.push(call);
    return await answer(call);
  };
  const room = await createSlack({
    settings: {
      botToken: BOT_TOKEN,
      signingSecret: SIGNING_SECRET,
      apiUrl: fake.apiUrl,
      ...options.settings,
    },
    dispatch,
    signer: createSigner(Buffer.alloc(32, 7)),
    words: options.words ?? [],
    log: createLog((line) => void logged.push(line), clock.now),
    clock,
    clean: (text) => ({ text, removed: [] }),
    hear: options.hear ?? (async () => null),
    isOurs: options.isOurs ?? (async () => false),
    keep: options.keep ?? (async ({ key, body }) => void (kept.has(key) || kept.set(key, body))),
  });
  const server = createServer((req, res) => room.handle(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/slack/events`;
  return {
    fake,
    room,
    clock,
    url,
    port,
    /** What the product was asked, in order. */
    calls,
    /** What was stored before it was acknowledged, by key. */
    kept,
    logged,
    driver: createDriver({ fake, url, signingSecret: SIGNING_SECRET }),
    answerWith: (next: NonNullable<Options['answer']>) => void (answer = next),
    async close(): Promise<void> {
      await room.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await fake.close();
    },
  };
}
