import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase, type Standing } from './support/referral-case.js';

type Deed = {
  at: Standing;
  by: string;
  do: (it: ReferralCase, by: string, id: string, key?: string) => Promise<Reply>;
  /** What a second, separate time is answered; null where doing it again is a second deed. */
  again: string | null;
};
const press =
  (action: string): Deed['do'] =>
  (it, by, id, key) =>
    it.press(by, action, id, key);
const fill =
  (action: string, values: Record<string, string | string[]>): Deed['do'] =>
  (it, by, id, key) =>
    it.fill(by, action, id, values, key);
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
  let it_: ReferralCase;
  beforeAll(async () => {
    it_ = await openReferralCase(provider);
  });
  afterAll(() => it_.close());

  const at = async (standing: Standing) => {
    const { id } = await it_.send();
    await it_.put(id, standing);
    return id;
  };
  /** Everything but the audit trail, which also holds what was refused. */
  const stored = async () => ({ ...(await it_.rows()), AuditEvent: [] });

  it.each(Object.keys(DEEDS))(
    '“%s”, delivered twice, has one effect and leaves no second line',
    async (name) => {
      const { at: standing, by, do: press_, again } = DEEDS[name]!;
      const id = await at(standing);
      await press_(it_, by, id, `once:${id}`);
      const before = await it_.rows();
      const reply = await press_(it_, by, id, `once:${id}`);
      expect(said(reply)).toContain(again === GONE ? GONE : 'That was done already. Nothing happened twice.');
      if (again !== GONE) expect(await it_.rows()).toEqual(before);
      expect(await stored()).toEqual({ ...before, AuditEvent: [] });
    },
  );

  it.each(Object.entries(DEEDS).filter(([, { again }]) => again !== null))('“%s”, pressed again, says why not and changes nothing', async (_, deed) => {
    const id = await at(deed.at);
    await deed.do(it_, deed.by, id);
    const before = await stored();
    expect(said(await deed.do(it_, deed.by, id))).toContain(deed.again);
    expect(await stored()).toEqual(before);
  }); // prettier-ignore

  it.each(Object.keys(DEEDS).filter((name) => !['Entered in error', 'Tell less'].includes(name)))(
    '“%s” on an old card, after it was closed, says that it has moved on',
    async (name) => {
      const { by, do: press_ } = DEEDS[name]!;
      for (const standing of CLOSED) {
        const id = await at(standing);
        const before = await stored();
        expect(said(await press_(it_, by, id))).toContain(MOVED_ON);
        expect(await stored()).toEqual(before);
      }
    },
  );

  it('“Take it” by two advisers at once is one’s, and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id, reference } = await it_.send();
      const both = ['priya', 'sam', 'grace'];
      const replies = await Promise.all(both.map((user) => it_.press(user, 'referrals.take', id)));
      const texts = replies.map(said);
      const [winner, ...more] = both.filter((_, index) => texts[index]?.includes('is yours'));
      expect(more).toEqual([]);
      for (const text of texts.filter((each) => !each.includes('is yours')))
        expect(text).toMatch(/Somebody changed WIR-\w+ a moment before you|has moved on/);
      expect((await it_.row(id)).takenById).toBe(it_.member(winner!).id);
      expect(await it_.database.db.referralEvent.count({ where: { referralId: id, kind: 'taken' } })).toBe(1);
      const trail = await it_.database.db.auditEvent.findMany({
        where: { reference, action: 'referral.taken' },
      });
      expect(trail.map(({ result }) => result).sort()).toEqual(['done', 'refused', 'refused']);
    }
  });

  it('a withdrawal and a decline at once are one of the two, whole', async () => {
    const { id } = await it_.send();
    await Promise.all([
      it_.fill('nadia', 'referrals.withdraw', id, { reason: 'resolved' }),
      it_.fill('priya', 'referrals.decline', id, { reason: 'conflict', inside: CANARY }),
    ]);
    const { state } = await it_.row(id);
    expect(['cancelled', 'rejected']).toContain(state);
    const texts = await it_.database.db.referralText.findMany({ where: { referralId: id } });
    expect(texts.map(({ kind }) => kind).sort()).toEqual(
      state === 'cancelled' ? [] : ['inside', 'needs', 'what'],
    );
  });

  it('what one holds and has paused cannot be taken by another, only resumed', async () => {
    const id = await at('held-later');
    expect(said(await it_.press('sam', 'referrals.take', id))).toContain(MOVED_ON);
    expect(said(await it_.press('sam', 'referrals.resume', id))).toContain('goes on');
    expect(await it_.row(id)).toMatchObject({ state: 'in-progress', takenById: it_.member('priya').id });
  });

  it('a contact is dated once, also where it was filed first', async () => {
    const id = await at('accepted');
    await it_.press('priya', 'referrals.file', id);
    expect(await it_.row(id)).toMatchObject({ state: 'in-progress', contactedAt: null });
    await it_.press('priya', 'referrals.contact', id);
    const { contactedAt } = await it_.row(id);
    it_.clock.forward(60_000);
    expect(said(await it_.press('priya', 'referrals.contact', id))).toContain(MOVED_ON);
    expect((await it_.row(id)).contactedAt).toEqual(contactedAt);
  });
});
