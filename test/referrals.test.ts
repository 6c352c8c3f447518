import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Values } from '../src/chat/form.js';
import {
  button,
  buttonsOf,
  formOf,
  messageOf,
  openCorridor,
  textOf,
  type TestCorridor,
} from './support/corridor.js';
import { providers } from './support/database.js';

const SITUATION = 'Taken off the rota a week after she announced her pregnancy. No reason given.';

describe.each(providers)('a referral, on %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider);
  });
  afterEach(() => corridor.drop());

  const service = (name: RegExp) =>
    corridor.sample.partnership.services.find((each) => name.test(each.name))!;

  async function send(values: Values = {}, user = 'nadia') {
    const form = formOf(await corridor.as(user).command('refer'));
    return corridor.as(user).submit(form, {
      service: service(/Harbour/).id,
      issues: ['maternity'],
      what: SITUATION,
      keyDate: '2027-02-23',
      agreed: 'spoken',
      share: 'summary',
      ...values,
    });
  }
  const card = async () =>
    (await corridor.channel('harbour-triage')).find(({ message }) => message.summary.startsWith('WIR-'))!
      .message;

  it('lists first what has to be acted on, and then the longest silent, however much is open', async () => {
    const urgent = /WIR-[0-9A-Z]{4}/.exec(messageOf(await send()).summary)?.[0];
    const { db } = corridor.database;
    const row = await db.referral.findFirstOrThrow();
    const silent = Array.from({ length: 120 }, (_, nth) => ({
      ...{ ...row, id: `silent-${nth}`, reference: `WIR-${1_000 + nth}`, issues: row.issues as string[] },
      ...{ actBy: null, changedAt: new Date(row.changedAt.getTime() - (nth + 1) * 3_600_000) },
    }));
    await db.referral.createMany({ data: silent });
    const { organisations: named, ...agreed } = await db.agreement.findFirstOrThrow({
      where: { kind: 'refer' },
    });
    const organisations = named as string[];
    const agreements = silent.map(({ id }) => ({
      ...agreed,
      organisations,
      id: `agreed-${id}`,
      referralId: id,
    }));
    await db.agreement.createMany({ data: agreements });
    const mine = textOf(messageOf(await corridor.as('priya').command('mine')));
    const [first, second, third] = mine.match(/WIR-[0-9A-Z]{4}/g) ?? [];
    expect([first, second, third]).toEqual([urgent, 'WIR-1119', 'WIR-1118']);
  });

  it('asks for no contact details when nobody may contact the person', async () => {
    const sent = textOf(messageOf(await send({ issues: ['abuse'], contact: ['do-not-contact'] })));
    expect(sent).toContain('Send no contact details');
    expect(sent).toContain('aims to answer you by');
    expect(sent).not.toContain('Best way to reach them');
  });

  it('goes all the way: sent, taken, contact made, outcome, and the referrer hears', async () => {
    const sent = messageOf(await send());
    const reference = /WIR-[0-9A-Z]{4}/.exec(sent.summary)?.[0];
    expect(textOf(sent)).toContain('by secure e-mail');
    expect((await corridor.as('nadia').told(/received/)).summary).toBe(`${reference}: received`);

    expect(textOf(await card())).toContain(SITUATION);
    expect(textOf(await card())).toContain('Act by: Tue 16 Feb 2027 (last day Tue 23 Feb 2027)');
    expect(messageOf(await corridor.as('priya').press(button(await card(), 'Take it'))).summary).toContain(
      'is yours',
    );
    expect(textOf(await card())).toContain('Taken by Priya Shah');

    await corridor.as('priya').press(button(await card(), 'Contact made'));
    expect((await corridor.as('nadia').told(/contact made/)).summary).toBe(`${reference}: contact made`);

    const form = formOf(await corridor.as('priya').press(button(await card(), 'Record outcome')));
    await corridor.as('priya').submit(form, { codes: ['WORK-ADJUSTED'], line: 'Shifts restored.' });
    const closed = textOf(await corridor.as('nadia').told(/closed/));
    expect(closed).toContain('Work adjusted or risk assessment done');
    expect(closed).toContain('Shifts restored.');
    expect(buttonsOf(await card()).map(({ label }) => label)).toEqual(['Correct outcome']);
  });
});
