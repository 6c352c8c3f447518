import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import { carried, filledIn, formOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { loadSample, sampleText } from './support/partnership.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const NO_ID = '00000000-0000-7000-8000-000000000000';
const PRESSES = ['take', 'contact', 'file', 'resume', 'decline', 'ask', 'unreached', 'hold', 'fail', 'withdraw', 'remove', 'share', 'answer', 'copy', 'show', 'more', 'reroute']
  .map((verb) => `referrals.${verb}`)
  .concat('outcomes.record', 'outcomes.not-yet', 'outcomes.later', 'stories.tell', 'stories.agree', 'stories.undo', 'stories.end'); // prettier-ignore
const FORMS: readonly (readonly [action: string, values: Record<string, string | string[]>])[] = [
  ['referrals.decline', { reason: 'conflict' }],
  ['referrals.decline', {}],
  ['referrals.ask', { text: CANARY }],
  ['referrals.ask', { text: ' ' }],
  ['referrals.answer', { text: CANARY }],
  ['referrals.answer', { text: 'ring 07700 900123' }],
  ['referrals.unreached', { way: 'call' }],
  ['referrals.share', { share: 'none' }],
  ['referrals.share', { share: 'summary' }],
  ['referrals.hold', { reason: 'unable-to-contact' }],
  ['referrals.fail', { reason: 'unable-to-contact' }],
  ['referrals.withdraw', { reason: 'resolved' }],
  ['referrals.remove', { reason: 'test' }],
  ['outcomes.record', { codes: ['GRANT'] }],
  ['outcomes.record', { line: 'ring 07700 900123' }],
];
const GONE = 'You do not have access to that reference, or it does not exist.';

describe.each(providers)('a referral that is not for them, on %s', (provider) => {
  let bench: ReferralCase;
  /** One of another partnership, one that was removed, one that never was. */
  let ids: { foreign: string; removed: string; unknown: string };
  let references: { foreign: string; removed: string; unknown: string };

  beforeAll(async () => {
    bench = await openReferralCase(provider);
    await loadSample(bench.database, sampleText('renal'), bench.clock.now());
    await bench.corridor.sample.directory.refresh();
    const renal = bench.corridor.sample.directory.all().find(({ key }) => key === 'fylde-renal')!;
    const form = formOf(await bench.command('aisha', 'refer'));
    await bench.submit('aisha', form, { ...filledIn(form), service: renal.services[0]!.id, issues: ['housing'], what: CANARY, agreed: 'spoken' });
    const foreign = await bench.database.db.referral.findFirstOrThrow({ where: { partnershipId: renal.id } });
    const removed = await bench.send();
    await bench.fill('nadia', 'referrals.remove', removed.id, { reason: 'test' });
    ids = { foreign: foreign.id, removed: removed.id, unknown: NO_ID };
    references = { foreign: foreign.reference, removed: removed.reference, unknown: 'WIR-2222' };
  }); // prettier-ignore
  afterAll(() => bench.close());

  /** Asks about all three and makes sure that the answers are the same to the last byte. */
  async function expectSameForAll(ask: (which: 'foreign' | 'removed' | 'unknown') => Promise<Reply>) {
    const replies = [await ask('foreign'), await ask('removed'), await ask('unknown')].map((reply) => JSON.stringify(reply));
    expect(replies[0]).toContain(GONE);
    expect(replies[1]).toBe(replies[0]);
    expect(replies[2]).toBe(replies[0]);
  } // prettier-ignore

  it.each(PRESSES)('answers %s alike, whether it is foreign, removed or unknown', async (action) => {
    for (const user of ['nadia', 'tom', 'priya', 'imran', 'bev'])
      await expectSameForAll((which) => bench.press(user, action, action === 'referrals.reroute' ? `${ids[which]}:${NO_ID}` : ids[which]));
  }); // prettier-ignore

  it.each(FORMS)('answers the form %s with %j alike', async (action, values) => {
    for (const user of ['nadia', 'tom', 'priya', 'imran', 'bev'])
      await expectSameForAll(async (which) => {
        const reply = await bench.fill(user, action, ids[which], values);
        // A preview comes before anything is looked up, so it tells nothing either; what follows it is compared.
        const isPreview = reply.kind === 'form' && reply.form.title === 'Before it is sent';
        return isPreview ? bench.submit(user, reply.form, {}) : reply;
      });
  });

  it.each(['show', 'outcome'])('answers “%s” with its reference alike', async (word) => {
    for (const user of ['nadia', 'priya', 'imran'])
      await expectSameForAll((which) => bench.command(user, word, references[which]));
  });

  it.each(['', 'x', '../../etc', `${NO_ID}:`, '\u0000', 'Jade Smith', 'A'.repeat(5_000)])('is not found under %j', async (value) => {
    for (const action of PRESSES) expect(said(await bench.press('priya', action, value)), action).toContain(GONE);
  }); // prettier-ignore

  it('stays as it was', async () => {
    const rows = await bench.database.db.referral.findMany({
      where: { id: { in: [ids.foreign, ids.removed] } },
    });
    expect(
      rows.map(({ state, version }) => [state, version]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    ).toEqual([
      ['entered-in-error', 1],
      ['requested', 0],
    ]);
  });

  it.each(['foreign', 'removed', 'unknown'] as const)(
    'cannot be followed on from when it is %s',
    async (which) => {
      const before = await bench.database.db.referral.count();
      const form = formOf(await bench.command('nadia', 'refer'));
      const context = carried(JSON.stringify({ partOf: ids[which] }), bench.defaults);
      const reply = await bench.submit(
        'nadia',
        { ...form, context },
        { ...filledIn(form), ...bench.defaults },
      );
      expect(said(reply)).toContain(GONE);
      expect(await bench.database.db.referral.count()).toBe(before);
    },
  );

  it('of their own partnership but another’s case is not there either, nor its detail for a privacy lead', async () => {
    const { id, reference } = await bench.send();
    for (const user of ['bev', 'helen', 'zoe', 'paula', 'owen']) {
      expect(said(await bench.press(user, 'referrals.show', id))).toContain(GONE);
      expect(said(await bench.command(user, 'show', reference))).toContain(GONE);
      expect(said(await bench.press(user, 'referrals.copy', id))).toContain(GONE);
    }
    for (const action of ['referrals.copy', 'referrals.answer', 'referrals.share', 'referrals.ask'])
      expect(said(await bench.press('imran', action, id))).toContain(GONE);
    const may = said(await bench.command('imran', 'show', reference));
    expect(may).toContain('[Withdraw]');
    expect(may).toContain('[Entered in error]');
    expect(may).not.toContain(CANARY);
  });

  it('is in nobody’s list but that of those on the case', async () => {
    const { reference } = await bench.send({ issues: ['benefits'] });
    for (const user of ['nadia', 'tom', 'priya', 'sam', 'grace'])
      expect(said(await bench.command(user, 'mine')), user).toContain(reference);
    for (const user of ['bev', 'helen', 'zoe', 'paula', 'owen', 'imran', 'aisha', 'dev'])
      expect(said(await bench.command(user, 'mine')), user).not.toContain(reference);
  });

  it('is not sent by those whose role sends none, and that is noted', async () => {
    for (const user of ['priya', 'grace', 'paula', 'imran']) {
      expect(said(await bench.command(user, 'refer'))).toContain(
        'Your role in this partnership doesn’t send referrals.',
      );
      const before = await bench.database.db.referral.count();
      await bench.submit(
        user,
        { action: 'referrals.send', context: carried('{}', bench.defaults) },
        bench.defaults,
      );
      expect(await bench.database.db.referral.count()).toBe(before);
      const line = await bench.database.db.auditEvent.findFirst({ orderBy: { seq: 'desc' } });
      expect(line).toMatchObject({
        action: 'referral.send',
        result: 'refused',
        actorId: bench.member(user).id,
      });
    }
  });
});
