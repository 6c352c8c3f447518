import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import manifest from '../manifests/teams/manifest.json' with { type: 'json' };
import { openCorridor } from './support/corridor.js';

type Word = { word: string; about: string; shortcut?: string };
type Entry = { action: string; label: string; about: string };

const corridor = await openCorridor('sqlite');
afterAll(() => corridor.drop());

/** The words people can type, as the features offer them. */
const WORDS: readonly Word[] = corridor.features.flatMap(({ commands }) => commands);

/** What the menu of every message offers. */
const MENU: readonly Entry[] = corridor.features.flatMap(({ menu = [] }) => menu);

/** What each permission is for. It is granted by a team's owner, for that team alone. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  'ChannelMessage.Read.Group':
    'replies under its own cards, and finding its own message after an unclear answer',
};

/** Stands for the app's id and the address until the package is made. */
const APP = '00000000-0000-0000-0000-000000000000';
const ADDRESS = 'https://corridor.example';

/** Teams shows ten words in a list and takes twelve; it takes ten entries in the compose box and the menus together. */
const MOST_LISTED = 12;
const MOST_ENTRIES = 10;

type Manifest = typeof manifest;
type Command = Manifest['composeExtensions'][number]['commands'][number];

/** One sentence for each way in which Teams would be told something else than the program can do. */
function faultsOf(told: Manifest, words: readonly Word[] = WORDS, menu: readonly Entry[] = MENU): string[] {
  const [bot] = told.bots;
  const [extension] = told.composeExtensions;
  if (!bot || !extension) return ['there is no bot'];
  const { resourceSpecific } = told.authorization.permissions;
  const ids = [told.id, bot.botId, extension.botId, told.webApplicationInfo.id];
  const urls = [told.developer.websiteUrl, told.developer.privacyUrl, told.developer.termsOfUseUrl, told.webApplicationInfo.resource];
  return [
    ...bot.commandLists.flatMap(({ commands }) => faultsOfList(commands, words)),
    ...faultsOfEntries(extension.commands, words, menu),
    ...resourceSpecific.filter(({ name, type }) => !(name in PERMISSIONS) || type !== 'Application').map(({ name }) => `nothing needs ${name}`),
    ...Object.keys(PERMISSIONS).filter((each) => !resourceSpecific.some(({ name }) => name === each)).map((each) => `${each} is missing`),
    ...ids.filter((id) => id !== APP).map((id) => `${id} is somebody’s app`),
    ...urls.filter((url) => url !== ADDRESS).map((url) => `${url} is not our address`),
    ...(told.validDomains.length > 0 ? ['it names a domain'] : []),
    ...(bot.supportsFiles ? ['it would take files'] : []),
    ...(bot.scopes.join() === 'personal,team' ? [] : ['it may be added elsewhere than for a person or a team']),
    ...(told.description.short.length > 80 || told.description.full.length > 4_000 ? ['a description is too long'] : []),
  ];
} // prettier-ignore

function faultsOfList(commands: readonly { title: string; description: string }[], words: readonly Word[]): string[] {
  const listed = new Map(commands.map(({ title, description }) => [title, description]));
  const left = words.filter(({ word }) => !listed.has(word));
  const room = MOST_LISTED - commands.length;
  return [
    ...[...listed].flatMap(([title, description]) => {
      const known = words.find(({ word }) => word === title);
      if (!known) return [`“${title}” is not a word of ours`];
      return known.about === description ? [] : [`“${title}” is described otherwise`];
    }),
    ...(room > 0 ? left.map(({ word }) => `“${word}” is missing, and there is room for it`) : []),
    ...(room < 0 ? ['there are more than 12 words in a list'] : []),
  ];
} // prettier-ignore

function faultsOfEntries(commands: readonly Command[], words: readonly Word[], menu: readonly Entry[]): string[] {
  const wanted = [
    ...words.flatMap(({ word, shortcut, about }) => (shortcut === undefined ? [] : [{ id: word, title: shortcut, description: about, context: 'compose,commandBox', slash: 'slash' }])),
    ...menu.map(({ action, label, about }) => ({ id: action, title: label, description: about, context: 'message', slash: '' })),
  ];
  const told = new Map(commands.map((each) => [each.id, each]));
  const same = (each: (typeof wanted)[number]) => {
    const { title, description, context, type, fetchTask } = told.get(each.id) ?? {};
    const slash = (told.get(each.id) as { triggers?: string[] } | undefined)?.triggers?.join() ?? '';
    return title === each.title && description === each.description && context?.join() === each.context && slash === each.slash && type === 'action' && fetchTask;
  };
  return [
    ...wanted.filter((each) => !same(each)).map(({ title }) => `“${title}” is not offered as it is here`),
    ...commands.filter(({ id }) => !wanted.some((each) => each.id === id)).map(({ title }) => `“${title}” does nothing`),
    ...commands.filter(({ title, description }) => title.length > 32 || description.length > 128).map(({ title }) => `“${title}” is too long`),
    ...(commands.length > MOST_ENTRIES ? ['there are more than 10 entries'] : []),
  ];
} // prettier-ignore

const changed = (change: (copy: Manifest) => void): Manifest => {
  const copy = structuredClone(manifest);
  change(copy);
  return copy;
};

it('tells Teams exactly the words and entries that the features offer, and asks for no more than it needs', () => {
  expect(faultsOf(manifest)).toEqual([]);
});

it('says in the app’s own description what it reads', () => {
  for (const each of ['replies under its own cards', 'not a word is kept', 'Files and private messages are never passed on', 'not for emergencies'])
    expect(manifest.description.full).toContain(each);
}); // prettier-ignore

it.each([
  [manifest.icons.color, 192],
  [manifest.icons.outline, 32],
])('has %s, a picture of %i by as many', (name, size) => {
  const icon = readFileSync(join(import.meta.dirname, '../manifests/teams', name));
  expect(icon.toString('latin1', 1, 4)).toBe('PNG');
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
});

it.each<[string, Manifest, readonly Word[], string]>([
  ['a new word that is offered', manifest, [...WORDS, { word: 'invented', about: 'Nothing', shortcut: 'Do' }], '“Do” is not offered as it is here'],
  ['a word that has gone', manifest, WORDS.filter(({ word }) => word !== 'show'), '“show” is not a word of ours'],
  ['a word left out though there is room', changed((copy) => void copy.bots[0]!.commandLists[0]!.commands.splice(2)), WORDS, '“mine” is missing, and there is room for it'],
  ['a changed description', changed((copy) => void (copy.bots[0]!.commandLists[0]!.commands[0]!.description = 'Go')), WORDS, '“refer” is described otherwise'],
  ['a forgotten entry', changed((copy) => void copy.composeExtensions[0]!.commands.splice(4, 1)), WORDS, '“Consult on this” is not offered as it is here'],
  ['one permission too many', changed((copy) => void copy.authorization.permissions.resourceSpecific.push({ name: 'Chat.Read.All', type: 'Application' })), WORDS, 'nothing needs Chat.Read.All'],
  ['one permission too few', changed((copy) => void copy.authorization.permissions.resourceSpecific.pop()), WORDS, 'ChannelMessage.Read.Group is missing'],
  ['another address', changed((copy) => void (copy.developer.websiteUrl = 'https://elsewhere.example')), WORDS, 'https://elsewhere.example is not our address'],
  ['somebody’s own id', changed((copy) => void (copy.bots[0]!.botId = '11111111-1111-4111-8111-111111111111')), WORDS, '11111111-1111-4111-8111-111111111111 is somebody’s app'],
])('notices %s', (_, candidate, words, fault) => {
  expect(faultsOf(candidate, words)).toContain(fault);
}); // prettier-ignore
