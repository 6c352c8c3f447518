import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../src/chat/call.js';
import { carried } from './support/corridor.js';
import {
  openReferralCase,
  said,
  SITUATION,
  STANDING_NAMES,
  type ReferralCase,
  type Standing,
} from './support/referral-case.js';
import { providers } from './support/database.js';
import { createCounter } from './support/rows.js';

// Nadia sent it and Tom, a link worker, follows desk. Harbour Advice has it: Priya is a solicitor, Sam and the service
// lead Grace are not, so the immigration part is beyond them. Bev is the champion, Helen the safety officer, Zoe a
// midwife of Nadia’s team, Imran the privacy lead, Paula an administrator, and Owen advises elsewhere.
const PEOPLE = ['nadia', 'tom', 'priya', 'sam', 'grace', 'imran', 'bev', 'helen', 'zoe', 'paula', 'owen'];
const HEALTH = ['nadia', 'tom'];
const LEGAL = ['priya', 'sam', 'grace'];
const ON_THE_CASE = [...HEALTH, ...LEGAL];
const EARLY: Standing[] = ['requested', 'held-early'];
const LATER: Standing[] = ['accepted', 'in-progress', 'held-later'];
const CLOSED: Standing[] = ['completed', 'rejected', 'failed', 'cancelled'];
const STORED = [...EARLY, ...LATER, ...CLOSED];

type Deed = {
  do: (bench: ReferralCase, user: string, id: string) => Promise<Reply>;
  /** Who may, and from where. Nobody else, and from nowhere else. */
  may: readonly (readonly [people: readonly string[], from: readonly Standing[]])[];
  /** What the allowed step is called in the audit trail. */
  as: string;
};
const press = (action: string) => (bench: ReferralCase, user: string, id: string) =>
  bench.press(user, action, id);
const fill =
  (action: string, values: Record<string, string | string[]>) =>
  (bench: ReferralCase, user: string, id: string) =>
    bench.fill(user, action, id, values);

/** A form to correct it, as it stands on the screen of whoever opened it: it corrects and never closes anything. */
const correct = (bench: ReferralCase, user: string, referral: string) =>
  bench.submit(
    user,
    { action: 'outcomes.record', context: carried(JSON.stringify({ referral, correcting: true }), {}) },
    { codes: ['SELF-HELP'] },
  );

const DEEDS: Record<string, Deed> = {
  take: { do: press('referrals.take'), may: [[['priya'], EARLY]], as: 'taken' },
  decline: { do: fill('referrals.decline', { reason: 'out-of-area' }), may: [[LEGAL, EARLY]], as: 'declined' },
  'ask for more': { do: fill('referrals.ask', { text: SITUATION }), may: [[LEGAL, ['requested', 'accepted', 'in-progress']]], as: 'asked' },
  'answer the question': { do: fill('referrals.answer', { text: SITUATION }), may: [[HEALTH, ['held-early', 'held-later']]], as: 'answered' },
  'note a contact': { do: press('referrals.contact'), may: [[LEGAL, LATER]], as: 'contact-made' },
  'count a try': { do: fill('referrals.unreached', { way: 'call' }), may: [[LEGAL, [...EARLY, ...LATER]]], as: 'not-reached' },
  pause: { do: fill('referrals.hold', { reason: 'waiting-list' }), may: [[LEGAL, ['requested', 'accepted', 'in-progress']]], as: 'held' },
  resume: { do: press('referrals.resume'), may: [[LEGAL, ['held-later']]], as: 'resumed' },
  'end without completion': { do: fill('referrals.fail', { reason: 'moved' }), may: [[LEGAL, ['held-early', ...LATER]]], as: 'failed' },
  'record an outcome': { do: fill('outcomes.record', { codes: ['INFORMED'] }), may: [[LEGAL, ['accepted', 'in-progress']]], as: 'completed' },
  'correct an outcome': { do: correct, may: [[LEGAL, ['completed']]], as: 'corrected' },
  'move to file': { do: press('referrals.file'), may: [[LEGAL, LATER]], as: 'filed' },
  'try to reach them': { do: press('referrals.try'), may: [[HEALTH, ['held-early', 'held-later']]], as: 'trying' },
  'agree a time': { do: fill('referrals.agree', { day: '2026-12-01', time: '14:30' }), may: [[HEALTH, ['held-early', 'held-later']]], as: 'time-agreed' },
  'say thank you': { do: press('referrals.thank'), may: [[HEALTH, ['completed', 'failed']]], as: 'thanked' },
  withdraw: { do: fill('referrals.withdraw', { reason: 'resolved' }), may: [[[...ON_THE_CASE, 'imran'], [...EARLY, ...LATER]]], as: 'withdrawn' },
  remove: { do: fill('referrals.remove', { reason: 'test' }), may: [[['nadia'], EARLY], [['imran'], STORED]], as: 'removed' },
  'tell less': { do: fill('referrals.share', { share: 'none' }), may: [[ON_THE_CASE, STORED]], as: 'share-lowered' },
  'see the detail': { do: press('referrals.show'), may: [[ON_THE_CASE, STORED]], as: 'seen' },
}; // prettier-ignore
const CELLS = Object.keys(DEEDS).flatMap((name) =>
  STANDING_NAMES.map((standing) => [name, standing] as const),
);

// Who may is decided in memory, so one database says it for both.
describe.each(providers.slice(0, 1))('who may do what, on %s', (provider) => {
  let bench: ReferralCase;
  let count: Awaited<ReturnType<typeof createCounter>>;
  beforeAll(async () => {
    bench = await openReferralCase(provider);
    count = await createCounter(bench.database);
  });
  afterAll(() => bench.close());

  const sent = () => bench.send({ issues: ['maternity', 'immigration'] });
  const lastLine = () => bench.database.db.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  const stored = async (id: string) => ({
    counts: await count(),
    row: await bench.database.db.referral.findUniqueOrThrow({ where: { id }, include: { agreements: true } }),
  });

  it.each(CELLS)('%s, when it is %s', async (name, standing) => {
    const deed = DEEDS[name]!;
    await bench.clear();
    let { id, reference } = await sent();
    await bench.put(id, standing);
    for (const user of PEOPLE) {
      const before = await stored(id);
      const reply = await deed.do(bench, user, id);
      const after = await stored(id);
      const actorId = bench.member(user).id;
      if (name === 'see the detail' && user === 'imran' && standing !== 'entered-in-error') {
        // A privacy lead acts by reference alone: the moves, and not a word of the case.
        expect(said(reply)).toMatch(/^WIR-\w+: more/);
        expect(after).toEqual(before);
        continue;
      }
      const may = deed.may.some(([people, from]) => people.includes(user) && from.includes(standing));
      expect(await lastLine(), `${user}: ${said(reply)}`).toMatchObject({ result: may ? 'done' : 'refused', reference, actorId });
      expect(after.counts['AuditEvent'], user).toBe(before.counts['AuditEvent']! + 1);
      const AuditEvent = before.counts['AuditEvent']! + 1;
      if (!may || name === 'see the detail') expect(after, user).toEqual({ ...before, counts: { ...before.counts, AuditEvent } });
      if (!may) continue;
      expect((await lastLine()).action).toBe(`referral.${deed.as}`);
      if (name !== 'see the detail') expect(after.row.version, user).toBe(before.row.version + 1);
      if (name === 'withdraw' || name === 'remove') ({ id, reference } = await sent());
      await bench.put(id, standing);
    }
  }); // prettier-ignore
});
