import { afterAll, expect, it } from 'vitest';
import manifest from '../manifests/slack.json' with { type: 'json' };
import { openCorridor } from './support/corridor.js';

type Word = { word: string; about: string; hint?: string; shortcut?: string };
type Entry = { action: string; label: string; about: string };

const corridor = await openCorridor('sqlite');
afterAll(() => corridor.drop());

/** The words people can type, as the features offer them. */
const WORDS: readonly Word[] = corridor.features.flatMap(({ commands }) => commands);

/** What the menu of every message offers. */
const MENU: readonly Entry[] = corridor.features.flatMap(({ menu = [] }) => menu);

/** What each scope is for. One that is not here has no reason; one that is here and not asked for breaks something. */
const SCOPES: Readonly<Record<string, string>> = {
  commands: 'slash commands and shortcuts',
  'chat:write': 'cards, replies, and what only one person sees',
  'app_mentions:read': '@Corridor and a word',
  'im:write': 'opening a direct message',
  'im:history': 'words typed in a direct message; finding our own message there after an unclear answer',
  'groups:history': 'threads of our own cards in a private channel, and finding our own message there',
  'metadata.message:read': 'the mark by which our own message is found',
};

const EVENTS = ['app_home_opened', 'app_mention', 'message.groups', 'message.im'];
const ADDRESS = /^https:\/\/[^/]+\/slack\/events$/;

type Manifest = typeof manifest;

/** One sentence for each way in which Slack would be told something else than the program can do. */
function faultsOf({ features, oauth_config, settings, display_information: shown }: Manifest, words: readonly Word[], entries = MENU) {
  const commands = new Map(features.slash_commands.map((each) => [each.command, each]));
  const shortcuts = new Map(features.shortcuts.map((each) => [each.callback_id, each]));
  const faults = words.flatMap(({ word, about, hint, shortcut }) => {
    const command = commands.get(`/${word}`);
    const menu = shortcuts.get(word);
    return [
      ...(command ? [] : [`/${word} is missing`]),
      ...(command && command.description !== about ? [`/${word} is described otherwise`] : []),
      ...(command && command.usage_hint !== hint ? [`/${word} has another hint`] : []),
      ...(menu?.name === shortcut ? [] : [`the shortcut of ${word} is not “${shortcut}”`]),
    ];
  });
  const menu = features.shortcuts.filter(({ type }) => type === 'message');
  const told = new Map(menu.map((each) => [each.callback_id, each]));
  const unsaid = entries.filter(({ action, label, about }) => told.get(action)?.name !== label || told.get(action)?.description !== about);
  const known = new Set([...words.map(({ word }) => `/${word}`), '/corridor']);
  const asked = oauth_config.scopes.bot;
  const urls = [
    ...features.slash_commands.map(({ url }) => url),
    settings.interactivity.request_url,
    settings.event_subscriptions.request_url,
  ];
  return [
    ...faults,
    ...unsaid.map(({ label }) => `“${label}” is not in the menu of a message as it is here`),
    ...menu.filter(({ callback_id }) => !entries.some(({ action }) => action === callback_id)).map(({ name }) => `“${name}” does nothing`),
    ...(menu.length > 5 ? ['there are more than 5 entries for a message'] : []),
    ...[...commands.keys()].filter((each) => !known.has(each)).map((each) => `${each} is not a word of ours`),
    ...(commands.has('/corridor') ? [] : ['/corridor is missing']),
    ...asked.filter((scope) => !(scope in SCOPES)).map((scope) => `nothing needs ${scope}`),
    ...Object.keys(SCOPES).filter((scope) => !asked.includes(scope)).map((scope) => `${scope} is missing`),
    ...urls.filter((url) => !ADDRESS.test(url)).map((url) => `${url} is not our address`),
    ...(new Set(urls).size === 1 ? [] : ['there are two addresses']),
    ...features.slash_commands.filter((each) => !each.should_escape).map((each) => `${each.command} is not escaped`),
    ...(features.shortcuts.length > 10 ? ['there are more than 10 shortcuts'] : []),
    ...(shown.description.length > 140 || shown.long_description.length < 175 ? ['a description has the wrong length'] : []),
  ];
} // prettier-ignore

const changed = (change: (copy: Manifest) => void): Manifest => {
  const copy = structuredClone(manifest);
  change(copy);
  return copy;
};

it('tells Slack exactly the words that the features offer', () => {
  expect(faultsOf(manifest, WORDS)).toEqual([]);
});

it('subscribes to what is answered and to nothing else', () => {
  expect(manifest.settings.event_subscriptions.bot_events).toEqual(EVENTS);
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
});

it('rotates no tokens and serves one workspace', () => {
  const { org_deploy_enabled, token_rotation_enabled, socket_mode_enabled } = manifest.settings;
  expect([org_deploy_enabled, token_rotation_enabled, socket_mode_enabled]).toEqual([false, false, false]);
  expect(manifest).toHaveProperty('_metadata.major_version', 1);
});

it.each<[string, Manifest, readonly Word[], string]>([
  ['a new word', manifest, [...WORDS, { word: 'invented', about: 'Nothing' }], '/invented is missing'],
  ['a word that has gone', manifest, WORDS.filter(({ word }) => word !== 'show'), '/show is not a word of ours'],
  ['a changed description', changed((copy) => void (copy.features.slash_commands[0]!.description = 'Go')), WORDS, '/refer is described otherwise'],
  ['a forgotten shortcut', changed((copy) => void copy.features.shortcuts.splice(3, 1)), WORDS, 'the shortcut of help is not “Help”'],
  ['a forgotten entry', changed((copy) => void copy.features.shortcuts.splice(4, 1)), WORDS, '“Consult on this” is not in the menu of a message as it is here'],
  ['an entry that does nothing', changed((copy) => void copy.features.shortcuts.push({ name: 'Do', type: 'message', callback_id: 'x.y', description: 'Nothing' })), WORDS, '“Do” does nothing'],
  ['one scope too many', changed((copy) => void copy.oauth_config.scopes.bot.push('files:read')), WORDS, 'nothing needs files:read'],
  ['one scope too few', changed((copy) => void copy.oauth_config.scopes.bot.shift()), WORDS, 'app_mentions:read is missing'],
  ['another address', changed((copy) => void (copy.settings.interactivity.request_url = 'http://elsewhere/')), WORDS, 'http://elsewhere/ is not our address'],
])('notices %s', (_, candidate, words, fault) => {
  expect(faultsOf(candidate, words)).toContain(fault);
}); // prettier-ignore
