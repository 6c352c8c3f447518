import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, filledIn, formOf, textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, SITUATION, type ReferralCase } from './support/referral-case.js';

const QUESTION = `Which shifts, ${CANARY}?`;
const ANSWER = `The late ones, ${CANARY}.`;

describe.each(providers)('sides that talk, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  const told = async (user: string, reference: string) => (await bench.messages(user, reference)).map(textOf);
  const summaries = async (user: string, reference: string) =>
    (await bench.messages(user, reference)).map(({ summary }) => summary);

  it('ask before acceptance: the referral waits, the answer stands in the card’s thread, and its place is kept', async () => {
    const { id, reference, sentAt } = await bench.send();
    await bench.fill('priya', 'referrals.ask', id, { text: QUESTION });
    expect(await bench.row(id)).toMatchObject({ state: 'on-hold', heldFrom: 'requested', reason: 'more-information-needed' });
    expect((await told('nadia', reference)).join()).toContain(QUESTION);
    const [status] = await bench.messages('nadia', reference);
    expect(textOf(status!)).toContain('Paused: more information is needed');

    const form = formOf(await bench.press('nadia', buttonsOf(status!)[0]!.action, id));
    expect(form.intro).toContainEqual({ kind: 'quote', text: QUESTION });
    bench.clock.forward(3_600_000);
    await bench.submit('nadia', form, { text: ANSWER });
    expect(await bench.row(id)).toMatchObject({ state: 'requested', heldFrom: null, reason: null, sentAt });
    const [card, answer] = await told('harbour-triage', reference);
    expect(card).toContain('New referral');
    expect(answer).toContain(ANSWER);
    expect(await bench.database.db.posted.count({ where: { under: `referral-card:${id}` } })).toBe(1);
  }); // prettier-ignore

  it('ask after acceptance: the adviser is told of the answer, and takes it up again where it was', async () => {
    const { id, reference } = await bench.send({ share: 'none' });
    await bench.press('priya', 'referrals.take', id);
    await bench.press('priya', 'referrals.contact', id);
    await bench.fill('priya', 'referrals.ask', id, { text: QUESTION });
    expect((await summaries('nadia', reference)).at(-1)).toBe(`${reference}: a question for you`);
    expect(said(await bench.command('nadia', 'mine'))).toContain(reference);
    await bench.fill('tom', 'referrals.answer', id, { text: ANSWER });
    expect(await told('priya', reference)).toEqual([
      expect.stringContaining(`The referrer has answered your question about ${reference}.`),
    ]);
    expect((await told('harbour-triage', reference)).at(-1)).toContain(ANSWER);
    expect((await bench.row(id)).state).toBe('on-hold');
    await bench.press('priya', 'referrals.resume', id);
    expect((await bench.row(id)).state).toBe('in-progress');
  });

  it('answer only what is asked', async () => {
    const { id } = await bench.send();
    const answer = () => bench.fill('nadia', 'referrals.answer', id, { text: ANSWER });
    expect(said(await answer())).toContain('has moved on');
    await bench.fill('priya', 'referrals.hold', id, { reason: 'waiting-list' });
    expect(said(await answer())).toContain('has moved on');
    expect((await bench.row(id)).state).toBe('on-hold');
  });

  it('cannot say “couldn’t reach” before three tries in two ways', async () => {
    const { id, reference } = await bench.send();
    await bench.press('priya', 'referrals.take', id);
    const tryBy = (way: string) => bench.fill('priya', 'referrals.unreached', id, { way });
    const close = (verb: 'hold' | 'fail') =>
      bench.fill('priya', `referrals.${verb}`, id, { reason: 'unable-to-contact' });
    const first = 'first count three tries in two different ways';
    for (const way of ['call', 'call', 'call', 'call']) {
      expect(said(await close('hold'))).toContain(first);
      expect(said(await close('fail'))).toContain(first);
      await tryBy(way);
    }
    expect(said(await close('fail'))).toContain(first);
    await tryBy('letter');
    expect((await told('harbour-triage', reference))[0]).toContain('Tries to reach: 5');
    expect(said(await close('hold'))).toContain('is paused');
    await bench.press('priya', 'referrals.resume', id);
    expect(said(await close('fail'))).toContain('is closed');
    expect(await bench.row(id)).toMatchObject({
      state: 'failed',
      reason: 'unable-to-contact',
      contactTries: 5,
    });
  });

  it('two tries in two ways are not enough either', async () => {
    const { id } = await bench.send();
    await bench.press('priya', 'referrals.take', id);
    for (const way of ['call', 'text']) await bench.fill('priya', 'referrals.unreached', id, { way });
    expect(said(await bench.fill('priya', 'referrals.fail', id, { reason: 'unable-to-contact' }))).toContain('first count three');
  }); // prettier-ignore

  it.each(['nadia', 'tom'])('%s sends a declined one on: a new, linked referral, filled in but for the agreement', async (user) => {
    const more = { keyDate: '2027-02-23', priority: 'urgent', contact: ['text-ok'], contactNote: 'Mornings', access: ['hearing'] };
    const first = await bench.send(more);
    await bench.fill('priya', 'referrals.decline', first.id, { reason: 'conflict' });
    const message = (await bench.messages(user, first.reference)).at(-1)!;
    const form = formOf(await bench.press(user, 'referrals.reroute', buttonsOf(message)[0]!.value));
    const elsewhere = bench.serviceId('mersey-law-casework');
    expect(filledIn(form)).toMatchObject({ ...more, service: elsewhere, issues: ['maternity'], what: SITUATION });
    expect(filledIn(form)).not.toHaveProperty('agreed');
    expect(JSON.stringify(form.intro)).toContain('A new service needs a new agreement');

    const unagreed = formOf(await bench.submit(user, form, filledIn(form)));
    expect(unagreed.errors?.['agreed']).toContain('needs the person’s agreement');
    expect(await bench.database.db.referral.count()).toBe(1);

    await bench.submit(user, unagreed, { ...filledIn(unagreed), agreed: 'written' });
    const second = await bench.database.db.referral.findFirstOrThrow({ where: { partOfId: first.id }, include: { agreements: true } });
    expect(second).toMatchObject({ state: 'requested', serviceId: elsewhere, senderId: bench.member(user).id });
    expect(second.agreements.find(({ kind }) => kind === 'refer')).toMatchObject({
      method: 'written',
      organisations: ['Mersey Shore Law Centre'],
      byId: bench.member(user).id,
      wordsVersion: '2026-11',
    });
    expect((await told('mersey-law-triage', second.reference))[0]).toContain(SITUATION);
    expect(await bench.messages('harbour-triage', second.reference)).toEqual([]);
    expect((await bench.row(first.id)).state).toBe('rejected');
  }); // prettier-ignore

  it('hear of things in working hours, and their cards stay current meanwhile', async () => {
    bench.clock.set(new Date('2026-11-27T18:30:00Z')); // a Friday evening
    const { id, reference } = await bench.send();
    expect(await summaries('nadia', reference)).toEqual([`${reference}: received`]);
    expect(await summaries('tom', reference)).toEqual([]);
    await bench.press('priya', 'referrals.take', id);
    await bench.press('priya', 'referrals.contact', id);
    expect(await bench.messages('nadia', reference)).toHaveLength(1);
    expect((await told('nadia', reference))[0]).toContain('Being helped');
    const pending = await bench.database.db.outbox.findMany({
      where: { state: 'pending', notice: { startsWith: 'referrals.' } },
      orderBy: { seq: 'asc' },
    });
    const firsts = pending.filter(
      ({ notice, notBefore }) => notice === 'referrals.updates' || notBefore > bench.clock.now(),
    );
    expect(firsts.map(({ toId, notBefore }) => [toId, notBefore.toISOString()])).toEqual([
      ['tom', '2026-11-30T09:00:00.000Z'],
      ...['nadia', 'tom', 'nadia', 'tom'].map((user) => [user, '2026-11-30T09:00:00.000Z']),
    ]);
    expect(pending.filter(({ notice, toId }) => notice === 'referrals.status' && toId === 'nadia')).toEqual(
      [],
    );

    bench.clock.set(new Date('2026-11-30T08:59:59Z'));
    await bench.corridor.worker.drain();
    expect(await bench.messages('nadia', reference)).toHaveLength(1);
    bench.clock.set(new Date('2026-11-30T09:00:00Z'));
    await bench.corridor.worker.drain();
    for (const user of ['nadia', 'tom'])
      expect((await summaries(user, reference)).at(-1)).toBe(`${reference}: contact made`);
  });

  it('hear nothing on a bank holiday', async () => {
    const { id, reference } = await bench.send();
    await bench.press('priya', 'referrals.take', id);
    bench.clock.set(new Date('2026-12-24T17:05:00Z')); // then Christmas, a weekend, and the day in lieu
    await bench.press('priya', 'referrals.contact', id);
    bench.clock.set(new Date('2026-12-28T12:00:00Z'));
    await bench.corridor.worker.drain();
    expect((await summaries('nadia', reference)).at(-1)).toBe(`${reference}: accepted`);
    bench.clock.set(new Date('2026-12-29T09:00:00Z'));
    await bench.corridor.worker.drain();
    expect((await summaries('nadia', reference)).at(-1)).toBe(`${reference}: contact made`);
  });
});
