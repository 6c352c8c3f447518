import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call, Reply } from '../src/chat/call.js';
import { createInbox } from '../src/delivery/inbox.js';
import { cleanWith } from '../src/features/privacy/use-cases.js';
import { wordsIn } from './fakes/slack-answers.js';
import { openDatabase } from './support/database.js';
import { leaked, leakedRows, SHORT, TYPED } from './support/canary.js';
import { formOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { createCrawler } from './support/crawl.js';
import { openSlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';
import { openTeamsCorridor } from './support/teams-corridor.js';
import { teamsChannel } from './support/teams-sample.js';

const PEOPLE = ['nadia', 'priya', 'tom', 'grace', 'bev', 'imran'];

describe('somebody’s details, typed wherever one can type', () => {
  let corridor: TestCorridor;
  beforeAll(async () => {
    corridor = await openCorridor('sqlite');
  });
  afterAll(() => corridor.drop());

  const said = async () => {
    const places = [...PEOPLE.map((each) => corridor.as(each).messages()), ...['corridor', 'harbour-triage', 'mersey-law-triage'].map(corridor.channel)];
    const all = (await Promise.all(places)).flat();
    return all.flatMap(({ message, replies }) => [message, ...replies.map((each) => each.message)]).map(textOf).join('\n');
  };
  const left = async () => [
    ...leaked(await said()),
    ...(await leakedRows(corridor.database, corridor.keyring)),
    ...leaked(corridor.lines.join('\n')),
  ];

  it('as every word, button, form and menu there is, are kept and said nowhere', async () => {
    const { features } = corridor;
    const person = (user: string) => ({ platform: 'web', tenant: 'local', user }) as const;
    const place = { platform: 'web', tenant: 'local', channel: 'corridor' } as const;
    const calls = [
      ...features.flatMap(({ commands }) => commands.map(({ word }) => ({ kind: 'command', word, text: TYPED }))),
      { kind: 'command', word: 'oyelaran', text: TYPED },
      ...features.flatMap(({ presses }) => Object.keys(presses).map((action) => ({ kind: 'press', action, value: TYPED }))),
      { kind: 'press', action: TYPED, value: TYPED },
      ...features.flatMap(({ forms }) => Object.keys(forms).map((action) => ({ kind: 'submit', action, context: TYPED, values: { text: TYPED } }))),
      ...features.flatMap(({ menu = [] }) => menu.map(({ action }) => ({ kind: 'picked', action, messageId: TYPED, text: TYPED, place }))),
    ];
    for (const [nth, call] of calls.entries())
      for (const user of ['nadia', 'priya', 'nobody'])
        await corridor.dispatch({ key: `c${nth}:${user}`, person: person(user), place: null, ...call } as Call);
    await corridor.worker.drain();
    expect(await left()).toEqual([]);
  });

  it('in every box of every form that anybody is shown, are kept and said nowhere', async () => {
    const replies: Reply[] = [];
    const words = ({ max }: { max: number }) => (max < TYPED.length ? SHORT.slice(0, max) : TYPED);
    const { send, crawl } = createCrawler(corridor, PEOPLE, { words, replies });
    // What nobody comes across who takes the first of everything.
    const { id } = corridor.sample.service('harbour-maternity');
    await send('nadia', formOf(await corridor.as('nadia').command('refer')), { service: id, issues: ['maternity'], share: 'summary' });
    const press = (user: string, action: string, value: string) => corridor.as(user).press({ action, label: '', value });
    const referral = (await corridor.database.db.referral.findFirstOrThrow()).id;
    await send('nadia', formOf(await press('nadia', 'privacy.identifies', `referral:${referral}`)));
    await press('priya', 'referrals.take', referral);
    await send('priya', formOf(await press('priya', 'referrals.hold', referral)));
    await press('priya', 'referrals.resume', referral);
    await send('priya', formOf(await press('priya', 'outcomes.record', referral)), { codes: ['BEN-NEW'] });
    await send('nadia', formOf(await corridor.as('nadia').command('refer')), { service: id, issues: ['maternity'] });
    const another = (await corridor.database.db.referral.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
    await press('priya', 'referrals.take', another);
    await send('priya', formOf(await press('priya', 'outcomes.later', another)));
    await send('priya', formOf(await press('priya', 'referrals.fail', another)));
    await send('nadia', formOf(await corridor.as('nadia').command('refer')), { service: id, issues: ['maternity'], share: 'summary' });
    const told = (await corridor.database.db.referral.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
    await press('priya', 'referrals.take', told);
    await press('priya', 'outcomes.tap', `${told}:INFORMED`);
    await send('nadia', formOf(await press('nadia', 'stories.tell', told)));
    await send('nadia', formOf(await press('nadia', 'referrals.share', told)));
    await send('nadia', formOf(await corridor.as('nadia').command('consult')), { issues: ['maternity'] });
    const consultation = (await corridor.database.db.consultation.findFirstOrThrow()).id;
    await send('priya', formOf(await press('priya', 'consultations.ask', consultation)));

    const unseen = await crawl();
    expect(unseen).toEqual([]);
    expect(await left()).toEqual([]);
    const answers = replies.flatMap((reply) => (reply.kind === 'message' ? [textOf(reply.message)] : []));
    expect(leaked(answers.join('\n'))).toEqual([]);
  }, 300_000); // the longest story of all, and not about speed
}); // prettier-ignore

describe('somebody’s details, written where no form can be settled first', () => {
  it('in Slack, in threads, mentions, direct messages and commands, are stored and said nowhere, not even sealed', async () => {
    const corridor = await openSlackCorridor(await openDatabase('sqlite'));
    const { driver, fake, worker, lines, settle } = corridor;
    const [NADIA, PRIYA, CHANNEL] = [slackUser('nadia'), slackUser('priya'), slackChannel('corridor')];
    const said = () => JSON.stringify([fake.workspace.messages, fake.workspace.shown]);
    const clean = async () => {
      expect(await leakedRows(corridor.database, corridor.keyring)).toEqual([]);
      expect(leaked([...lines, said()].join('\n'))).toEqual([]);
    };
    await driver.command('/consult', { user: NADIA, channel: CHANNEL, text: TYPED });
    await driver.submit(fake.modalOf(NADIA)!, { issues: ['maternity'] }, NADIA);
    await driver.submit(fake.modalOf(NADIA)!, {}, NADIA);
    await settle();
    await clean();
    const root = fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!.ts;

    fake.faults.next('views.open', { kind: 'code', code: 'expired_trigger_id' });
    await driver.command('/refer', { user: NADIA, channel: CHANNEL, text: TYPED });
    await driver.pick('consultations.refer-from', { channel: CHANNEL, ts: '1795514400.000001', user: PRIYA, text: TYPED }, NADIA);
    await worker.stop(); // so that everything stays as it was stored
    const thread = { type: 'message', channel: CHANNEL, channel_type: 'group' };
    const former = { user: PRIYA, ts: '1795514400.000100', thread_ts: root, text: TYPED };
    await driver.event({ ...thread, ...former });
    await driver.event({ ...thread, subtype: 'message_changed', ts: '1795514400.000101', message: { ...former, text: `${TYPED} Soon.` }, previous_message: former });
    await driver.event({ ...thread, subtype: 'message_deleted', ts: '1795514400.000102', previous_message: former });
    const direct = { type: 'message', channel_type: 'im', user: NADIA, channel: fake.workspace.directOf(NADIA) };
    await driver.event({ ...direct, ts: '1795514400.000103', text: `refer ${TYPED}` });
    await driver.event({ ...direct, ts: '1795514400.000104', text: TYPED });
    await driver.event({ type: 'app_mention', user: NADIA, channel: CHANNEL, ts: '1795514400.000105', text: `<@U0CORRIDOR> consult ${TYPED} &amp; <tel:07700900123|07700 900123>` });
    expect(await corridor.database.db.inbox.count({ where: { state: 'pending', sealed: { not: null } } })).toBe(6);
    await clean();

    const process = (_source: string, body: string) => corridor.slack!.process(body);
    const inbox = createInbox({ ...corridor, process, onFault: (fault) => void faults.push(fault) });
    const faults: unknown[] = [];
    while ((await inbox.step(corridor.clock.now())) > 0);
    expect(faults).toEqual([]);
    expect(await corridor.database.db.inbox.count({ where: { sealed: { not: null } } })).toBe(0);
    await clean();
    expect(wordsIn(fake.shownTo(PRIYA).map(({ blocks }) => blocks))).toContain('name, NHS number, phone number, e-mail address and postcode');
    await corridor.drop();
  });

  it('in Teams, in threads, chats and dialogs, are stored and said nowhere, not even sealed', async () => {
    const corridor = await openTeamsCorridor(await openDatabase('sqlite'));
    const { driver, fake, lines } = corridor;
    const clean = async () => {
      expect(await leakedRows(corridor.database, corridor.keyring)).toEqual([]);
      expect(leaked([...lines, JSON.stringify(fake.messagesIn(teamsChannel('corridor'))), JSON.stringify(fake.messagesIn('a:29:nadia'))].join('\n'))).toEqual([]);
    };
    const form = await driver.compose('nadia', 'consult');
    const preview = await driver.fill('nadia', form, { issues: 'maternity', what: TYPED }, 'Post consultation');
    await driver.fill('nadia', preview, {}, 'Replace and send');
    const [card] = fake.messagesIn(teamsChannel('corridor'));
    const written = await driver.write('priya', TYPED, card!);
    await driver.edit('priya', written, `${TYPED} Soon.`, card!);
    await clean();

    await corridor.worker.stop();
    await driver.send(driver.activity('nadia', { text: `refer ${TYPED}` }));
    await driver.send(driver.activity('nadia', { text: TYPED }));
    await driver.send(driver.activity('priya', { text: TYPED, ...driver.inThread(card!) }));
    expect(await corridor.database.db.inbox.count({ where: { state: 'pending', sealed: { not: null } } })).toBe(3);
    await clean();
    await corridor.drop();
  });

  it('do not take a reference of ours for anybody’s name', () => {
    const clean = cleanWith(() => ['REN', 'WIR']);
    expect(clean('show REN-4F2X')).toEqual({ text: 'show REN-4F2X', removed: [] });
    expect(clean('In REN-4F2X it was Mrs Oyelaran.')).toMatchObject({ text: expect.stringContaining('REN-4F2X') as string, removed: ['name'] });
  });
}); // prettier-ignore
