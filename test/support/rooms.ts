import { createPlainClient, sheetOf, wordsOf as wordsOfPage } from '../browser/plain-client.js';
import type { Channel } from '../../src/chat/place.js';
import type { Provider } from '../../src/database/types.js';
import { wordsIn } from '../fakes/slack-answers.js';
import { within, wordsOf } from '../fakes/teams-driver.js';
import { TENANT, type Json } from '../fakes/teams.js';
import { openDatabase } from './database.js';
import { openListening } from './listening.js';
import { sampleText } from './partnership.js';
import { openSlackCorridor } from './slack-corridor.js';
import { SLACK_TEAM, slackChannel, slackUser } from './slack-sample.js';
import { openTeamsCorridor } from './teams-corridor.js';
import { teamsChannel, teamsUser } from './teams-sample.js';

type Filled = Readonly<Record<string, string | readonly string[]>>;

type Listening = Awaited<ReturnType<typeof openListening>>;

/** What a platform room lets people do and see, whichever platform it is. Words come back as the room shows them. */
export type Room = Pick<Listening, 'database' | 'directory' | 'board' | 'lines' | 'drop'> & {
  /** The partnership's own channel. */
  channel: Channel;
  /** How somebody is written in a partnership file; null where one can only be whom the page offers. */
  account: ((key: string) => string) | null;
  /** Opens a word's form, fills it in and sends it. @returns what stands there afterwards */
  form(user: string, word: string, filled: Filled): Promise<string>;
  /** Types something where only Corridor reads it. */
  types(user: string, text: string): Promise<string>;
  /** Presses a button of the newest card in the channel; one that opens a form is filled in and sent. */
  press(user: string, label: string, filled?: Filled): Promise<string>;
  /** Does the last press once more, exactly as it was sent. */
  again(): Promise<void>;
  /** Everything that stands in the channel. */
  sees(): Promise<string>;
  /** What lock screens have shown so far; nothing where there are none. */
  notifications(): string[];
};

async function inSlack(provider: Provider): Promise<Room> {
  const corridor = await openSlackCorridor(await openDatabase(provider));
  const { fake, driver, settle } = corridor;
  const here = slackChannel('corridor');
  const shown = (user: string) => wordsIn((fake.modalOf(slackUser(user)) ?? fake.shownTo(slackUser(user)).at(-1))?.blocks);
  let last: Parameters<typeof driver.send>[0] | undefined;
  const command = (user: string, word: string, text = '') => driver.command(`/${word}`, { user: slackUser(user), channel: here, text });
  async function send(user: string, filled: Filled) {
    await driver.submit(fake.modalOf(slackUser(user))!, filled, slackUser(user));
    await settle();
    const words = shown(user);
    fake.workspace.modals.delete(slackUser(user));
    return words;
  }
  return {
    ...corridor,
    channel: { platform: 'slack', tenant: SLACK_TEAM, channel: here },
    account: (key) => `slack: ${SLACK_TEAM}/${slackUser(key)}`,
    async form(user, word, filled) {
      await command(user, word);
      return await send(user, filled);
    },
    async types(user, text) {
      const [word = '', ...rest] = text.split(' ');
      await command(user, word, rest.join(' '));
      return shown(user);
    },
    async press(user, label, filled) {
      const card = fake.channel(here).find(({ text }) => text.startsWith('C-'))!;
      last = (await driver.press(card, label, slackUser(user))).sent;
      await settle();
      return filled ? await send(user, filled) : shown(user);
    },
    async again() {
      if (last) await driver.send(last);
      await settle();
    },
    sees: () => Promise.resolve(fake.channel(here).map(({ blocks }) => wordsIn(blocks)).join('\n')),
    notifications: () => fake.workspace.messages.map(({ text }) => text),
  };
} // prettier-ignore

async function inTeams(provider: Provider): Promise<Room> {
  const corridor = await openTeamsCorridor(await openDatabase(provider));
  const { fake, driver, settle } = corridor;
  const here = teamsChannel('corridor');
  const labels = (body: Json) => within(body, 'title').map(({ title }) => String(title));
  const joined = (filled: Filled): Json => Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, [value].flat().join()]));
  const submitOf = (form: Json) => String(within(form, 'data').find(({ data }) => ((data as Json)['corridor'] as Json)['does'] === 'send')?.['title']);
  return {
    ...corridor,
    channel: { platform: 'teams', tenant: TENANT, channel: here },
    account: (key) => `teams: ${TENANT}/${teamsUser(key)}`,
    async form(user, word, filled) {
      const form = await driver.compose(user, word);
      return wordsOf(await driver.fill(user, form, joined(filled), submitOf(form)));
    },
    async types(user, text) {
      await driver.type(user, text);
      return wordsOf(fake.messagesIn(`a:29:${user}`).at(-1)?.body);
    },
    async press(user, label, filled) {
      const shown = await driver.press(user, fake.messagesIn(here)[0]!, label);
      return wordsOf(filled ? await driver.fill(user, shown, joined(filled), submitOf(shown), 'task/submit') : shown);
    },
    async again() {
      await driver.again();
      await settle();
    },
    sees: () => Promise.resolve(fake.messagesIn(here).map(({ body }) => [wordsOf(body), ...labels(body)].join('\n')).join('\n')),
    notifications: () => fake.calls.map(({ body }) => JSON.stringify(body['summary'] ?? '')),
  };
} // prettier-ignore

async function onTheWeb(provider: Provider): Promise<Room> {
  const corridor = await openListening(await openDatabase(provider), sampleText('maternity'), () => Promise.resolve({ local: true }));
  const client = createPlainClient(corridor.origin);
  const named = (filled: Filled) => Object.fromEntries(Object.entries(filled).map(([name, value]) => [`${typeof value === 'string' ? 'one' : 'many'}.${name}`, value]));
  const page = (user: string) => client.ask(`/as/${user}/in/corridor`);
  const typed = async (user: string, text: string) => client.send(sheetOf(await client.ask(`/as/${user}`), 'name="text"'), { text });
  const fill = (form: Awaited<ReturnType<typeof page>>, filled: Filled) => client.send(sheetOf(form, 'name="one.'), named(filled));
  let last: (() => Promise<unknown>) | undefined;
  return {
    ...corridor,
    channel: { platform: 'web', tenant: 'local', channel: 'corridor' },
    account: null,
    form: async (user, word, filled) => wordsOfPage(await fill(await typed(user, word), filled)),
    types: async (user, text) => wordsOfPage(await typed(user, text)),
    async press(user, label, filled) {
      const sheet = sheetOf(await page(user), `>${label}<`);
      last = () => client.send(sheet);
      const shown = await client.send(sheet);
      return wordsOfPage(filled ? await fill(shown, filled) : shown);
    },
    again: async () => void (await last?.()),
    sees: async () => wordsOfPage(await page('nadia')),
    notifications: () => [],
  };
} // prettier-ignore

/** Every platform room. Another one would be one more line here. */
export const ROOMS = [
  ['Slack', inSlack],
  ['Teams', inTeams],
  ['the web page', onTheWeb],
] as const;
