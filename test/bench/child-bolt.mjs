// A bare Bolt app that opens the same kind of form on the same command: what Corridor is compared with.
import { App } from '@slack/bolt';
import { answerUsage } from './child-usage.mjs';

const { PORT, SLACK_API_URL, SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, VIEW } = process.env;
const app = new App({
  signingSecret: SLACK_SIGNING_SECRET,
  authorize: async () => ({
    botToken: SLACK_BOT_TOKEN,
    botId: 'B0BOT',
    botUserId: 'U0BOT',
    teamId: 'T0CORRIDOR',
  }),
  convoStore: false,
  clientOptions: { slackApiUrl: SLACK_API_URL, retryConfig: { retries: 0 } },
});
const view = JSON.parse(VIEW);
app.command('/refer', async ({ ack, body, client }) => {
  await client.views.open({ trigger_id: body.trigger_id, view });
  await ack();
});
await app.start({ port: Number(PORT), host: '127.0.0.1' });
answerUsage();
