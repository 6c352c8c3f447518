import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputsOf, wordsOf } from './fakes/teams-driver.js';
import { openDatabase, providers } from './support/database.js';
import { openTeamsCorridor, type TeamsCorridor } from './support/teams-corridor.js';
import { teamsChannel } from './support/teams-sample.js';

const CHANNEL = teamsChannel('corridor');
const QUESTION = 'Taken off the rota after announcing her pregnancy. Can they do that?';
const ANSWER = 'In general, no. Keep the texts and the rota.';

describe.each(providers)('a consultation in Teams, on %s', (provider) => {
  let corridor: TeamsCorridor;
  beforeEach(async () => {
    corridor = await openTeamsCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  const here = () => corridor.fake.messagesIn(CHANNEL);
  const card = () => here().find(({ conversation, id }) => conversation.endsWith(`=${id}`))!;
  const status = () => /Status: \n(.*)/.exec(wordsOf(card().body))?.[1];
  const summaries = (of: readonly { body: Record<string, unknown> }[]) => of.map(({ body }) => String(body['summary']));
  const told = (user: string) => corridor.fake.messagesIn(`a:29:${user}`);
  const thread = async () => {
    const rows = await corridor.database.db.consultMessage.findMany({ include: { versions: true }, orderBy: { id: 'asc' } });
    return rows.map(({ kind, deletedAt, versions }) => ({ kind, deleted: deletedAt !== null, versions: versions.length }));
  };
  async function ask(issues = 'maternity') {
    const form = await corridor.driver.compose('nadia', 'consult');
    return await corridor.driver.fill('nadia', form, { issues, what: QUESTION }, 'Post consultation');
  }

  it('is asked, taken, asked more about, answered, edited, deleted, thanked and referred from, in its thread', async () => {
    const { driver } = corridor;
    expect(wordsOf(await ask())).toContain('Posted: C-1');
    expect(wordsOf(card().body)).toContain(QUESTION);

    expect(wordsOf(await driver.press('priya', card(), 'Take it'))).toContain('C-1 is yours');
    expect(status()).toBe('With Priya Shah');
    const more = await driver.press('priya', card(), 'Ask for more');
    await driver.fill('priya', more, { text: 'Is she employed by the agency or the home?' }, 'Send question', 'task/submit');
    expect(wordsOf(here().at(-1)?.body)).toContain('employed by the agency');
    expect(here().at(-1)?.conversation).toBe(card().conversation);
    expect(summaries(told('nadia')).at(-1)).toBe('C-1: a question for you');
    await driver.write('nadia', 'By the home.', card());
    expect(status()).toBe('With Priya Shah');

    const reply = await driver.write('priya', ANSWER, card());
    expect(summaries(told('nadia')).at(-1)).toBe('C-1: reply from an adviser');
    await driver.edit('priya', reply, `${ANSWER} Ring Acas.`, card());
    expect((await thread()).at(-1)).toMatchObject({ kind: 'reply', versions: 2 });
    await driver.unsay('priya', reply, card());
    expect((await thread()).at(-1)).toMatchObject({ deleted: true, versions: 0 });
    await driver.edit('priya', reply, ANSWER, card(), 'undeleteMessage');
    expect((await thread()).at(-1)).toMatchObject({ deleted: true, versions: 0 });
    expect(wordsOf(told('priya').at(-1)?.body)).toContain('stays deleted');

    await driver.press('nadia', card(), 'That answered it');
    expect(status()).toBe('Answered');
    await driver.write('nadia', 'Thanks so much! 🙏', card());
    expect(status()).toBe('Answered');
    await driver.write('nadia', 'Thanks. Does that hold if she is an agency worker?', card());
    expect(status()).toBe('With Priya Shah');

    const referring = await driver.press('nadia', card(), 'Refer now');
    expect(inputsOf(referring)).toMatchObject({ what: QUESTION });
    const sent = { service: 'Harbour Advice maternity rights', agreed: 'Yes, in conversation' };
    await driver.fill('nadia', referring, sent, 'Send referral', 'task/submit');
    const [referral] = await corridor.database.db.referral.findMany();
    const [consultation] = await corridor.database.db.consultation.findMany();
    expect(referral?.consultationId).toBe(consultation?.id);
    // One card, and under it only what was not written there by people themselves.
    expect(summaries(here())).toEqual(['C-1: being answered', 'C-1: reply from an adviser']);
  });

  it('that needs a regulated adviser is not answered by another, by any way', async () => {
    await ask('immigration');
    await corridor.driver.write('sam', 'She can simply apply again.', card());
    expect(wordsOf(told('sam').at(-1)?.body)).toContain('Only a regulated adviser may answer this');
    expect(wordsOf(await corridor.driver.press('sam', card(), 'Take it'))).toContain('Only a regulated adviser');
    expect(status()).toBe('Waiting for an adviser');
  });

  it('records a copy in which nobody can be picked out, and gives it to its writer alone', async () => {
    await ask();
    await corridor.driver.write('priya', 'Ring her on 07700 900123.', card());
    expect(summaries(told('priya'))).toEqual(['C-1: please change what you wrote']);
    expect(wordsOf(told('priya').at(-1)?.body)).toContain('Ring her on [phone number].');
    await corridor.driver.type('nadia', 'consult C-1');
    const kept = wordsOf(told('nadia').at(-1)?.body);
    expect(kept).toContain('Ring her on [phone number].');
    expect(kept).not.toContain('900123');
  });

  it('takes in each message once, a command in its thread as a command, and other apps’ words not at all', async () => {
    await ask();
    const { driver } = corridor;
    const where = driver.inThread(card());
    const same = driver.activity('priya', { text: ANSWER, ...where });
    for (const each of [same, same, same]) expect((await driver.send(each)).status).toBe(200);
    const mention = { type: 'mention', text: '<at>Corridor</at>', mentioned: { id: '28:11111111-1111-4111-8111-111111111111', name: 'Corridor' } };
    await driver.send(driver.activity('priya', { text: '<at>Corridor</at> help', entities: [mention], ...where }));
    await driver.send(driver.activity('priya', { text: 'Beep', from: { id: '28:another-app' }, ...where }));
    await corridor.settle();
    await driver.write('sam', '', card());
    expect(await thread()).toHaveLength(2);
    expect(wordsOf(told('sam').at(-1)?.body)).toContain('files and pictures are not passed on');
    expect(wordsOf(told('priya').at(-1)?.body)).toContain('999');
  });

  it('has no case text in any notification or log line', async () => {
    await ask();
    await corridor.driver.write('priya', ANSWER, card());
    const said = [CHANNEL, teamsChannel('harbour-triage'), 'a:29:nadia', 'a:29:priya'].flatMap((each) => corridor.fake.messagesIn(each));
    for (const text of [...summaries(said), ...corridor.lines]) {
      expect(text).not.toContain('rota');
      expect(text).not.toContain('Keep the texts');
    }
  });

  it('greets whoever adds Corridor once, not at each upgrade, and forgets how to reach whoever removes it', async () => {
    const { driver, database } = corridor;
    await driver.install('nadia', 'add');
    await driver.install('nadia', 'add-upgrade');
    await driver.install('nadia', 'remove-upgrade');
    expect(told('nadia')).toHaveLength(1);
    expect(wordsOf(told('nadia')[0]?.body)).toContain('999');
    expect(await database.db.conversation.count()).toBe(1);
    await driver.install('nadia', 'remove');
    expect(await database.db.conversation.count()).toBe(0);
    expect(told('nadia')).toHaveLength(1);
  });
}); // prettier-ignore
