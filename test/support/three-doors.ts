import type { Call, Reply } from '../../src/chat/call.js';
import type { Form, Values } from '../../src/chat/form.js';
import type { Button } from '../../src/chat/message.js';
import { fieldsOf, given } from '../../src/chat/refill.js';
import type { FakeSlack } from '../fakes/slack.js';
import { TENANT, type FakeTeams } from '../fakes/teams.js';
import type { OpenTestDatabase } from './database.js';
import { openListening } from './listening.js';
import { sampleText } from './partnership.js';
import { standInSlack } from './slack-corridor.js';
import { slackChannel, slackUser, SLACK_TEAM } from './slack-sample.js';
import { driveTeams, standInTeams } from './teams-corridor.js';
import { teamsChannel, teamsUser } from './teams-sample.js';

const IN_SLACK = ['priya', 'sam', 'grace'];
const IN_THE_WEB = ['owen'];

const slackAccount = (key: string) => `slack: ${SLACK_TEAM}/${slackUser(key)}`;
const teamsAccount = (key: string) => `teams: ${TENANT}/${teamsUser(key)}`;

/**
 * The maternity sample over three doors: the trust's staff in Teams, Harbour Advice in Slack, the law centre on the
 * web page. The midwife has an account in Slack besides, and the partnership's channel is in all three.
 */
const threeDoorsText = (): string =>
  sampleText('maternity')
    .replace(/^( +)web: harbour-triage$/m, `$1slack: ${SLACK_TEAM}/${slackChannel('harbour-triage')}`)
    .replace(
      /^( +)web: corridor$/m,
      `$1web: corridor\n$1slack: ${SLACK_TEAM}/${slackChannel('corridor')}\n$1teams: ${TENANT}/${teamsChannel('corridor')}`,
    )
    .replace(/^( +)web: (\w+)$/gm, (line, indent: string, key: string) => {
      if (IN_THE_WEB.includes(key) || key === 'corridor') return line;
      if (IN_SLACK.includes(key)) return `${indent}${slackAccount(key)}`;
      const second = key === 'nadia' ? `\n${indent}${slackAccount(key)}` : '';
      return `${indent}${teamsAccount(key)}${second}`;
    });

/** The whole of Corridor between a fake Slack, a fake Teams and the web page, with one partnership over all three. */
export async function openThreeDoors(database: OpenTestDatabase) {
  let slack: Awaited<ReturnType<typeof standInSlack>> | undefined;
  let teams: FakeTeams | undefined;
  const listening = await openListening(database, threeDoorsText(), async (now) => {
    slack = await standInSlack(now);
    const { fake, settings } = await standInTeams(now);
    teams = fake;
    return { slack: slack.settings, teams: settings, local: true };
  });
  if (!slack || !teams) throw new Error('nothing was connected');
  const fakes: { slack: FakeSlack; teams: FakeTeams } = { slack: slack.fake, teams };
  let calls = 0;

  /** Somebody on the web page. */
  function onTheWeb(user: string) {
    const person = { platform: 'web', tenant: 'local', user } as const;
    const reply = async (call: object): Promise<Reply> => {
      const whole = { key: `web:${(calls += 1)}`, person, place: null, ...call } as Call;
      const answer = await listening.dispatch(whole);
      await listening.settle();
      return answer;
    };
    return {
      press: ({ action, value }: Button) => reply({ kind: 'press', action, value }),
      submit: (form: Form, values: Values) =>
        reply({
          ...{ kind: 'submit', action: form.action, context: form.context },
          values: {
            ...Object.fromEntries(fieldsOf(form).map((field) => [field.name, given(field)])),
            ...values,
          },
        }),
      /** What stands in the partnership's channel on the page. */
      channel: () =>
        listening.board.messagesIn({ to: 'channel', platform: 'web', tenant: 'local', channel: 'corridor' }),
      /** The page itself, as a browser gets it. */
      page: async () => (await fetch(`${listening.origin}/as/${user}/in/corridor`)).text(),
    };
  }

  return {
    ...listening,
    fakes,
    inSlack: slack.drive(`${listening.origin}/slack/events`),
    inTeams: driveTeams(teams, listening),
    onTheWeb,
    async drop() {
      await listening.drop();
      await fakes.teams.close();
      await fakes.slack.close();
    },
  };
}

export type ThreeDoors = Awaited<ReturnType<typeof openThreeDoors>>;
