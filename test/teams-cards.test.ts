import { createRequire } from 'node:module';
import type * as Cards from 'adaptivecards';
import { expect, it } from 'vitest';
import { wordsOf } from './fakes/teams-driver.js';
import type { Json } from './fakes/teams.js';
import { openDatabase } from './support/database.js';
import { openTeamsCorridor } from './support/teams-corridor.js';
import { teamsChannel } from './support/teams-sample.js';

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

it('every card and dialog is understood by Microsoft’s own library', async () => {
  const corridor = await openTeamsCorridor(await openDatabase('sqlite'));
  const { driver, fake } = corridor;
  const shown: Json[] = [];
  const see = async (card: Promise<Json>) => {
    shown.push(await card);
    return shown.at(-1)!;
  };
  const words = corridor.features.flatMap(({ commands }) => commands.map(({ word }) => word));
  for (const user of ['nadia', 'priya', 'bev', 'imran']) for (const word of words) await see(driver.compose(user, word));

  const what = 'Taken off the rota after announcing her pregnancy.';
  await see(driver.fill('nadia', await driver.compose('nadia', 'consult'), { issues: 'maternity', what }, 'Post consultation'));
  const referral = { service: 'Harbour Advice maternity rights', issues: 'maternity', what, agreed: 'Yes, in conversation' };
  await see(driver.fill('nadia', await driver.compose('nadia', 'refer'), referral, 'Send referral'));
  const consultation = () => fake.messagesIn(teamsChannel('corridor'))[0]!;
  const card = () => fake.messagesIn(teamsChannel('harbour-triage')).find(({ body }) => String(body['summary']).startsWith('WIR-'))!;
  for (const label of ['Take it', 'Reply', 'More']) await see(driver.press('priya', consultation(), label));
  const question = await see(driver.press('priya', card(), 'Take it'));
  await see(driver.answer('priya', question, 'Checked, take it', card()));
  await see(driver.press('priya', card(), 'Record outcome'));

  const posted = fake.calls.flatMap(({ body }) => (body['attachments'] as { content: Json }[] | undefined) ?? []);
  const cards = [...shown, ...posted.map(({ content }) => content)];
  expect(cards.length).toBeGreaterThan(50);
  for (const each of cards) {
    expect(complaintsOf(each)).toEqual([]);
    expect(JSON.stringify(each).length).toBeLessThan(40_960);
    expect(wordsOf(each)).not.toBe('');
  }
  await corridor.drop();
}); // prettier-ignore
