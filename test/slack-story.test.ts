import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const [NADIA, PRIYA, SAM] = [slackUser('nadia'), slackUser('priya'), slackUser('sam')];
const TRIAGE = slackChannel('harbour-triage');
const WARD = slackChannel('elsewhere');
const WHAT = 'Taken off the rota a week after she announced her pregnancy.';

describe.each(providers)('a referral in Slack, on %s', (provider) => {
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  const card = () => corridor.fake.channel(TRIAGE).find(({ text }) => text.startsWith('WIR-'))!;
  const shown = (user: string) => wordsIn(corridor.fake.shownTo(user).at(-1)?.blocks);
  const told = (user: string) => corridor.fake.directTo(user).map(({ text }) => text.replace(/WIR-\w+/, 'WIR'));
  const rows = async () => [await corridor.database.db.referral.count(), await corridor.database.db.outbox.count()];

  async function open(user = NADIA) {
    await corridor.driver.command('/refer', { user, channel: WARD });
    return corridor.fake.modalOf(user)!;
  }
  const filled = { service: 'Harbour Advice maternity rights', issues: ['maternity'], what: WHAT, agreed: 'spoken' };
  async function refer(more: Record<string, string> = {}) {
    const answer = await corridor.driver.submit(await open(), { ...filled, ...more }, NADIA);
    await corridor.settle();
    return answer;
  }
  async function press(label: string, user: string) {
    await corridor.driver.press(card(), label, user);
    await corridor.settle();
  }

  const wordsTo = (user: string) => corridor.fake.directTo(user).map(({ blocks }) => wordsIn(blocks)).join('\n');

  it('goes from the slash command to the outcome, and comes back to the midwife', async () => {
    const refused = await corridor.driver.submit(await open(), { ...filled, what: 'Ring her on 07700 900123.' }, NADIA);
    expect(refused.json).toMatchObject({ response_action: 'update' });
    expect(wordsIn(corridor.fake.modalOf(NADIA)?.blocks)).toContain('Phone number: “07700 900123”');
    expect(await rows()).toEqual([0, 0]);

    await refer({ share: 'summary' });
    expect(wordsIn(corridor.fake.modalOf(NADIA)?.blocks)).toMatch(/Sent: WIR-\w{4}/);
    expect(wordsIn(card().blocks)).toContain(WHAT);
    expect(told(NADIA)).toEqual(['WIR: received']);

    await press('Take it', PRIYA);
    expect(shown(PRIYA)).toContain('is yours');
    expect(wordsIn(card().blocks)).toContain('Taken by Priya Shah');
    expect(card().edits).toBeGreaterThan(0);

    await press('Contact made', PRIYA);
    expect(wordsTo(NADIA)).toContain('has made contact');
    await press('Record outcome', PRIYA);
    await corridor.driver.submit(corridor.fake.modalOf(PRIYA)!, { codes: ['WORK-ADJUSTED'], line: 'Shifts restored.' }, PRIYA);
    await corridor.settle();
    const words = wordsTo(NADIA);
    expect(words).toContain('Work adjusted');
    expect(words).toContain('Shifts restored.');
    expect(corridor.fake.channel(TRIAGE).filter(({ text }) => text.startsWith('WIR-'))).toHaveLength(1);
  });

  it('is sent once, however often Slack delivers it, and every button works once', async () => {
    const { sent } = await corridor.driver.submit(await open(), filled, NADIA);
    await Promise.all([corridor.driver.send(sent), corridor.driver.send(sent)]);
    await corridor.settle();
    expect((await rows())[0]).toBe(1);

    const first = await corridor.driver.press(card(), 'Take it', PRIYA);
    await Promise.all(Array.from({ length: 5 }, () => corridor.driver.send(first.sent)));
    await press('Take it', PRIYA).catch(() => undefined); // the card may have changed already: then it is not there
    await corridor.settle();
    expect(await corridor.database.db.referralEvent.count({ where: { kind: 'taken' } })).toBe(1);
  });

  it('is taken by one adviser when two press at once, and the other is told', async () => {
    await refer();
    const on = card();
    await Promise.all([corridor.driver.press(on, 'Take it', PRIYA), corridor.driver.press(on, 'Take it', SAM)]);
    await corridor.settle();
    expect(await corridor.database.db.referralEvent.count({ where: { kind: 'taken' } })).toBe(1);
    const words = [shown(PRIYA), shown(SAM)];
    expect(words.filter((each) => each.includes('is yours'))).toHaveLength(1);
  });

  it.each([
    ['a wrong signature', { secret: 'ffffffffffffffffffffffffffffffff' }],
    ['a stale timestamp', { at: Date.parse('2026-11-24T09:54:00Z') }],
    ['a timestamp from the future', { at: Date.parse('2026-11-24T10:06:00Z') }],
  ])('is not let in with %s', async (_, how) => {
    const answer = await corridor.driver.command('/refer', { user: NADIA, channel: WARD }, how);
    expect(answer.status).toBe(401);
    expect(corridor.fake.modalOf(NADIA)).toBeUndefined();
  });

  it('is not for somebody whom no partnership has named', async () => {
    await corridor.driver.command('/refer', { user: 'U0STRANGER', channel: WARD });
    expect(shown('U0STRANGER')).toContain('Ask your partnership’s champion');
    expect(corridor.fake.modalOf('U0STRANGER')).toBeUndefined();
  });

  it('gives back a text that is too long, and keeps nothing of it', async () => {
    const answer = await corridor.driver.submit(await open(), { ...filled, what: 'a'.repeat(3_001) }, NADIA);
    expect(answer.json).toMatchObject({ errors: { what: expect.stringContaining('3,000 characters') as string } });
    expect(await rows()).toEqual([0, 0]);
  });

  it('stands on the home tab, and no log line or notification holds what was typed', async () => {
    await refer();
    await corridor.driver.event({ type: 'app_home_opened', user: NADIA, tab: 'home', channel: 'D0X' });
    await corridor.settle();
    expect(wordsIn(corridor.fake.homeOf(NADIA)?.blocks)).toMatch(/WIR-\w{4}/);
    expect(corridor.lines.join('\n')).not.toContain('rota');
    for (const { text } of corridor.fake.workspace.messages) expect(text).not.toContain('rota');
  });
}); // prettier-ignore
