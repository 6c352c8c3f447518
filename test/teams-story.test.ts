import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from './fakes/teams.js';
import { providers } from './support/database.js';
import { openTeamsCorridor, teamsChannel, type TeamsCorridor } from './support/teams-corridor.js';
import { TENANT } from './fakes/teams.js';

const TRIAGE = teamsChannel('harbour-triage');
const WHAT = 'Taken off the rota a week after she announced her pregnancy.';

/** Every object in a card that has this property. */
function within(piece: unknown, has: string): Json[] {
  if (typeof piece !== 'object' || piece === null) return [];
  const below = Object.values(piece).flatMap((each) => within(each, has));
  return has in piece ? [piece as Json, ...below] : below;
}
const wordsIn = (piece: unknown) => within(piece, 'text').map(({ text }) => String(text)).join('\n'); // prettier-ignore

describe.each(providers)('a referral in Teams, on %s', (provider) => {
  let corridor: TeamsCorridor;
  beforeEach(async () => {
    corridor = await openTeamsCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const inThread = (root: string) => ({ id: `${TRIAGE};messageid=${root}`, conversationType: 'channel', tenantId: TENANT });
  const card = () => corridor.fake.calls.filter(({ conversation, body }) => conversation.startsWith(TRIAGE) && String(body['summary']).startsWith('WIR-')).at(-1)!;
  const told = (user: string) => corridor.fake.calls.filter(({ conversation }) => conversation === `a:29:${user}`).map(({ body }) => String(body['summary']).replace(/WIR-\w+/, 'WIR'));
  async function invoke(user: string, name: string, value: Json, more: Json = {}) {
    const { status, json } = await corridor.send(corridor.activity(user, { type: 'invoke', name, value, ...more }));
    expect(status).toBe(200);
    await corridor.settle();
    const task = json!['task'] as { value: { card: Json } };
    return task.value.card;
  }
  const action = (shown: unknown, title: string) => {
    const found = within(shown, 'title').find((each) => each['title'] === title);
    if (!found) throw new Error(`no “${title}” in ${JSON.stringify(shown).slice(0, 800)}`);
    return found['data'] as Json;
  };
  const open = (user: string) => invoke(user, 'composeExtension/fetchTask', { commandId: 'refer', commandContext: 'compose' });
  async function fill(shown: Json, filled: Json, title: string, user: string) {
    const inputs = within(shown, 'id').filter(({ type }) => String(type).startsWith('Input.'));
    const typed = inputs.map(({ id, value, choices }) => {
      const given = filled[String(id).slice(3)];
      const choice = (choices as { title: string; value: string }[] | undefined)?.find((each) => each.title.startsWith(String(given)));
      return [id, given === undefined ? (value ?? '') : (choice?.value ?? given)];
    });
    return await invoke(user, 'composeExtension/submitAction', { data: { ...(Object.fromEntries(typed) as Json), ...action(shown, title) } });
  }
  const filled = { service: 'Harbour Advice maternity rights', issues: 'maternity', what: WHAT, agreed: 'Yes, in conversation' };

  it('goes from the compose box to an adviser who takes it, and back to the midwife', async () => {
    const refused = await fill(await open('nadia'), { ...filled, what: 'Ring her on 07700 900123.' }, 'Send referral', 'nadia');
    expect(wordsIn(refused)).toContain('phone number');
    expect(within(refused, 'value').some(({ value }) => value === 'Ring her on 07700 900123.')).toBe(true);
    expect(await corridor.database.db.referral.count()).toBe(0);

    const sent = await fill(await open('nadia'), filled, 'Send referral', 'nadia');
    expect(wordsIn(sent)).toMatch(/Sent: WIR-\w{4}/);
    expect(wordsIn(card().body)).toContain(WHAT);
    expect(card().body['summary']).not.toContain('rota');
    expect(told('nadia')).toContain('WIR: received');

    const root = card().id;
    const where = { conversation: inThread(root), channelData: { tenant: { id: TENANT } } };
    const question = await invoke('priya', 'task/fetch', { data: action(card().body, 'Take it') }, where);
    expect(wordsIn(question)).toContain('conflicts were checked');
    const done = await invoke('priya', 'task/submit', { data: action(question, 'Checked, take it') }, where);
    expect(wordsIn(done)).toContain('is yours');
    expect(card()).toMatchObject({ method: 'PUT', id: root });
    expect(wordsIn(card().body)).toContain('Taken by Priya Shah');
  });

  it('typed as a word in the one-to-one chat is answered with a button that opens the form', async () => {
    expect((await corridor.send(corridor.activity('nadia', { text: 'refer' }))).status).toBe(200);
    await corridor.settle();
    const asked = corridor.fake.calls.at(-1)!;
    const shown = await invoke('nadia', 'task/fetch', { data: action(asked.body, 'Open the form') });
    expect(within(shown, 'id').map(({ id }) => id)).toContain('in-what');
  });

  it('is not taken by a button that was copied into another channel, or by somebody else’s form', async () => {
    const form = await open('nadia');
    await fill(form, filled, 'Send referral', 'nadia');
    const elsewhere = { conversation: { id: '19:other@thread.tacv2;messageid=1', conversationType: 'channel', tenantId: TENANT } };
    expect(wordsIn(await invoke('priya', 'task/fetch', { data: action(card().body, 'Take it') }, elsewhere))).toContain('older card');
    expect(wordsIn(await fill(form, filled, 'Send referral', 'priya'))).toContain('out of date');
  });

  it.each([
    [{ status: 429, headers: { 'retry-after': '30' } }, 'pending'],
    [{ status: 502 }, 'sending'],
    [{ status: 403, body: { error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } } }, 'dead'],
  ])('whose card is answered with %j is posted once, and delivery decides', async (fault, state) => {
    const form = await open('nadia');
    const before = corridor.fake.calls.length;
    corridor.fake.faults.push(fault, fault, fault);
    await fill(form, filled, 'Send referral', 'nadia');
    expect(corridor.fake.calls.length).toBe(before);
    expect(corridor.fake.faults.length).toBeLessThan(3);
    const rows = await corridor.database.db.outbox.findMany({ where: { toKind: 'channel' } });
    expect(rows.map((each) => each.state)).toContain(state);
  });

  it('says nothing of what people write in threads that are not its own', async () => {
    const before = await corridor.database.db.inbox.count();
    const talk = { text: 'Lunch?', conversation: { id: `${TRIAGE};messageid=1`, conversationType: 'channel', tenantId: TENANT } };
    expect((await corridor.send(corridor.activity('sam', talk))).status).toBe(200);
    expect(await corridor.database.db.inbox.count()).toBe(before);
  });
}); // prettier-ignore
