import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createDriver } from '../fakes/slack-driver.js';
import { BOT_TOKEN, startFakeSlack } from '../fakes/slack.js';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Provider } from '../../src/database/types.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { createProgram } from '../../src/main/program.js';
import { createHttpServer } from '../../src/main/server.js';
import { createLog } from '../../src/shared/log.js';
import { MORNING, TEST_CONFIG, testClock } from './corridor.js';
import { openDatabase } from './database.js';
import { loadSample } from './partnership.js';
import { settled } from './settled.js';
import { slackChannel, slackSampleText } from './slack-sample.js';

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** The whole of Corridor between a fake Slack and a fresh database, with the maternity sample living in Slack. */
export async function openSlackCorridor(provider: Provider) {
  const database = await openDatabase(provider);
  await loadSample(database, slackSampleText());
  const directory = createDirectory({ database });
  await directory.refresh();
  const clock = testClock(MORNING);
  const fake = await startFakeSlack({
    now: () => clock.now().getTime(),
    channels: ['harbour-triage', 'mersey-law-triage', 'corridor', 'elsewhere'].map(slackChannel),
  });
  const lines: string[] = [];
  const slack = {
    botToken: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    appToken: undefined,
    apiUrl: fake.apiUrl,
  };
  const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
  const program = await createProgram({
    config: { ...TEST_CONFIG, slack, local: false },
    keyring,
    ...{ database, directory, clock },
    log: createLog((line) => lines.push(line), clock.now),
  });
  const server = createHttpServer({
    web: program.web.handle,
    slack: program.slack?.handle ?? null,
    teams: null,
    probes: program.probes,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;

  return {
    ...program,
    ...{ database, directory, clock, fake, lines, url, keyring },
    driver: createDriver({ fake, url, signingSecret: SIGNING_SECRET }),
    /** Waits until everything that was decided has been said, one message a second in each place. */
    settle: () => settled(program, clock),
    async drop() {
      server.closeAllConnections();
      server.close();
      await program.slack?.stop();
      await program.worker.stop();
      await database.drop();
      await fake.close();
    },
  };
}

export type SlackCorridor = Awaited<ReturnType<typeof openSlackCorridor>>;
