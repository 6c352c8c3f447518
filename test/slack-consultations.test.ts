import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const [NADIA, PRIYA, SAM] = [slackUser('nadia'), slackUser('priya'), slackUser('sam')];
const CHANNEL = slackChannel('corridor');
const QUESTION = 'Taken off the rota after announcing her pregnancy. Can they do that?';
const ANSWER = 'In general, no. Keep the texts and the rota.';

describe.each(providers)('a consultation in Slack, on %s', (provider) => {
  let corridor: SlackCorridor;
  let stamps = 0;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  const card = () => corridor.fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!;
  const status = () => /Status[\s:]+(.*?)\s*Next/s.exec(wordsIn(card().blocks))?.[1];
  const told = (user: string) => corridor.fake.directTo(user).map(({ text }) => text);
  const thread = async () => {
    const rows = await corridor.database.db.consultMessage.findMany({ include: { versions: true }, orderBy: { id: 'asc' } });
    return rows.map(({ kind, deletedAt, versions }) => ({ kind, deleted: deletedAt !== null, versions: versions.length }));
  };
  async function ask(issues = ['maternity']) {
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues, what: QUESTION }, NADIA);
    await corridor.settle();
  }
  const nextTs = () => `${Math.floor(corridor.clock.now().getTime() / 1_000) + 60}.${String((stamps += 1)).padStart(6, '0')}`;
  async function event(happened: object) {
    await corridor.driver.event({ type: 'message', channel: CHANNEL, channel_type: 'group', ...happened });
    await corridor.settle();
  }
  async function write(user: string, text: string, root = card().ts) {
    const ts = nextTs();
    await event({ user, text, ts, thread_ts: root });
    return ts;
  }

  it('is asked, answered, edited, deleted, thanked and referred from, all in its thread', async () => {
    await ask();
    expect(wordsIn(card().blocks)).toContain(QUESTION);

    const reply = await write(PRIYA, ANSWER);
    expect(status()).toBe('With Priya Shah');
    expect(told(NADIA)).toEqual(['C-1: reply from an adviser']);

    const former = { user: PRIYA, ts: reply, thread_ts: card().ts };
    await event({ subtype: 'message_changed', ts: nextTs(), message: { ...former, text: `${ANSWER} Ring Acas.` }, previous_message: { ...former, text: ANSWER } });
    expect(await thread()).toMatchObject([{ kind: 'what' }, { kind: 'reply', versions: 2 }]);
    await event({ subtype: 'message_deleted', ts: nextTs(), deleted_ts: reply, previous_message: { ...former, text: ANSWER } });
    expect(await thread()).toMatchObject([{ kind: 'what' }, { deleted: true, versions: 0 }]);

    await corridor.driver.press(card(), 'That answered it', NADIA);
    await corridor.settle();
    expect(status()).toBe('Answered');
    await write(NADIA, 'Thanks so much! :pray:');
    expect(status()).toBe('Answered');
    await write(NADIA, 'Thanks. Does that hold if she is an agency worker?');
    expect(status()).toBe('With Priya Shah');

    await corridor.driver.press(card(), 'Refer now', NADIA);
    const form = corridor.fake.modalOf(NADIA)!;
    await corridor.driver.submit(form, { service: 'Harbour Advice maternity rights', agreed: 'spoken' }, NADIA);
    await corridor.settle();
    const [referral] = await corridor.database.db.referral.findMany();
    const [consultation] = await corridor.database.db.consultation.findMany();
    expect(referral?.consultationId).toBe(consultation?.id);
  });

  it('that needs a regulated adviser is not answered by another, by any way', async () => {
    await ask(['immigration']);
    await write(SAM, 'She can simply apply again.');
    expect(wordsIn(corridor.fake.shownTo(SAM).at(-1)?.blocks)).toContain('Only a regulated adviser may answer this');
    expect(status()).toBe('Waiting for an adviser');
    await corridor.driver.press(card(), 'Take it', SAM);
    expect(wordsIn(corridor.fake.shownTo(SAM).at(-1)?.blocks)).toContain('Only a regulated adviser');
    expect(status()).toBe('Waiting for an adviser');
  });

  it('records a copy in which nobody can be picked out, and gives it to its writer alone', async () => {
    await ask();
    await write(PRIYA, 'Ring her on 07700 900123.');
    expect(await thread()).toMatchObject([{ kind: 'what' }, { kind: 'reply', versions: 1 }]);
    const whispered = corridor.fake.calls.filter(({ method }) => method === 'chat.postEphemeral');
    expect(whispered.map(({ args }) => args['user'])).toEqual([PRIYA]);
    expect(whispered[0]?.args['text']).toBe('C-1: please change what you wrote');
    expect(wordsIn(corridor.fake.shownTo(PRIYA).at(-1)?.blocks)).toContain('Ring her on [phone number].');
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL, text: 'C-1' });
    const kept = wordsIn(corridor.fake.shownTo(NADIA).at(-1)?.blocks);
    expect(kept).toContain('Ring her on [phone number].');
    expect(kept).not.toContain('900123');
  });

  it('hears what is written under its card before it knows itself that the card is there', async () => {
    corridor.fake.faults.next('chat.postMessage', { kind: 'reset', applied: true });
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues: ['maternity'], what: QUESTION }, NADIA);
    while (!card()) await corridor.worker.drain();
    const ts = nextTs();
    await corridor.driver.event({ type: 'message', channel: CHANNEL, channel_type: 'group', user: PRIYA, text: ANSWER, ts, thread_ts: card().ts });
    for (const seconds of [5, 30, 60, 60, 120, 120]) {
      corridor.clock.forward(seconds * 1_000);
      await corridor.worker.drain();
    }
    await corridor.settle();
    expect(await thread()).toMatchObject([{ kind: 'what' }, { kind: 'reply', versions: 1 }]);
    expect(corridor.fake.channel(CHANNEL).filter(({ text }) => text.startsWith('C-'))).toHaveLength(1);
  });

  it('leaves out nothing that two write at the same moment', async () => {
    await ask();
    const { id } = await corridor.database.db.consultation.findFirstOrThrow();
    const place = { platform: 'slack', tenant: 'T0CORRIDOR', channel: CHANNEL } as const;
    const under = `${CHANNEL}:${card().ts}`;
    await Promise.all([NADIA, PRIYA, NADIA, PRIYA].map((user, nth) =>
      corridor.hear({ kind: 'said', key: `k${nth}`, person: { platform: 'slack', tenant: 'T0CORRIDOR', user }, place, under, messageId: `${CHANNEL}:${nextTs()}`, text: `${ANSWER} ${nth}`, removed: [] }),
    ));
    expect(await corridor.database.db.consultMessage.count({ where: { consultationId: id, kind: 'reply' } })).toBe(4);
  });

  it('hears nothing of threads that are not its own, and keeps not a word of them', async () => {
    await ask();
    const before = await corridor.database.db.inbox.count();
    await write(PRIYA, 'Lunch?', '1700000000.000001');
    expect(await corridor.database.db.inbox.count()).toBe(before);
    expect(await thread()).toHaveLength(1);
  });

  it('has no case text in any notification or log line', async () => {
    await ask();
    await write(PRIYA, ANSWER);
    const texts = corridor.fake.workspace.messages.map(({ text }) => text);
    for (const text of [...texts, ...corridor.lines]) {
      expect(text).not.toContain('rota');
      expect(text).not.toContain('Keep the texts');
    }
  });
}); // prettier-ignore
