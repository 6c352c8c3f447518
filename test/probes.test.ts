import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, providers } from './support/database.js';
import { openSlackCorridor, type SlackCorridor } from './support/slack-corridor.js';
import { slackChannel, slackUser } from './support/slack-sample.js';

const NADIA = slackUser('nadia');
const [TRIAGE, CHANNEL] = [slackChannel('harbour-triage'), slackChannel('corridor')];

describe.each(providers)('whoever looks after the program, on %s', (provider) => {
  let corridor: SlackCorridor;
  beforeEach(async () => {
    corridor = await openSlackCorridor(await openDatabase(provider));
  });
  afterEach(() => corridor.drop());

  async function ask(path: string) {
    const answer = await fetch(new URL(path, corridor.url));
    return { status: answer.status, text: await answer.text() };
  }
  async function refer() {
    await corridor.driver.command('/refer', { user: NADIA, channel: CHANNEL });
    const filled = { service: 'Harbour Advice maternity rights', issues: ['maternity'], what: 'Taken off the rota.', agreed: 'spoken' };
    await corridor.driver.submit(corridor.fake.modalOf(NADIA)!, filled, NADIA);
  }

  it('sees how much waits and since when, and what is planned and set aside, without a name', async () => {
    await corridor.settle();
    expect(await ask('/readyz')).toMatchObject({ status: 200, text: expect.stringMatching(/^ready\n/) as string });
    corridor.fake.workspace.channels.set(TRIAGE, { member: false, archived: false });
    corridor.fake.faults.next('conversations.open', { kind: 'rate-limit', retryAfter: '120' });
    await refer();
    await corridor.settle();
    corridor.clock.forward(30_000);

    const { text } = await ask('/metrics');
    expect(text).toContain('corridor_queue_rows{queue="outbox",state="waiting"} 2\n');
    const [, age] = /oldest_seconds\{queue="outbox",state="waiting"\} (.+)/.exec(text)!;
    expect(Number(age)).toBeGreaterThanOrEqual(30);
    expect(text).toMatch(/corridor_queue_rows\{queue="outbox",state="dead"\} [12]\n/);
    expect(text).toContain('corridor_queue_rows{queue="jobs",state="planned"} ');
    expect(text).toMatch(/corridor_sends_total\{platform="slack",outcome="retry-after"\} 1\n/);
    for (const line of text.split('\n').filter((each) => each !== '' && !each.startsWith('#')))
      expect(line).toMatch(/^[a-z_]+(\{(queue|state|platform|outcome)="[a-z-]+"(,(state|outcome)="[a-z-]+")?\})? [\d.e+-]+$/);
    expect((await ask('/readyz')).text).toMatch(/^outbox waiting: 2, the oldest for \d+ s$/m);
  });

  it('sees that it stops, while it still answers', async () => {
    corridor.probes.stopping();
    expect(await ask('/readyz')).toMatchObject({ status: 503, text: expect.stringMatching(/^not ready: stopping\n/) as string });
    expect((await ask('/healthz')).status).toBe(200);
  });
}); // prettier-ignore
