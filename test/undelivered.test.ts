import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runDeliveryCommand } from '../src/features/undelivered/commands.js';
import { createUndeliveredStore } from '../src/features/undelivered/store.js';
import { wordsIn } from './fakes/slack-answers.js';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const [NADIA, PRIYA, IMRAN] = [slackUser('nadia'), slackUser('priya'), slackUser('imran')];
const [TRIAGE, CHANNEL] = [slackChannel('harbour-triage'), slackChannel('corridor')];
const WHAT = 'Taken off the rota after announcing her pregnancy.';
const HOUR_MS = 3_600_000;

describe.each(providers)('what could not be delivered, on %s', (provider) => {
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  const leave = (channel: string) => corridor.fake.workspace.channels.set(channel, { member: false, archived: false });
  const join = (channel: string) => corridor.fake.workspace.channels.set(channel, { member: true, archived: false });
  const own = () => wordsIn(corridor.fake.directTo(NADIA).at(0)?.blocks);
  const shown = (user: string) => corridor.fake.shownTo(user).at(-1)!;
  const read = (user: string) => wordsIn(shown(user).blocks);

  async function refer() {
    await corridor.driver.command('/refer', { user: NADIA, channel: CHANNEL });
    const filled = { service: 'Harbour Advice maternity rights', issues: ['maternity'], what: WHAT, agreed: 'spoken' };
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, filled, NADIA);
    await corridor.settle();
  }
  async function list(user: string) {
    await corridor.driver.command('/undelivered', { user, channel: CHANNEL });
    return read(user);
  }

  it('is said on the sender’s own card with the phone number, listed, and tried again', async () => {
    leave(TRIAGE);
    await refer();
    expect(corridor.fake.channel(TRIAGE)).toEqual([]);
    expect(own()).toContain('could not be delivered to Harbour Advice maternity rights');
    expect(own()).toContain(`Ring ${corridor.directory.all()[0]!.dutyLine}`);

    const listed = await list(IMRAN);
    expect(listed).toContain('Message “referrals.card” to a channel on slack');
    expect(listed).toContain('Refused: not_in_channel, after 1 try.');
    for (const secret of ['rota', 'Nadia', NADIA, TRIAGE]) expect(listed).not.toContain(secret);

    await corridor.driver.press(shown(IMRAN), 'Settle it', IMRAN);
    const one = shown(IMRAN);
    join(TRIAGE);
    await corridor.driver.press(one, 'Try again', IMRAN);
    await corridor.settle();
    expect(wordsIn(corridor.fake.channel(TRIAGE)[0]?.blocks)).toContain(WHAT);
    corridor.clock.forward(61_000);
    await corridor.settle();
    expect(own()).not.toContain('could not be delivered');

    await corridor.driver.press(one, 'Try again', IMRAN);
    expect(read(IMRAN)).toContain('settled already');
    expect(await corridor.database.db.auditEvent.count({ where: { action: 'delivery.retry' } })).toBe(1);
  });

  it('comes back to the list when it fails again, is let go by hand, and the sender’s card still says so', async () => {
    leave(TRIAGE);
    await refer();
    const letter = async () => (await createUndeliveredStore(corridor).list()).find(({ name }) => name === 'referrals.card');
    const first = await letter();
    await list(IMRAN);
    await corridor.driver.press(shown(IMRAN), 'Settle it', IMRAN);
    await corridor.driver.press(shown(IMRAN), 'Try again', IMRAN);
    await corridor.settle();
    expect(await letter()).toMatchObject({ id: first?.id, reason: 'not_in_channel' });

    await list(IMRAN);
    await corridor.driver.press(shown(IMRAN), 'Settle it', IMRAN);
    await corridor.driver.press(shown(IMRAN), 'Let it go', IMRAN);
    await corridor.settle();
    expect(await letter()).toBeUndefined();
    expect(own()).toContain('could not be delivered');
  });

  it('tells whoever asked, where it was the consultation', async () => {
    leave(CHANNEL);
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues: ['maternity'], what: WHAT }, NADIA);
    await corridor.settle();
    expect(corridor.fake.directTo(NADIA).map(({ text }) => text)).toEqual(['C-1: not delivered']);
    expect(own()).not.toContain('rota');
    expect(own()).toContain('Ring');
  });

  it('is nobody’s to see or to decide but an administrator’s, and attempts are noted', async () => {
    leave(TRIAGE);
    await refer();
    for (const user of [NADIA, PRIYA]) expect(await list(user)).toContain('Only your partnership’s administrators');
    const refused = await corridor.database.db.auditEvent.findMany({ where: { action: 'delivery.list' } });
    expect(refused.map(({ result, reason }) => [result, reason])).toEqual([
      ['refused', 'not-administrator'],
      ['refused', 'not-administrator'],
    ]);
  });

  it('is an event as well: sealed while it can be tried again, then taken in', async () => {
    await corridor.driver.command('/consult', { user: NADIA, channel: CHANNEL });
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, { issues: ['maternity'], what: WHAT }, NADIA);
    await corridor.settle();
    const card = corridor.fake.channel(CHANNEL).find(({ text }) => text.startsWith('C-'))!;
    // Whoever writes may not answer this, so that a word is owed to them, which Slack refuses each time.
    corridor.fake.faults.decide((method) => (method === 'chat.postEphemeral' ? { kind: 'code', code: 'user_not_in_channel' } : undefined));
    const ts = `${Math.floor(corridor.clock.now().getTime() / 1_000)}.000900`;
    await corridor.driver.event({ type: 'message', channel: CHANNEL, channel_type: 'group', user: PRIYA, text: 'Ring her on 07700 900123.', ts, thread_ts: card.ts });
    for (let tries = 0; tries < 9; tries += 1) {
      corridor.clock.forward(HOUR_MS / 4);
      await corridor.worker.drain();
    }
    expect(await list(IMRAN)).toContain('Something that happened on slack\nFailed: user_not_in_channel, after 8 tries.');
    const [dead] = await corridor.database.db.inbox.findMany({ where: { state: 'dead' } });
    expect(dead?.sealed).not.toContain('900123');

    corridor.fake.faults.decide(() => undefined);
    const terminal = { out: [] as string[], err: [] as string[] };
    const run = (...words: string[]) => runDeliveryCommand(words, {
      open: async () => ({ needs: { store: createUndeliveredStore(corridor), now: corridor.clock.now }, close: async () => {} }),
      newKey: () => `terminal:${terminal.out.length}`,
      print: (line) => terminal.out.push(line),
      printError: (line) => terminal.err.push(line),
    });
    expect(await run('list')).toBe(0);
    const id = /^event:[0-9a-f]{16}/.exec(terminal.out[0]!)![0];
    expect(terminal.out.join('\n')).not.toContain('900123');
    expect(await run('retry', id)).toBe(0);
    await corridor.settle();
    expect((await corridor.database.db.inbox.findMany({ where: { key: dead!.key } }))[0]).toMatchObject({ state: 'done', sealed: null });
    expect([await run('drop', id), await run('drop', 'everything'), await run()]).toEqual([1, 2, 2]);
  });
}); // prettier-ignore
