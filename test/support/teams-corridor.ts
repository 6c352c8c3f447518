import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { keyringFrom } from '../../src/database/keyring.js';
import type { Provider } from '../../src/database/types.js';
import { createDirectory } from '../../src/features/partnerships/store/directory.js';
import { createProgram } from '../../src/main/program.js';
import { createHttpServer } from '../../src/main/server.js';
import { createLog } from '../../src/shared/log.js';
import { createTeamsDriver } from '../fakes/teams-driver.js';
import { APP, PASSWORD, startFakeTeams, TENANT } from '../fakes/teams.js';
import { MORNING, TEST_CONFIG, testClock } from './corridor.js';
import { openDatabase } from './database.js';
import { settled } from './settled.js';
import { loadSample } from './partnership.js';
import { teamsSampleText, teamsUser } from './teams-sample.js';

/** The whole of Corridor between a fake Teams and a fresh database, with the maternity sample living in Teams. */
export async function openTeamsCorridor(provider: Provider) {
  const database = await openDatabase(provider);
  await loadSample(database, teamsSampleText());
  const directory = createDirectory({ database });
  await directory.refresh();
  const clock = testClock(MORNING);
  const fake = await startFakeTeams({ now: () => clock.now().getTime() });
  const lines: string[] = [];
  const teams = {
    ...{ appId: APP, password: PASSWORD, tenantId: TENANT, tenants: [TENANT] },
    ...{ hosts: ['smba.trafficmanager.net'], apiUrl: fake.apiUrl },
  };
  const keyring = keyringFrom(`test:${randomBytes(32).toString('base64')}`);
  const program = await createProgram({
    config: { ...TEST_CONFIG, teams, local: false },
    keyring,
    ...{ database, directory, clock },
    log: createLog((line) => lines.push(line), clock.now),
  });
  const { web, teams: room, probes } = program;
  const server = createHttpServer({ web: web.handle, slack: null, teams: room?.handle ?? null, probes });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/messages`;
  const settle = () => settled(program, clock);
  const driver = createTeamsDriver({ fake, url, now: clock.now, userOf: teamsUser, settle });

  return {
    ...program,
    ...{ database, directory, clock, fake, lines, url, keyring, settle, driver },
    async drop() {
      server.closeAllConnections();
      server.close();
      await program.teams?.stop();
      await program.worker.stop();
      await database.drop();
      await fake.close();
    },
  };
} // prettier-ignore

export type TeamsCorridor = Awaited<ReturnType<typeof openTeamsCorridor>>;
