import type { Keep } from '../chat/platform.js';
import type { Platform } from '../chat/place.js';
import type { Config } from '../config.js';
import type { Database } from '../database/types.js';
import { createConversations } from '../delivery/conversations.js';
import type { SlackNeeds, SlackRoom } from '../slack/app.js';
import type { TeamsNeeds, TeamsRoom } from '../teams/app.js';

/** What both rooms need alike. */
type Common = Omit<SlackNeeds & TeamsNeeds, 'settings' | 'keep' | 'conversations'>;

type Needs = Common & {
  config: Config;
  database: Database;
  now: () => Date;
  keep: (source: Platform, event: Parameters<Keep>[0]) => Promise<unknown>;
};

/** Builds the rooms of the platforms that the settings name. @throws when Slack refuses its settings */
export async function openPlatforms(
  needs: Needs,
): Promise<{ slack: SlackRoom | null; teams: TeamsRoom | null }> {
  const { config } = needs;
  return {
    slack: config.slack && (await openSlack(needs, config.slack)),
    teams: config.teams && (await openTeams(needs, config.teams)),
  };
}

async function openSlack(needs: Needs, settings: NonNullable<Config['slack']>): Promise<SlackRoom> {
  const { createSlack } = await import('../slack/app.js'); // a start without Slack does not pay for its SDK
  const { botToken, signingSecret, appToken, apiUrl } = settings;
  return await createSlack({
    ...needs,
    settings: { botToken, signingSecret, ...(appToken && { appToken }), ...standIn(needs, apiUrl) },
    keep: keepFrom(needs, 'slack'),
  });
}

async function openTeams(needs: Needs, settings: NonNullable<Config['teams']>): Promise<TeamsRoom> {
  const { createTeams } = await import('../teams/app.js'); // nor does one without Teams
  const { apiUrl, ...own } = settings;
  return createTeams({
    ...needs,
    settings: { ...own, ...standIn(needs, apiUrl) },
    conversations: createConversations(needs),
    keep: keepFrom(needs, 'teams'),
  });
}

/** Where a stand-in for a platform is, and how much faster its time goes by. */
const standIn = ({ config: { testClock } }: Needs, apiUrl: string | undefined) => ({
  ...(apiUrl && { apiUrl }),
  ...(testClock && { speed: testClock.speed }),
});

const keepFrom =
  ({ keep }: Needs, source: Platform): Keep =>
  async (event) =>
    void (await keep(source, event));
