import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { button, formOf, messageOf, openCorridor, textOf, type TestCorridor } from './support/corridor.js';
import { providers } from './support/database.js';

const DAY_MS = 24 * 3_600_000;
const WHAT = 'Taken off the rota after announcing her pregnancy.';

describe.each(providers)('what was typed, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const texts = async () => [
    await corridor.database.db.referralText.count(),
    await corridor.database.db.consultVersion.count(),
    await corridor.database.db.searchDocument.count(),
  ];
  async function pass(days: number) {
    for (let day = 0; day < days; day += 1) {
      corridor.clock.forward(DAY_MS);
      await corridor.worker.drain();
    }
  }

  it('is erased ninety days after its case closed, and what is coded stays', async () => {
    const refer = formOf(await corridor.as('nadia').command('refer'));
    const service = corridor.sample.partnership.services[0]!.id;
    await corridor
      .as('nadia')
      .submit(refer, { service, issues: ['maternity'], what: WHAT, agreed: 'spoken' });
    const status = await corridor.as('nadia').told(/received/);
    const more = messageOf(await corridor.as('nadia').press(button(status, 'More')));
    const log = formOf(await corridor.as('nadia').command('consult', 'log'));
    await corridor.as('nadia').submit(log, { issues: ['benefits'], what: WHAT, result: 'signposted' });
    expect(await texts()).toEqual([2, 1, 1]);

    await pass(120); // the consultation closed at once, the referral is open still
    expect(await texts()).toEqual([2, 0, 0]);
    const shown = messageOf(await corridor.as('nadia').command('consult', 'C-1'));
    expect(textOf(shown)).toContain('has been erased');
    expect(textOf(shown)).toContain('Pointed to another place');

    const withdraw = formOf(await corridor.as('nadia').press(button(more, 'Withdraw')));
    await corridor.as('nadia').submit(withdraw, { reason: 'resolved' });
    expect(await texts()).toEqual([0, 0, 0]);
    expect(await corridor.database.db.referral.count()).toBe(1);
    expect(
      await corridor.database.db.auditEvent.count({ where: { action: 'retention.run' } }),
    ).toBeGreaterThan(60);
  });
});
