import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tell } from '../src/delivery/outbox.js';
import { wordsIn } from './fakes/slack-answers.js';
import { button, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { openDatabase, providers } from './support/database.js';
import { rowsOf } from './support/rows.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const QUESTION = 'Taken off the rota a week after announcing her pregnancy, at the teaspoon factory.';
const ANSWER = 'In general, no. She should keep the texts that the foreman of the teaspoon factory sent.';
const SAID = /teaspoon|foreman/;

describe.each(providers)('what identifies someone, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const as = (user: string) => corridor.as(user);
  const card = async () => (await corridor.channel('corridor')).at(-1)!;
  const referralCard = async () => (await corridor.channel('harbour-triage')).find(({ message }) => message.summary.startsWith('WIR-'))!;
  const identify = (user: string, channel: string | null, message: { id: string }) =>
    as(user).pick('privacy.identifies', channel, message);
  const audited = async () =>
    (await corridor.database.db.auditEvent.findMany({ where: { action: { startsWith: 'privacy.' } }, orderBy: { seq: 'asc' } }))
      .map(({ action, reference, reason, actorId }) => [action, reference, reason, actorId === corridor.sample.member('nadia').id ? 'nadia' : 'another'].join(' '));
  const everything = async () => {
    const people = ['nadia', 'tom', 'priya', 'bev', 'ruth', 'imran', 'grace'];
    const places = [...(await Promise.all(people.map((each) => as(each).messages()))), ...(await Promise.all(['corridor', 'harbour-triage'].map(corridor.channel)))];
    return places.flat().flatMap(({ message, replies }) => [message, ...replies.map((each) => each.message)]).map(textOf).join('\n');
  };
  async function consult() {
    const form = formOf(await as('nadia').command('consult'));
    await as('nadia').submit(form, { issues: ['maternity'], what: QUESTION });
    const reply = formOf(await as('priya').press(button((await card()).message, 'Reply')));
    await as('priya').submit(reply, { text: ANSWER });
  }
  async function refer() {
    const form = formOf(await as('nadia').command('refer'));
    const service = corridor.sample.service('harbour-maternity').id;
    await as('nadia').submit(form, { service, issues: ['maternity'], what: QUESTION, agreed: 'spoken' });
    const ask = formOf(await as('priya').press(button((await referralCard()).message, 'Ask for more')));
    await as('priya').submit(ask, { text: 'Is it the teaspoon factory?' });
  }

  it('is removed from the card, the record and the search, and told to whoever looks after that', async () => {
    await consult();
    const form = formOf(await identify('nadia', 'corridor', await card()));
    expect(form.submit).toBe('Remove it everywhere');
    expect(JSON.stringify(form)).not.toMatch(SAID);
    const answer = textOf(messageOf(await as('nadia').submit(form, { kind: 'place' })));
    expect(answer).toContain('Erased for good: what happened, by Nadia Rahman');
    expect(answer).toContain('Taken out of 1 message in a channel in the web page.');
    expect(textOf((await card()).message)).toContain('What was written has been erased.');
    expect(await audited()).toEqual(['privacy.removed C-1 place nadia']);
    for (const watcher of ['bev', 'ruth'])
      expect(textOf(await as(watcher).told(/^C-1: text removed$/))).toContain('an address, place or small organisation');
    expect(await corridor.database.db.searchDocument.count()).toBe(0);
    expect(await corridor.database.db.consultVersion.count()).toBe(1); // the adviser's own reply

    const twice = messageOf(await identify('bev', 'corridor', await card()));
    expect(twice.summary).toBe('C-1: removed before');
  });

  it('is removed from a reply by whoever asked, and its author writes it again in its place', async () => {
    await consult();
    const [reply] = (await card()).replies;
    const form = formOf(await identify('nadia', 'corridor', reply!));
    const first = await as('nadia').submit(form, {}, 'same');
    expect(messageOf(first).summary).toBe('C-1: removed');
    expect(messageOf(await as('nadia').submit(form, {}, 'same')).summary).not.toContain('fault');
    expect(textOf((await card()).replies[0]!.message)).toContain('could identify somebody and was removed');
    expect((await everything()).match(/foreman/)).toBeNull();

    const word = await as('priya').told(/^C-1: please write it again$/);
    const again = formOf(await as('priya').press(button(word, 'Write it again')));
    const preview = formOf(await as('priya').submit(again, { text: 'Keep the texts. Ring 07700 900123.' }));
    expect(preview.title).toBe('Before it is sent');
    await as('priya').submit(preview, {});
    const [now] = (await card()).replies;
    expect(textOf(now!.message)).toContain('Keep the texts. Ring [phone number].');
    expect((await card()).replies).toHaveLength(1);
    expect(messageOf(await as('nadia').press({ action: 'privacy.again', label: '', value: again.context })).summary).toContain('You do not have access');
  });

  it('is removed from a referral’s card and from the direct messages that quote it', async () => {
    await refer();
    const question = (await as('nadia').messages()).find(({ message }) => message.summary.includes('a question'))!;
    const form = formOf(await identify('nadia', null, question));
    const answer = textOf(messageOf(await as('nadia').submit(form, {})));
    expect(answer).toContain('1 direct message in the web page');
    // An adviser who has not taken it reads it only; who leads the service answers for what stands in it.
    const more = messageOf(await as('grace').press(button((await referralCard()).message, 'More')));
    const all = formOf(await as('grace').press(button(more, 'Identifies someone')));
    expect(messageOf(await as('grace').submit(all, { kind: 'place' })).summary).toMatch(/: removed$/);
    expect(await everything()).not.toMatch(SAID);
    expect(textOf((await referralCard()).message)).toContain('could identify somebody and was removed');
    const again = await as('nadia').told(/please write it again$/);
    const box = formOf(await as('nadia').press(button(again, 'Write it again')));
    await as('nadia').submit(box, { text: 'Taken off the rota.' });
    expect(textOf((await referralCard()).message)).toContain('Taken off the rota.');
  });

  it('is removed from an answer card, and from every message that shows it, whoever said that', async () => {
    const form = formOf(await as('priya').press({ action: 'learning.new', label: '', value: 'new' }));
    await as('priya').submit(form, { title: 'Shifts taken away', text: ANSWER, issues: ['maternity'], nation: 'E' });
    const { id } = await corridor.database.db.answerCard.findFirstOrThrow();
    const payload = { partnership: corridor.sample.partnership.id, card: id };
    const to = { to: 'channel', platform: 'web', tenant: 'local', channel: 'corridor' } as const;
    const shared = { key: 'shared', subject: `shared:${id}`, to, notice: 'digests.card', payload, thread: 'shared' };
    await corridor.database.transaction((tx) => tell(tx, shared, corridor.clock.now()));
    await corridor.worker.drain();
    const asked = formOf(await as('nadia').press(button((await card()).message, 'Identifies someone')));
    expect(asked.submit).toBe('Tell who can remove it');
    const own = formOf(await as('priya').press({ action: 'privacy.identifies', label: '', value: `card:${id}` }));
    const answer = textOf(messageOf(await as('priya').submit(own, {})));
    expect(answer).toContain('Taken out of 1 message in a channel');
    expect(textOf((await card()).message)).toContain('could identify somebody and was removed');
    expect(await corridor.database.db.outbox.count({ where: { subject: shared.subject, state: 'sent' } })).toBe(2);
    expect(await corridor.database.db.searchDocument.count()).toBe(0);
  });

  it('is passed on, not removed, by somebody who only reads it', async () => {
    await consult();
    const form = formOf(await identify('sam', 'corridor', await card()));
    expect(form.submit).toBe('Tell who can remove it');
    const answer = textOf(messageOf(await as('sam').submit(form, { kind: 'combination' })));
    expect(answer).toContain('Not yours to remove, so it still stands');
    expect(textOf((await card()).message)).toContain(QUESTION);
    expect(textOf(await as('nadia').told(/please look at it$/))).not.toMatch(SAID);
    const asked = formOf(await as('bev').press(button(await as('bev').told(/please look at it$/), 'Identifies someone')));
    expect(messageOf(await as('bev').submit(asked, {})).summary).toBe('C-1: removed');
    expect(await audited()).toEqual(['privacy.reported C-1 combination another', 'privacy.removed C-1 combination another']);
    expect(textOf(await as('ruth').told(/pointed out to you has been removed/))).not.toMatch(SAID);
  });

  it('is nothing to strangers, to whoever may not know of it, or where Corridor keeps nothing', async () => {
    await refer();
    const before = await rowsOf(corridor.database);
    const referral = await referralCard();
    const words = async (user: string, message: { id: string }) => textOf(messageOf(await identify(user, 'harbour-triage', message)));
    const unknown = await words('nadia', { id: 'never-was' });
    expect(unknown).toContain('Corridor keeps nothing of this message that you could remove.');
    expect(await words('owen', referral)).toBe(unknown); // another organisation's adviser
    expect(await words('nobody', referral)).toBe(await words('nobody', { id: 'never-was' }));
    expect(textOf(messageOf(await as('owen').press({ action: 'privacy.identifies', label: '', value: referralId(before) }))))
      .toBe(textOf(messageOf(await as('owen').press({ action: 'privacy.identifies', label: '', value: 'referral:nothing' }))));
    expect(await rowsOf(corridor.database)).toEqual(before);
  });
}); // prettier-ignore

const referralId = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  `referral:${(JSON.parse(rows['Referral']![0]!) as { id: string }).id}`;

describe.each(providers)('what identifies someone in Slack, on %s', (provider) => {
  const [NADIA, PRIYA, BEV] = [slackUser('nadia'), slackUser('priya'), slackUser('bev')];
  const CHANNEL = slackChannel('corridor');
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues: ['maternity'], what: QUESTION }, NADIA);
    await corridor.settle();
  });
  afterEach(() => corridor.drop());

  const card = () => corridor.fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!;
  const written = { channel: CHANNEL, ts: '1795514400.000100', user: PRIYA, text: ANSWER };
  const say = () => corridor.driver.event({ type: 'message', channel_type: 'group', thread_ts: card().ts, ...written });
  const toldTo = (user: string) => corridor.fake.directTo(user).map(({ blocks }) => wordsIn(blocks)).join('\n');

  it('is taken out of the card, and a message of somebody’s own is theirs to delete', async () => {
    await corridor.driver.pick('privacy.identifies', { ...card(), user: 'U0CORRIDOR' }, NADIA);
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, {}, NADIA);
    await corridor.settle();
    expect(JSON.stringify(card())).not.toMatch(SAID);

    await say();
    await corridor.settle();
    await corridor.driver.pick('privacy.identifies', written, NADIA);
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, {}, NADIA);
    await corridor.settle();
    const answer = wordsIn(corridor.fake.modalOf(NADIA)?.blocks);
    expect(answer).toContain('The message that its author wrote in Slack still stands: Corridor may not delete it.');
    expect(answer).toContain('So can an owner or admin of the workspace.');
    expect(toldTo(PRIYA)).toContain('Please delete it.');
    expect(toldTo(BEV)).toContain('removed a reply, by Priya Shah');
    expect(await corridor.database.db.consultVersion.count()).toBe(0);

    const former = { user: PRIYA, ts: written.ts, thread_ts: card().ts };
    const edit = { subtype: 'message_changed', ts: '1795514499.000100', message: { ...former, text: `${ANSWER}!` }, previous_message: { ...former, text: ANSWER } };
    await corridor.driver.event({ type: 'message', channel: CHANNEL, channel_type: 'group', ...edit });
    await corridor.settle();
    expect(wordsIn(corridor.fake.shownTo(PRIYA).at(-1)?.blocks)).toContain('Corridor does not take your change over');
    expect(await corridor.database.db.consultVersion.count()).toBe(0);

    const asked = corridor.fake.directTo(PRIYA).find(({ text }) => text.endsWith('please write it again'))!;
    await corridor.driver.press(asked, 'Write it again', PRIYA);
    await corridor.driver.submit(corridor.fake.modalOf(PRIYA)!, { text: 'Keep the texts.' }, PRIYA);
    await corridor.settle();
    const thread = corridor.fake.channel(CHANNEL).filter(({ thread_ts: root }) => root === card().ts);
    expect(thread.map(({ blocks }) => wordsIn(blocks)).join()).toContain('Keep the texts.');
    expect(corridor.fake.problems).toEqual([]);
  });

  it('is taken out of the queue before it is ever taken in', async () => {
    await corridor.worker.stop();
    await say();
    const waiting = { where: { message: `${CHANNEL}:${written.ts}` } };
    expect(await corridor.database.db.inbox.findFirst(waiting)).toMatchObject({ state: 'pending', sealed: expect.any(String) as string });
    await corridor.driver.pick('privacy.identifies', written, NADIA);
    expect(await corridor.database.db.inbox.findFirst(waiting)).toMatchObject({ state: 'dropped', sealed: null });
    expect(wordsIn(corridor.fake.shownTo(NADIA).at(-1)?.blocks)).toContain('Corridor had not taken this message in yet, and will not');
    expect(await corridor.database.db.consultMessage.count()).toBe(1);
  });
}); // prettier-ignore
