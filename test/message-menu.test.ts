import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import { inputsOf, wordsOf } from './fakes/teams-driver.js';
import { button, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';
import { openTeamsCorridor } from './support/teams-corridor.js';
import { teamsChannel } from './support/teams-sample.js';

const QUESTION = 'Taken off the rota a week after announcing her pregnancy. Can they do that?';
const ANSWER = 'In general, no. Keep the texts and the rota, and ask for the reason in writing.';

/** What is filled in already in a form, by field. */
const filledIn = (form: ReturnType<typeof formOf>) =>
  Object.fromEntries(
    [...form.fields, ...(form.more?.fields ?? [])].map((field) => [
      field.name,
      field.kind === 'choices' ? field.values : field.value,
    ]),
  );

describe.each(providers)('the menu of a message, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
    const form = formOf(await corridor.as('nadia').command('consult'));
    await corridor.as('nadia').submit(form, { issues: ['maternity'], nation: 'S', what: QUESTION });
    const reply = formOf(await corridor.as('priya').press(button((await card()).message, 'Reply')));
    await corridor.as('priya').submit(reply, { text: ANSWER });
  });
  afterEach(() => corridor.drop());

  const card = async () => (await corridor.channel('corridor')).at(-1)!;
  const pick = async (user: string, verb: string, message: { id: string }) =>
    corridor.as(user).pick(`consultations.${verb}`, 'corridor', message);

  it('refers from a consultation’s card, filled in and linked', async () => {
    const form = formOf(await pick('nadia', 'refer-from', await card()));
    expect(filledIn(form)).toMatchObject({ issues: ['maternity'], what: QUESTION });
    const service = corridor.sample.partnership.services.find(({ key }) => key === 'harbour-maternity')!.id;
    await corridor.as('nadia').submit(form, { service, agreed: 'spoken' });
    const [referral] = await corridor.database.db.referral.findMany();
    const [consultation] = await corridor.database.db.consultation.findMany();
    expect(referral?.consultationId).toBe(consultation?.id);
  });

  it('refers from a reply with what the asker wrote, not the adviser', async () => {
    const [reply] = (await card()).replies;
    expect(filledIn(formOf(await pick('nadia', 'refer-from', reply!)))).toMatchObject({ what: QUESTION });
  });

  it('consults on a reply, with the issue and the nation it was about, linked to the first', async () => {
    const [reply] = (await card()).replies;
    const form = formOf(await pick('nadia', 'consult-on', reply!));
    expect(filledIn(form)).toMatchObject({ issues: ['maternity'], nation: 'S', what: ANSWER });
    await corridor.as('nadia').submit(form, { what: 'And if she is an agency worker?' });
    const [first, second] = await corridor.database.db.consultation.findMany({ orderBy: { number: 'asc' } });
    expect(second?.followsId).toBe(first?.id);
  });

  it('lets an adviser keep a reply as a card, and nobody else', async () => {
    const [reply] = (await card()).replies;
    const form = formOf(await pick('priya', 'save-from', reply!));
    expect(filledIn(form)).toMatchObject({ text: ANSWER, issues: ['maternity'], nation: 'S' });
    expect(textOf(messageOf(await pick('nadia', 'save-from', reply!)))).toContain('adviser');
  });

  it('knows nothing of a consultation that was withdrawn', async () => {
    const said = await card();
    const more = messageOf(await corridor.as('nadia').press(button(said.message, 'More')));
    await corridor.as('nadia').press(button(more, 'Withdraw'));
    expect(filledIn(formOf(await pick('nadia', 'refer-from', said)))).toMatchObject({ what: undefined });
  });
});

describe.each(providers)('the menu of a message in Slack, on %s', (provider) => {
  const [NADIA, PRIYA] = [slackUser('nadia'), slackUser('priya')];
  const CHANNEL = slackChannel('corridor');
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());
  const said = { channel: CHANNEL, ts: '1795514400.000100', user: PRIYA, text: QUESTION };
  const shown = () => wordsIn(corridor.fake.modalOf(NADIA)?.blocks);

  it('opens the consultation form with what a colleague wrote', async () => {
    await corridor.driver.pick('consultations.consult-on', said, NADIA);
    expect(JSON.stringify(corridor.fake.modalOf(NADIA)?.blocks)).toContain(QUESTION);
    expect(shown()).toContain('Seen by everybody in the partnership');
  });

  it('brings no text along from another app’s message', async () => {
    await corridor.driver.pick('consultations.consult-on', { ...said, bot_id: 'B0OTHER' }, NADIA);
    expect(JSON.stringify(corridor.fake.modalOf(NADIA)?.blocks)).not.toContain(QUESTION);
  });

  it('says no to its chooser alone', async () => {
    await corridor.driver.pick('consultations.save-from', said, NADIA);
    expect(wordsIn(corridor.fake.shownTo(NADIA).at(-1)?.blocks)).toContain('adviser');
    expect(corridor.fake.modalOf(NADIA)).toBeUndefined();
  });

  it('does nothing for an entry that there is not', async () => {
    await corridor.driver.pick('consultations.withdraw', said, NADIA);
    expect(corridor.fake.modalOf(NADIA)).toBeUndefined();
    expect(corridor.fake.problems).toEqual([]);
  });
}); // prettier-ignore

describe.each(providers)('the menu of a message in Teams, on %s', (provider) => {
  const CHANNEL = teamsChannel('corridor');

  it('opens a form with what a colleague wrote, and nothing of another app’s', async () => {
    const corridor = await openTeamsCorridor(await openDatabase(provider));
    const said = { conversation: `${CHANNEL};messageid=1`, id: '2', text: 'Taken off the rota &amp; told to leave.<br>Can they do that?' };
    const form = await corridor.driver.pick('nadia', 'consultations.consult-on', said);
    expect(inputsOf(form)['what']).toBe('Taken off the rota & told to leave.\nCan they do that?');
    expect(inputsOf(await corridor.driver.pick('nadia', 'consultations.consult-on', { ...said, app: true }))['what']).toBe('');
    expect(wordsOf(await corridor.driver.pick('nadia', 'consultations.save-from', said))).toContain('adviser');
    expect(wordsOf(await corridor.driver.pick('nadia', 'consultations.withdraw', said))).toContain('older card');

    const asked = await corridor.driver.compose('nadia', 'consult');
    await corridor.driver.fill('nadia', asked, { issues: 'maternity', what: QUESTION }, 'Post consultation');
    const [card] = corridor.fake.messagesIn(CHANNEL);
    const reply = await corridor.driver.write('priya', ANSWER, card!);
    const referring = await corridor.driver.pick('nadia', 'consultations.refer-from', { ...card!, id: reply, text: ANSWER });
    expect(inputsOf(referring)).toMatchObject({ what: QUESTION });
    const onCard = await corridor.driver.pick('nadia', 'consultations.refer-from', { ...card!, text: '', app: true });
    expect(inputsOf(onCard)).toMatchObject({ what: QUESTION });
    await corridor.drop();
  });
}); // prettier-ignore
