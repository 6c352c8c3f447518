import { createDriver } from '../fakes/slack-driver.js';
import { BOT_TOKEN, startFakeSlack, type FakeSlack } from '../fakes/slack.js';
import type { OpenTestDatabase } from './database.js';
import { openListening } from './listening.js';
import { slackChannel, slackSampleText } from './slack-sample.js';

const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

/** A stand-in for the sample's workspace, the settings that connect to it, and who acts in it. */
export async function standInSlack(now: () => number) {
  const channels = ['harbour-triage', 'mersey-law-triage', 'corridor', 'elsewhere'].map(slackChannel);
  const fake = await startFakeSlack({ now, channels });
  return {
    fake,
    settings: {
      ...{ botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET },
      ...{ appToken: undefined, apiUrl: fake.apiUrl },
    },
    drive: (url: string) => createDriver({ fake, url, signingSecret: SIGNING_SECRET }),
  };
}

/** The whole of Corridor between a fake Slack and a database, with the maternity sample living in Slack. */
export async function openSlackCorridor(database: OpenTestDatabase) {
  let slack: { fake: FakeSlack; drive: Awaited<ReturnType<typeof standInSlack>>['drive'] } | undefined;
  const listening = await openListening(database, slackSampleText(), async (now) => {
    const { settings, ...rest } = await standInSlack(now);
    slack = rest;
    return { slack: settings };
  });
  if (!slack) throw new Error('nothing was connected');
  const { fake, drive } = slack;
  const url = `${listening.origin}/slack/events`;
  return {
    ...listening,
    ...{ fake, url, driver: drive(url) },
    async drop() {
      await listening.drop();
      await fake.close();
    },
  };
}

export type SlackCorridor = Awaited<ReturnType<typeof openSlackCorridor>>;
