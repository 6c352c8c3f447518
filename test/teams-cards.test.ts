import { createRequire } from 'node:module';
import type * as Cards from 'adaptivecards';
import { expect, it } from 'vitest';
import { within, wordsOf } from './fakes/teams-driver.js';
import type { Json } from './fakes/teams.js';
import { openDatabase } from './support/database.js';
import { openTeamsCorridor } from './support/teams-corridor.js';
import { playScenes } from './teams/scenes.js';

// Its own way in needs a browser; its bundle does not, but has no types.
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof Cards;

/** What the library that draws cards in Teams has to say against one. */
function complaintsOf(card: unknown): string[] {
  const context = new SerializationContext(Versions.v1_5);
  new AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, nth) => context.getEventAt(nth).message);
}

it('notices what is no card', () => {
  expect(complaintsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Bogus' }] })).not.toEqual([]);
});

it('every card and dialog is understood by Microsoft’s own library, and no phone cuts its buttons off', async () => {
  const corridor = await openTeamsCorridor(await openDatabase('sqlite'));
  const scenes = await playScenes(corridor);
  const words = corridor.features.flatMap(({ commands }) => commands.map(({ word }) => word));
  for (const user of ['nadia', 'priya', 'bev', 'imran'])
    for (const word of words) scenes.push({ name: `${word} of ${user}`, card: await corridor.driver.compose(user, word) });
  const posted = corridor.fake.calls.flatMap(({ body }) => (body['attachments'] as { content: Json }[] | undefined) ?? []);
  const cards = [...scenes.map(({ card }) => card), ...posted.map(({ content }) => content)];
  expect(cards.length).toBeGreaterThan(50);
  for (const each of cards) {
    expect(each['type']).toBe('AdaptiveCard');
    expect(complaintsOf(each)).toEqual([]);
    expect(JSON.stringify(each).length).toBeLessThan(40_960);
    expect(wordsOf(each)).not.toBe('');
    for (const { actions } of within(each['body'], 'actions')) expect(lettersIn(actions as Json[])).toBeLessThanOrEqual(32);
  }
  await corridor.drop();
}); // prettier-ignore

/** How much stands on the buttons of a row that several share. */
const lettersIn = (actions: readonly Json[]) =>
  actions.length === 1 ? 0 : actions.map(({ title }) => String(title)).join('').length;
