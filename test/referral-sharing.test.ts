import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carried, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase, type Standing } from './support/referral-case.js';

const LEVELS = ['none', 'status', 'summary'] as const;
type Level = (typeof LEVELS)[number];
type Told = Readonly<Record<Level, readonly string[]>>;

const LINE = `Shifts restored, ${CANARY}.`;
const all = (...lines: string[]): Told => ({ none: lines, status: lines, summary: lines });
const agreed = (...lines: string[]): Told => ({ ...all(...lines), none: [] });
const bundled = (verb: string, ...lines: string[]): string =>
  [
    `REF: ${verb}`,
    'News of your referrals, Tue 24 Nov 2026',
    lines[0],
    '',
    ...lines.slice(1),
    'One message a day at most',
  ].join('|');
const bundle = (verb: string, line: string): Told => agreed(bundled(verb, line));
const QUESTION = `needs to know more|${CANARY}: which shifts?|[Answer]|Seen by the receiving service’s advisers.`;

type Event = { at: Standing; do: (bench: ReferralCase, id: string) => Promise<unknown>; told: Told };
const fill =
  (action: string, values: Record<string, string | string[]>) => (bench: ReferralCase, id: string) =>
    bench.fill('priya', action, id, values);
const press = (action: string) => (bench: ReferralCase, id: string) => bench.press('priya', action, id);

// What comes to the sender and the link worker as a message of its own, by what they may hear. REF stands for the
// reference; a card that changes in place is looked at below.
const EVENTS: Record<string, Event> = {
  declined: { at: 'requested', do: fill('referrals.decline', { reason: 'wrong-service' }), told: all('REF: can’t be taken|Better placed elsewhere.|Mersey Shore Law Centre') },
  'asked for more': { at: 'requested', do: fill('referrals.ask', { text: `${CANARY}: which shifts?` }), told: all(`REF: a question for you|${QUESTION}`) },
  'asked for more after acceptance': { at: 'accepted', do: fill('referrals.ask', { text: `${CANARY}: which shifts?` }), told: all(`REF: a question for you|${QUESTION}`) },
  withdrawn: { at: 'accepted', do: fill('referrals.withdraw', { reason: 'resolved' }), told: all('REF: withdrawn|REF was withdrawn. What was typed about it has been erased.') },
  taken: { at: 'requested', do: press('referrals.take'), told: bundle('accepted', 'REF is accepted by Harbour Advice maternity rights.') },
  'contact made': { at: 'accepted', do: press('referrals.contact'), told: bundle('contact made', 'Harbour Advice maternity rights has made contact about REF.') },
  'not reached': { at: 'accepted', do: fill('referrals.unreached', { way: 'call' }), told: bundle('not reached yet', 'Harbour Advice maternity rights tried to make contact about REF and couldn’t. They will try again.') },
  paused: { at: 'accepted', do: fill('referrals.hold', { reason: 'waiting-list' }), told: bundle('paused', 'REF is paused. Paused: on the waiting list.') },
  'moved to file': { at: 'accepted', do: press('referrals.file'), told: all() },
  completed: {
    at: 'in-progress',
    do: fill('outcomes.record', { codes: ['WORK-ADJUSTED', 'BEN-UP'], line: LINE }),
    told: { ...bundle('closed', 'REF is closed.'), summary: [bundled('closed', 'REF closed: Work adjusted or risk assessment done; Benefit increased.', LINE)] },
  },
  'completed without a case': {
    at: 'accepted',
    do: fill('outcomes.record', { codes: ['NO-CASE'] }),
    told: { ...bundle('closed', 'REF is closed.'), summary: [bundled('closed', 'REF closed: Advised there is no legal route; may need support.')] },
  },
  corrected: {
    at: 'completed',
    do: (bench, id) => bench.submit('priya', { action: 'outcomes.record', context: carried(JSON.stringify({ referral: id, correcting: true }), {}) }, { codes: ['JOB-KEPT'] }),
    told: { none: [], status: [], summary: [bundled('outcome corrected', 'REF outcome corrected: Job kept.')] },
  },
  'ended otherwise': { at: 'accepted', do: fill('referrals.fail', { reason: 'moved' }), told: bundle('closed', 'REF is closed.') },
  'a death': { at: 'accepted', do: fill('referrals.fail', { reason: 'died' }), told: all() },
}; // prettier-ignore
const CELLS = Object.keys(EVENTS).flatMap((name) => LEVELS.map((level) => [name, level] as const));

describe.each(providers)('what the health side hears, on %s', (provider) => {
  let bench: ReferralCase;
  beforeAll(async () => {
    bench = await openReferralCase(provider);
  });
  afterAll(() => bench.close());

  const flat = (text: string, reference: string) => text.replaceAll(reference, 'REF').replaceAll('\n', '|');
  const news = async (user: string, reference: string) => (await bench.messages(user, reference)).slice(1).map((message) => flat(textOf(message), reference));
  /** What follows looks at, in every way they can: the card, the list, the record, and what more they may do. */
  const sights = async (user: string, { id, reference }: { id: string; reference: string }) => {
    const [card] = await bench.messages(user, reference);
    const asked = [await bench.command(user, 'mine'), await bench.command(user, 'show', reference), await bench.press(user, 'referrals.copy', id), await bench.press(user, 'referrals.more', id)];
    return JSON.stringify([card, asked]);
  };
  async function sent(share: Level, at: Standing) {
    await bench.clear();
    bench.clock.set(new Date('2026-11-24T10:00:00Z'));
    const referral = await bench.send({ share });
    await bench.put(referral.id, at);
    return referral;
  }

  it.each(LEVELS)('that it arrived, at level %s', async (level) => {
    const { reference } = await sent(level, 'requested');
    for (const user of ['nadia', 'tom']) {
      expect((await bench.messages(user, reference)).map(({ summary }) => summary)).toEqual([`${reference}: received`]);
    }
  });

  it.each(CELLS)('when it is %s, at level %s, is what was agreed and nothing else', async (name, level) => {
    const { at, do: happen, told } = EVENTS[name]!;
    const { id, reference } = await sent(level, at);
    await happen(bench, id);
    for (const user of ['nadia', 'tom']) {
      const heard = await news(user, reference);
      expect(heard, user).toHaveLength(told[level].length);
      for (const [index, text] of told[level].entries()) {
        for (const part of text.split('|')) expect(heard[index]).toContain(part);
        if (level !== 'summary') expect(heard[index]).not.toContain(LINE);
        if (name === 'withdrawn') expect(heard[index]).toBe(text);
      }
    }
  });

  it.each(['completed', 'failed', 'in-progress'] as const)('at level none does not change when it is %s', async (to) => {
    const referral = await sent('none', 'accepted');
    const before = await Promise.all(['nadia', 'tom'].map((user) => sights(user, referral)));
    expect(before[0]).toContain('With the service. They asked us not to send news');
    await bench.put(referral.id, to);
    bench.clock.forward(60_000);
    expect(await Promise.all(['nadia', 'tom'].map((user) => sights(user, referral)))).toEqual(before);
  });

  it('at level status shows where it stands, and never how it ended', async () => {
    const { id, reference } = await sent('status', 'requested');
    const shown = async () => JSON.stringify([(await bench.messages('nadia', reference))[0], await bench.press('nadia', 'referrals.copy', id)]);
    await bench.press('priya', 'referrals.take', id);
    expect(await shown()).toContain('Accepted');
    await bench.press('priya', 'referrals.contact', id);
    expect(await shown()).toContain('Being helped');
    await bench.fill('priya', 'outcomes.record', id, { codes: ['GRANT'], line: LINE });
    expect(await shown()).toContain('Closed');
    expect(await shown()).not.toMatch(/Grant|Shifts/);
  });

  it('at level summary is in the text for the record too', async () => {
    const { id, reference } = await sent('summary', 'in-progress');
    await bench.fill('priya', 'outcomes.record', id, { codes: ['GRANT'] });
    const lines = said(await bench.press('nadia', 'referrals.copy', id)).split('\n');
    expect(lines.slice(1, 5)).toEqual([
      `24 Nov 2026 · ${reference} · Referral to Harbour Advice maternity rights`,
      'Asked: Pregnancy & work rights',
      'Said: Closed: Grant',
      'Next: nobody; it is closed',
    ]);
  });

  it.each([
    ['contact is made', 'accepted', press('referrals.contact')],
    ['it is closed', 'in-progress', fill('outcomes.record', { codes: ['GRANT'], line: LINE })],
  ] as const)('is nothing if they agree to less between the evening when %s and the morning', async (_, at, happen) => {
    const { id, reference } = await sent('summary', at);
    bench.clock.set(new Date('2026-11-27T18:30:00Z'));
    await happen(bench, id);
    expect(said(await bench.fill('nadia', 'referrals.share', id, { share: 'none' }))).toContain('From now on less is told');
    bench.clock.set(new Date('2026-11-30T09:00:00Z'));
    await bench.corridor.worker.drain();
    expect(await news('nadia', reference)).toEqual([]);
    expect(await news('tom', reference)).toEqual([]);
  });

  it('can be lowered by either side, with a record of each agreement, and raised by nobody', async () => {
    const { id } = await sent('status', 'accepted');
    for (const user of ['nadia', 'tom', 'priya'])
      expect(said(await bench.fill(user, 'referrals.share', id, { share: 'summary' }))).toContain('needs a new agreement');
    await bench.fill('priya', 'referrals.share', id, { share: 'none' });
    expect(said(await bench.fill('priya', 'referrals.share', id, { share: 'status' }))).toContain('needs a new agreement');
    const agreements = await bench.database.db.agreement.findMany({ where: { referralId: id, kind: 'feedback' }, orderBy: { id: 'asc' } });
    expect(agreements.map(({ party, level, endedAt }) => [party, level, endedAt !== null])).toEqual([
      ['sender', 'status', true],
      ['navigator', 'status', true],
      ['sender', 'none', false],
      ['navigator', 'none', false],
    ]);
  });
}); // prettier-ignore
