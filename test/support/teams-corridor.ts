import { createTeamsDriver } from '../fakes/teams-driver.js';
import { APP, PASSWORD, SECOND_TENANT, startFakeTeams, TENANT, type FakeTeams } from '../fakes/teams.js';
import type { OpenTestDatabase } from './database.js';
import { openListening } from './listening.js';
import { teamsSampleText, teamsUser } from './teams-sample.js';

/** A stand-in for Teams, and the settings that connect to it. */
export async function standInTeams(now: () => number) {
  const fake = await startFakeTeams({ now });
  return {
    fake,
    settings: {
      ...{ appId: APP, password: PASSWORD, tenantId: TENANT, tenants: [TENANT, SECOND_TENANT] },
      ...{ hosts: ['smba.trafficmanager.net'], apiUrl: fake.apiUrl },
    },
  };
}

type Listening = Pick<Awaited<ReturnType<typeof openListening>>, 'origin' | 'clock' | 'settle'>;

/** Who acts in it. */
export const driveTeams = (fake: FakeTeams, { origin, clock, settle }: Listening) =>
  createTeamsDriver({ fake, url: `${origin}/teams/messages`, now: clock.now, userOf: teamsUser, settle });

/** The whole of Corridor between a fake Teams and a database, with the maternity sample living in Teams. */
export async function openTeamsCorridor(database: OpenTestDatabase) {
  let started: FakeTeams | undefined;
  const listening = await openListening(database, teamsSampleText(), async (now) => {
    const { fake, settings } = await standInTeams(now);
    started = fake;
    return { teams: settings };
  });
  if (!started) throw new Error('nothing was connected');
  const fake = started;
  return {
    ...listening,
    ...{ fake, driver: driveTeams(fake, listening) },
    async drop() {
      await listening.drop();
      await fake.close();
    },
  };
}

export type TeamsCorridor = Awaited<ReturnType<typeof openTeamsCorridor>>;
