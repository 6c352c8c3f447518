import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../src/config.js';
import { keyringFrom } from '../../src/database/keyring.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { createProgram } from '../../src/main/program.js';
import { createHttpServer } from '../../src/main/server.js';
import { createLog } from '../../src/shared/log.js';
import type { OpenTestDatabase } from './database.js';
import { loadSample } from './partnership.js';
import { MORNING, TEST_CONFIG, testClock } from './settings.js';
import { settled } from './settled.js';

/**
 * The whole of Corridor over a database with this partnership, listening on a free port. `settings` starts the
 * stand-ins, whose clock is in milliseconds, and says how they are connected to.
 */
export async function openListening(
  database: OpenTestDatabase,
  partnership: string,
  settings: (now: () => number) => Promise<Partial<Config>>,
) {
  await loadSample(database, partnership);
  const directory = createDirectory({ database });
  await directory.refresh();
  const clock = testClock(MORNING);
  const lines: string[] = [];
  const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
  const program = await createProgram({
    config: { ...TEST_CONFIG, local: false, ...(await settings(() => clock.now().getTime())) },
    keyring,
    ...{ database, directory, clock },
    log: createLog((line) => lines.push(line), clock.now),
  });
  const server = createHttpServer({
    web: program.web.handle,
    slack: program.slack?.handle ?? null,
    teams: program.teams?.handle ?? null,
    probes: program.probes,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    ...program,
    ...{ database, directory, clock, lines, keyring },
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Waits until everything that was decided has been said, at each place's own pace. */
    settle: () => settled(program, clock),
    async drop() {
      server.closeAllConnections();
      server.close();
      await program.slack?.stop();
      await program.teams?.stop();
      await program.worker.stop();
      await database.drop();
    },
  };
}
