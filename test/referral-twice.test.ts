import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase, type Standing } from './support/referral-case.js';

type Deed = {
  at: Standing;
  by: string;
  do: (bench: ReferralCase, by: string, id: string, key?: string) => Promise<Reply>;
  /** What a second, separate time is answered; null where doing it again is a second deed. */
  again: string | null;
};
const press =
  (action: string): Deed['do'] =>
  (bench, by, id, key) =>
    bench.press(by, action, id, key);
const fill =
  (action: string, values: Record<string, string | string[]>): Deed['do'] =>
  (bench, by, id, key) =>
    bench.fill(by, action, id, values, key);
const MOVED_ON = 'has moved on, so this doesn’t fit any more';
const GONE = 'You do not have access to that reference, or it does not exist.';

const DEEDS: Record<string, Deed> = {
  'Take it': { at: 'requested', by: 'priya', do: press('referrals.take'), again: MOVED_ON },
  'Can’t act': { at: 'requested', by: 'priya', do: fill('referrals.decline', { reason: 'conflict' }), again: MOVED_ON },
  'Ask for more': { at: 'requested', by: 'priya', do: fill('referrals.ask', { text: CANARY }), again: MOVED_ON },
  Answer: { at: 'held-early', by: 'nadia', do: fill('referrals.answer', { text: CANARY }), again: MOVED_ON },
  'Contact made': { at: 'accepted', by: 'priya', do: press('referrals.contact'), again: MOVED_ON },
  'Couldn’t reach': { at: 'accepted', by: 'priya', do: fill('referrals.unreached', { way: 'call' }), again: null },
  Pause: { at: 'accepted', by: 'priya', do: fill('referrals.hold', { reason: 'waiting-list' }), again: MOVED_ON },
  Resume: { at: 'held-later', by: 'priya', do: press('referrals.resume'), again: MOVED_ON },
  'Couldn’t complete': { at: 'accepted', by: 'priya', do: fill('referrals.fail', { reason: 'moved' }), again: MOVED_ON },
  'Record outcome': { at: 'accepted', by: 'priya', do: fill('outcomes.record', { codes: ['GRANT'] }), again: MOVED_ON },
  'Moved to file': { at: 'accepted', by: 'priya', do: press('referrals.file'), again: MOVED_ON },
  Withdraw: { at: 'accepted', by: 'nadia', do: fill('referrals.withdraw', { reason: 'resolved' }), again: MOVED_ON },
  'Entered in error': { at: 'requested', by: 'nadia', do: fill('referrals.remove', { reason: 'test' }), again: GONE },
  'Tell less': { at: 'accepted', by: 'nadia', do: fill('referrals.share', { share: 'none' }), again: null },
}; // prettier-ignore
const CLOSED: Standing[] = ['completed', 'rejected', 'failed', 'cancelled'];

describe.each(providers)('the same thing twice, on %s', (provider) => {
  let bench: ReferralCase;
  beforeAll(async () => {
    bench = await openReferralCase(provider);
  });
  afterAll(() => bench.close());

  const at = async (standing: Standing) => {
    await bench.clear();
    const { id } = await bench.send();
    await bench.put(id, standing);
    return id;
  };
  /** Everything but the audit trail, which also holds what was refused. */
  const stored = async () => ({ ...(await bench.rows()), AuditEvent: [] });

  it.each(Object.keys(DEEDS))(
    '“%s”, delivered twice, has one effect and leaves no second line',
    async (name) => {
      const { at: standing, by, do: press_, again } = DEEDS[name]!;
      const id = await at(standing);
      await press_(bench, by, id, `once:${id}`);
      const before = await bench.rows();
      const reply = await press_(bench, by, id, `once:${id}`);
      expect(said(reply)).toContain(again === GONE ? GONE : 'That was done already. Nothing happened twice.');
      if (again !== GONE) expect(await bench.rows()).toEqual(before);
      expect(await stored()).toEqual({ ...before, AuditEvent: [] });
    },
  );

  it.each(Object.entries(DEEDS).filter(([, { again }]) => again !== null))('“%s”, pressed again, says why not and changes nothing', async (_, deed) => {
    const id = await at(deed.at);
    await deed.do(bench, deed.by, id);
    const before = await stored();
    expect(said(await deed.do(bench, deed.by, id))).toContain(deed.again);
    expect(await stored()).toEqual(before);
  }); // prettier-ignore

  it.each(Object.keys(DEEDS).filter((name) => !['Entered in error', 'Tell less'].includes(name)))(
    '“%s” on an old card, after it was closed, says that it has moved on',
    async (name) => {
      const { by, do: press_ } = DEEDS[name]!;
      for (const standing of CLOSED) {
        const id = await at(standing);
        const before = await stored();
        expect(said(await press_(bench, by, id))).toContain(MOVED_ON);
        expect(await stored()).toEqual(before);
      }
    },
  );

  it('“Take it” by two advisers at once is one’s, and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, reference } = await bench.send();
      const both = ['priya', 'sam', 'grace'];
      const replies = await Promise.all(both.map((user) => bench.press(user, 'referrals.take', id)));
      const texts = replies.map(said);
      const [winner, ...more] = both.filter((_, index) => texts[index]?.includes('is yours'));
      expect(more).toEqual([]);
      for (const text of texts.filter((each) => !each.includes('is yours')))
        expect(text).toMatch(/Somebody changed WIR-\w+ a moment before you|has moved on/);
      expect((await bench.row(id)).takenById).toBe(bench.member(winner!).id);
      expect(await bench.database.db.referralEvent.count({ where: { referralId: id, kind: 'taken' } })).toBe(
        1,
      );
      const trail = await bench.database.db.auditEvent.findMany({
        where: { reference, action: 'referral.taken' },
      });
      expect(trail.map(({ result }) => result).sort()).toEqual(['done', 'refused', 'refused']);
    }
  });

  it('a withdrawal and a decline at once are one of the two, whole', async () => {
    const { id } = await bench.send();
    await Promise.all([
      bench.fill('nadia', 'referrals.withdraw', id, { reason: 'resolved' }),
      bench.fill('priya', 'referrals.decline', id, { reason: 'conflict', inside: CANARY }),
    ]);
    const { state } = await bench.row(id);
    expect(['cancelled', 'rejected']).toContain(state);
    const texts = await bench.database.db.referralText.findMany({ where: { referralId: id } });
    expect(texts.map(({ kind }) => kind).sort()).toEqual(
      state === 'cancelled' ? [] : ['inside', 'needs', 'what'],
    );
  });

  it('what one holds and has paused cannot be taken by another, only resumed', async () => {
    const id = await at('held-later');
    expect(said(await bench.press('sam', 'referrals.take', id))).toContain(MOVED_ON);
    expect(said(await bench.press('sam', 'referrals.resume', id))).toContain('goes on');
    expect(await bench.row(id)).toMatchObject({ state: 'in-progress', takenById: bench.member('priya').id });
  });

  it('a contact is dated once, also where it was filed first', async () => {
    const id = await at('accepted');
    await bench.press('priya', 'referrals.file', id);
    expect(await bench.row(id)).toMatchObject({ state: 'in-progress', contactedAt: null });
    await bench.press('priya', 'referrals.contact', id);
    const { contactedAt } = await bench.row(id);
    bench.clock.forward(60_000);
    expect(said(await bench.press('priya', 'referrals.contact', id))).toContain(MOVED_ON);
    expect((await bench.row(id)).contactedAt).toEqual(contactedAt);
  });
});
