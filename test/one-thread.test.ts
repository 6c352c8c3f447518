import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import { inputsOf, wordsOf } from './fakes/teams-driver.js';
import { APP, BLOCKED } from './fakes/teams.js';
import { button, formOf, textOf } from './support/corridor.js';
import { openDatabase, providers } from './support/database.js';
import { slackChannel, slackUser } from './support/slack-sample.js';
import { teamsChannel } from './support/teams-sample.js';
import { openThreeDoors, type ThreeDoors } from './support/three-doors.js';

const [PRIYA, NADIA_IN_SLACK] = [slackUser('priya'), slackUser('nadia')];
const IN_SLACK = slackChannel('corridor');
const IN_TEAMS = teamsChannel('corridor');
const QUESTION = 'Taken off the rota after announcing her pregnancy. Can they do that?';
const ANSWER = 'In general, no. Keep the texts and the rota.';
const PRIYA_SAYS = 'Priya Shah · solicitor · Harbour Advice:';
const NADIA_SAYS = 'Nadia Rahman · midwife · Riverside Women’s Hospital:';

describe.each(providers)('one partnership in Teams, in Slack and on the web page, on %s', (provider) => {
  let doors: ThreeDoors;
  let stamps = 0;
  beforeEach(async () => {
    doors = await openThreeDoors(await openDatabase(provider));
  });
  afterEach(() => doors.drop());

  const slack = () => doors.fakes.slack.channel(IN_SLACK);
  const teams = () => doors.fakes.teams.messagesIn(IN_TEAMS);
  const slackCard = () => slack().find(({ thread_ts, text }) => thread_ts === undefined && text.startsWith('C-'))!;
  const teamsCard = () => teams().find(({ conversation, id }) => conversation.endsWith(`=${id}`))!;
  const webCard = async () => (await doors.onTheWeb('owen').channel()).find(({ message }) => message.summary.startsWith('C-'))!;

  /** What Corridor has said under the card, by door: the words alone. */
  async function copies() {
    return {
      slack: slack().filter(({ thread_ts }) => thread_ts === slackCard().ts).map(({ blocks }) => wordsIn(blocks)),
      teams: teams().filter(({ id }) => id !== teamsCard().id).map(({ body }) => wordsOf(body)),
      web: (await webCard()).replies.map(({ message }) => textOf(message)),
    };
  }
  async function cards() {
    return [wordsIn(slackCard().blocks), wordsOf(teamsCard().body), textOf((await webCard()).message)];
  }
  const everywhere = (texts: readonly string[], words: string) => texts.filter((each) => each.includes(words)).length;

  async function ask() {
    const form = await doors.inTeams.compose('nadia', 'consult');
    await doors.inTeams.fill('nadia', form, { issues: 'maternity', what: QUESTION }, 'Post consultation');
  }
  const nextTs = () => `${Math.floor(doors.clock.now().getTime() / 1_000) + 60}.${String((stamps += 1)).padStart(6, '0')}`;
  async function happensInSlack(event: object) {
    await doors.inSlack.event({ type: 'message', channel: IN_SLACK, channel_type: 'group', ...event });
    await doors.settle();
  }
  async function writeInSlack(user: string, text: string) {
    const ts = nextTs();
    await happensInSlack({ user, text, ts, thread_ts: slackCard().ts });
    return { user, ts, thread_ts: slackCard().ts, text };
  }
  const editInSlack = (said: { text: string }, text: string) =>
    happensInSlack({ subtype: 'message_changed', ts: nextTs(), message: { ...said, text }, previous_message: said });
  const unsayInSlack = (said: { ts: string }) =>
    happensInSlack({ subtype: 'message_deleted', ts: nextTs(), deleted_ts: said.ts, previous_message: said });
  async function pressInSlack(on: Parameters<ThreeDoors['inSlack']['press']>[0], label: string) {
    await doors.inSlack.press(on, label, PRIYA);
    await doors.settle();
  }
  const toldInTeams = (user: string) => doors.fakes.teams.messagesIn(`a:29:${user}`).map(({ body }) => String(body['summary']).replace(/WIR-\w+/, 'WIR'));

  it('is one thread: asked in Teams, taken and answered in Slack, followed on the page, referred from Teams, told in Teams', async () => {
    await ask();
    expect(everywhere(await cards(), QUESTION)).toBe(3);
    await pressInSlack(slackCard(), 'Take it');
    expect(everywhere(await cards(), 'With Priya Shah')).toBe(3);

    // Written in Slack: everywhere else once, without what points to a person, and never back where it was written.
    const said = await writeInSlack(PRIYA, `${ANSWER} Ring her on 07700 900123.`);
    const reply = await copies();
    expect(reply.slack).toEqual([]);
    const { conversation } = teamsCard();
    const order = doors.fakes.teams.calls.filter((each) => each.conversation === conversation).map(({ method }) => method);
    expect(order.slice(-2)).toEqual(['POST', 'PUT']); // what somebody waits for goes before the card’s new look
    for (const [only, ...more] of [reply.teams, reply.web]) {
      expect(more).toEqual([]);
      expect(only).toContain(PRIYA_SAYS);
      expect(only).toContain(`${ANSWER} Ring her on [phone number].`);
    }
    const [private_] = doors.fakes.slack.calls.filter(({ method }) => method === 'chat.postEphemeral');
    expect(private_?.args).toMatchObject({ user: PRIYA, text: 'C-1: please change what you wrote' });
    expect(await doors.onTheWeb('owen').page()).toContain('Keep the texts and the rota.');

    // Written in Teams.
    const asked = await doors.inTeams.write('nadia', 'Does that hold if she is an agency worker?', teamsCard());
    const more = await copies();
    expect(more.teams).toHaveLength(1);
    expect(more.slack).toEqual([expect.stringContaining(NADIA_SAYS)]);
    expect(more.web).toHaveLength(2);

    // Written on the page.
    const form = formOf(await doors.onTheWeb('owen').press(button((await webCard()).message, 'Reply')));
    await doors.onTheWeb('owen').submit(form, { text: 'Agency workers have it after 12 weeks.' });
    const three = await copies();
    expect([three.slack.length, three.teams.length, three.web.length]).toEqual([2, 2, 3]);
    expect(three.slack[1]).toContain('Owen Pritchard · solicitor · Mersey Shore Law Centre:');
    expect(three.web.map((each) => /\n(\w+)/.exec(each)?.[1])).toEqual(['Priya', 'Nadia', 'Owen']);

    // Edited and deleted on each side: the copies follow in place.
    await editInSlack(said, ANSWER);
    await doors.inTeams.edit('nadia', asked, 'And an agency worker?', teamsCard());
    const edited = await copies();
    expect(edited.teams[0]).toContain('(edited)');
    expect(edited.teams[0]).not.toContain('phone number');
    expect(edited.slack[0]).toContain('And an agency worker?');
    expect(everywhere(edited.web, '(edited)')).toBe(2);
    await unsayInSlack(said);
    await doors.inTeams.unsay('nadia', asked, teamsCard());
    const deleted = await copies();
    expect([everywhere(deleted.slack, 'deleted'), everywhere(deleted.teams, 'deleted'), everywhere(deleted.web, 'deleted')]).toEqual([1, 1, 2]);
    expect(everywhere([...deleted.slack, ...deleted.teams, ...deleted.web], 'agency worker?')).toBe(0);
    expect([deleted.slack.length, deleted.teams.length, deleted.web.length]).toEqual([2, 2, 3]);

    // Referred from Teams, to a service that works in Slack.
    const referring = await doors.inTeams.press('nadia', teamsCard(), 'Refer now');
    expect(inputsOf(referring)).toMatchObject({ what: QUESTION });
    const sent = { service: 'Harbour Advice maternity rights', agreed: 'Yes, in conversation', share: 'summary' };
    await doors.inTeams.fill('nadia', referring, sent, 'Send referral', 'task/submit');
    const triage = () => doors.fakes.slack.channel(slackChannel('harbour-triage')).find(({ text }) => text.startsWith('WIR-'))!;
    await pressInSlack(triage(), 'Take it');
    await pressInSlack(triage(), 'Contact made');
    await pressInSlack(triage(), 'Record outcome');
    await doors.inSlack.submit(doors.fakes.slack.modalOf(PRIYA)!, { codes: ['WORK-ADJUSTED'], line: 'Shifts restored.' }, PRIYA);
    await doors.settle();
    expect(toldInTeams('nadia')).toEqual(expect.arrayContaining(['C-1: reply from an adviser', 'WIR: closed']));
    const words = doors.fakes.teams.messagesIn('a:29:nadia').map(({ body }) => wordsOf(body)).join('\n');
    expect(words).toContain('Shifts restored.');
    expect(doors.fakes.slack.directTo(NADIA_IN_SLACK)).toEqual([]);
    expect(doors.lines.filter((line) => line.includes('"fault"'))).toEqual([]);
  });

  it('says nothing back to itself, nothing twice, and hears nothing of another app', async () => {
    await ask();
    const said = await writeInSlack(PRIYA, ANSWER);
    await happensInSlack({ user: PRIYA, text: ANSWER, ts: said.ts, thread_ts: said.thread_ts });
    await doors.inTeams.write('nadia', 'And an agency worker?', teamsCard());
    const before = [slack().length, teams().length];
    for (const own of slack()) await happensInSlack({ ...own, channel_type: 'group', bot_id: 'B0CORRIDOR', user: 'U0CORRIDOR' });
    for (const own of teams())
      await doors.inTeams.send(
        doors.inTeams.activity('bev', { id: own.id, text: 'C-1', from: { id: `28:${APP}` }, ...doors.inTeams.inThread(own) }),
      );
    await doors.settle();
    expect([slack().length, teams().length]).toEqual(before);
    const { slack: inSlack, teams: inTeams, web } = await copies();
    expect([inSlack.length, inTeams.length, web.length]).toEqual([1, 1, 2]);
  });

  it('tells somebody who has both where they were last', async () => {
    await ask();
    await writeInSlack(PRIYA, ANSWER);
    expect(toldInTeams('nadia')).toContain('C-1: reply from an adviser');
    await doors.inSlack.command('/mine', { user: NADIA_IN_SLACK, channel: IN_SLACK });
    expect(wordsIn(doors.fakes.slack.shownTo(NADIA_IN_SLACK).at(-1)?.blocks)).toContain('Open for you');
    await pressInSlack(slackCard(), 'Ask for more');
    await doors.inSlack.submit(doors.fakes.slack.modalOf(PRIYA)!, { text: 'Is she employed by the agency?' }, PRIYA);
    await doors.settle();
    expect(doors.fakes.slack.directTo(NADIA_IN_SLACK).map(({ text }) => text)).toEqual(['C-1: a question for you']);
    await doors.inTeams.type('nadia', 'mine');
    await writeInSlack(PRIYA, 'Take your time.');
    expect(doors.fakes.slack.directTo(NADIA_IN_SLACK)).toHaveLength(1);
  });

  it('shows a failure on the card where it began, and takes it back when it is mended', async () => {
    await ask();
    const missing = 'Not all of this could be shown in Microsoft Teams.';
    doors.fakes.teams.faults.next(IN_TEAMS, ...Array.from({ length: 6 }, () => BLOCKED));
    const said = await writeInSlack(PRIYA, ANSWER);
    expect(wordsIn(slackCard().blocks)).toContain(missing);
    expect(wordsIn(slackCard().blocks)).toContain('0151 496 0130');
    expect(textOf((await webCard()).message)).toContain(missing);
    expect((await copies()).teams).toEqual([]);

    doors.fakes.teams.faults.calm();
    await editInSlack(said, `${ANSWER} Ring Acas.`);
    expect((await copies()).teams).toEqual([expect.stringContaining('Ring Acas.')]);
    for (const each of await cards()) expect(each).not.toContain('could be shown');
  });

  it('keeps what is under a card that could not be shown out of the channel, and never says it on its own', async () => {
    doors.fakes.teams.faults.next(IN_TEAMS, ...Array.from({ length: 40 }, () => BLOCKED));
    await ask();
    await writeInSlack(PRIYA, ANSWER);
    expect(wordsIn(slackCard().blocks)).toContain('could be shown in Microsoft Teams');
    doors.fakes.teams.faults.calm();
    await pressInSlack(slackCard(), 'That answered it').catch(() => undefined);
    await writeInSlack(PRIYA, 'Anything else?');
    expect(teams().map(({ conversation }) => conversation)).toEqual(Array.from({ length: 2 }, () => teamsCard().conversation));
    expect(wordsOf(teamsCard().body)).toContain('Not everything that was written could be shown here.');
  });

  it('is nobody’s business who is not of it', async () => {
    await ask();
    await happensInSlack({ user: 'U0STRANGER', text: 'Hello there, may I add something?', ts: nextTs(), thread_ts: slackCard().ts });
    await doors.inTeams.write('stranger', 'May I add something?', teamsCard());
    expect(await copies()).toEqual({ slack: [], teams: [], web: [] });
    expect(wordsOf(doors.fakes.teams.messagesIn('a:29:stranger').at(-1)?.body)).toContain('champion');
    expect(wordsOf(await doors.inTeams.press('stranger', teamsCard(), 'Take it'))).toContain('champion');
    const elsewhere = await doors.inTeams.send(
      doors.inTeams.activity('nadia', { text: 'mine', from: { id: '29:nadia', aadObjectId: '44444444-4444-4444-8444-444444444444' } }),
    );
    expect(elsewhere.status).toBe(200);
    await doors.settle();
    expect(JSON.stringify(doors.fakes.teams.messagesIn('a:29:nadia').at(-1))).not.toContain('C-1');
  });
}); // prettier-ignore
