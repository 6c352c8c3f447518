import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, inputsOf, within, wordsOf } from './fakes/teams-driver.js';
import { BLOCKED, SECOND_TENANT, TENANT, type Json } from './fakes/teams.js';
import { openDatabase, providers } from './support/database.js';
import { openTeamsCorridor, type TeamsCorridor } from './support/teams-corridor.js';
import { teamsChannel } from './support/teams-sample.js';

const TRIAGE = teamsChannel('harbour-triage');
const WHAT = 'Taken off the rota a week after she announced her pregnancy.';

describe.each(providers)('a referral in Teams, on %s', (provider) => {
  let corridor: TeamsCorridor;
  beforeEach(async () => {
    corridor = await openTeamsCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  const card = () => corridor.fake.messagesIn(TRIAGE).find(({ body }) => String(body['summary']).startsWith('WIR-'))!;
  const told = (user: string) => corridor.fake.messagesIn(`a:29:${user}`).map(({ body }) => String(body['summary']).replace(/WIR-\w+/, 'WIR'));
  const open = (user: string) => corridor.driver.compose(user, 'refer');
  const send = (user: string, form: Json, filled: Json) => corridor.driver.fill(user, form, filled, 'Send referral');
  const filled = { service: 'Harbour Advice maternity rights', issues: 'maternity', what: WHAT, agreed: 'Yes, in conversation' };

  it('goes from the compose box to an adviser who takes it, and back to the midwife', async () => {
    const refused = await send('nadia', await open('nadia'), { ...filled, what: 'Ring her on 07700 900123.' });
    expect(wordsOf(refused)).toContain('phone number');
    expect(within(refused, 'value').some(({ value }) => value === 'Ring her on 07700 900123.')).toBe(true);
    expect(await corridor.database.db.referral.count()).toBe(0);

    const sent = await send('nadia', await open('nadia'), filled);
    expect(wordsOf(sent)).toMatch(/Sent: WIR-\w{4}/);
    expect(wordsOf(card().body)).toContain(WHAT);
    expect(card().body['summary']).not.toContain('rota');
    expect(told('nadia')).toContain('WIR: received');

    const question = await corridor.driver.press('priya', card(), 'Take it');
    expect(wordsOf(question)).toContain('conflicts were checked');
    const done = await corridor.driver.answer('priya', question, 'Checked, take it', card());
    expect(wordsOf(done)).toContain('is yours');
    expect(card().edits).toBeGreaterThan(0);
    expect(wordsOf(card().body)).toContain('Taken by Priya Shah');
  });

  it('typed as a word in the one-to-one chat is answered with a button that opens the form', async () => {
    await corridor.driver.type('nadia', 'refer');
    const asked = corridor.fake.messagesIn('a:29:nadia').at(-1)!;
    expect(inputsOf(await corridor.driver.press('nadia', asked, 'Open the form'))).toHaveProperty('what');
  });

  it('is not taken by a button that was copied into another channel, or by somebody else’s form', async () => {
    const form = await open('nadia');
    await send('nadia', form, filled);
    const elsewhere = { conversation: '19:other@thread.tacv2;messageid=1', id: '1' };
    const copied = await corridor.driver.invoke('priya', 'task/fetch', { data: dataOf(card().body, 'Take it') }, elsewhere);
    expect(wordsOf(copied)).toContain('older card');
    expect(wordsOf(await send('priya', form, filled))).toContain('out of date');
  });

  it.each([
    [{ kind: 'rate-limit', retryAfter: '30' }, 'pending'],
    [{ kind: 'status', status: 502, applied: false }, 'sending'],
    [BLOCKED, 'dead'],
  ] as const)('whose card is answered with %j is posted once, and delivery decides', async (fault, state) => {
    corridor.fake.faults.next(TRIAGE, fault, fault, fault); // its card and its list are posted to this channel, each once
    await send('nadia', await open('nadia'), filled);
    expect(corridor.fake.messagesIn(TRIAGE)).toEqual([]);
    expect(corridor.fake.faults.left(TRIAGE)).toBeGreaterThanOrEqual(1);
    const rows = await corridor.database.db.outbox.findMany({ where: { toKind: 'channel' } });
    expect(rows.map((each) => each.state)).toContain(state);
  });

  it.each([
    ['did arrive', true, 200, 'sent'],
    ['did not arrive', false, 200, 'sent'],
    ['may have arrived where nobody can look', true, 403, 'held'],
  ] as const)('whose card %s after an unclear answer is there once', async (_, applied, graph, state) => {
    await corridor.driver.send(corridor.driver.activity('sam', { text: 'Lunch?', ...corridor.driver.inThread({ conversation: `${TRIAGE};messageid=1` }) }));
    corridor.fake.state.graph = graph;
    corridor.fake.faults.next(TRIAGE, { kind: 'reset', applied });
    await send('nadia', await open('nadia'), filled);
    corridor.clock.forward(61_000);
    await corridor.settle();
    expect(corridor.fake.messagesIn(TRIAGE).filter(({ body }) => String(body['summary']).startsWith('WIR-'))).toHaveLength(1);
    const rows = await corridor.database.db.outbox.findMany({ where: { notice: 'referrals.card' } });
    expect(rows.map((each) => each.state)).toEqual([state]);
  });

  it('typed behind a slash in a channel is answered to whoever typed it alone', async () => {
    await corridor.driver.slash('nadia', 'help', { conversation: `${TRIAGE};messageid=1` });
    expect(wordsOf(corridor.fake.messagesIn('a:29:nadia').at(-1)?.body)).toContain('999');
    expect(corridor.fake.messagesIn(TRIAGE)).toEqual([]);
  });

  it('is nobody’s who has a member’s id in another organisation that is let in', async () => {
    const refer = { commandId: 'refer', commandContext: 'compose' };
    const asked = async (user: string, more: Json = {}) => {
      const form = { type: 'invoke', name: 'composeExtension/fetchTask', value: refer };
      const { status, json } = await corridor.driver.send(corridor.driver.activity(user, { ...form, ...more }));
      expect(status).toBe(200);
      return wordsOf(json);
    };
    const elsewhere = {
      conversation: { id: 'a:29:nadia', conversationType: 'personal', tenantId: SECOND_TENANT },
      channelData: { tenant: { id: SECOND_TENANT } },
    };
    expect(await asked('nadia')).toContain('Seen by the receiving service');
    const stranger = await asked('somebody');
    expect(stranger).not.toContain('Seen by the receiving service');
    expect(await asked('nadia', elsewhere)).toEqual(stranger);
  });

  it('says nothing of what people write in threads that are not its own', async () => {
    const before = await corridor.database.db.inbox.count();
    const talk = { text: 'Lunch?', conversation: { id: `${TRIAGE};messageid=1`, conversationType: 'channel', tenantId: TENANT } };
    expect((await corridor.driver.send(corridor.driver.activity('sam', talk))).status).toBe(200);
    expect(await corridor.database.db.inbox.count()).toBe(before);
  });
}); // prettier-ignore
