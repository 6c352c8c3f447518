import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, formOf, messageOf, openCorridor, type TestCorridor } from './support/corridor.js';
import { providers } from './support/database.js';

const HOUR_MS = 3_600_000;
const CONSULTATIONS = 80;
const REFERRALS = 40;
const HOURS = 14 * 24;
const REFERRERS = ['nadia', 'ruth', 'tom'];
const ADVISERS = ['priya', 'sam'];

/** A small generator of its own, so that the same fortnight happens each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % sides;
  };
}

describe.each(providers)('a fortnight of %s', (provider) => {
  let corridor: TestCorridor;
  beforeEach(async () => {
    corridor = await openCorridor(provider, { at: '2026-11-23T00:00:00Z' });
  });
  afterEach(() => corridor.drop());

  const said = () => corridor.database.db.posted.findMany({ orderBy: { at: 'asc' } });

  async function consult(user: string, urgent: boolean) {
    const form = formOf(await corridor.as(user).command('consult'));
    const priority = urgent ? 'urgent' : 'routine';
    await corridor.as(user).submit(form, { issues: ['benefits'], what: 'Her payments stopped after a letter.', priority });
  }
  async function refer(user: string) {
    const form = formOf(await corridor.as(user).command('refer'));
    const service = corridor.sample.partnership.services[0]!.id;
    const values = { service, issues: ['housing'], what: 'Owes two months of rent.', agreed: 'spoken', share: 'status' };
    const reply = await corridor.as(user).submit(form, values);
    if (reply.kind === 'form') await corridor.as(user).submit(reply.form, {}); // something like it was sent this week
  }
  /** An adviser works through what waits, one thing at a time. */
  async function work(user: string, roll: (sides: number) => number) {
    const list = (await corridor.channel('harbour-triage')).find(({ message }) => /consultation/.test(message.summary));
    const open = list ? buttonsOf(list.message) : [];
    if (open.length === 0) return;
    const shown = messageOf(await corridor.as(user).press(open[roll(open.length)]!));
    const moves = buttonsOf(shown).filter(({ label }) => ['Take it', 'Reply', 'Contact made', 'Record outcome'].includes(label));
    const move = moves[roll(moves.length || 1)];
    if (!move) return;
    const reply = await corridor.as(user).press(move);
    if (reply.kind !== 'form') return;
    const values = reply.form.action === 'outcomes.record' ? { codes: ['INFORMED'] } : { text: 'In general, ask in writing and keep a copy.' };
    await corridor.as(user).submit(reply.form, values);
  }

  it('asks nobody for more than the caps allow, and running every job again says nothing new', { timeout: 240_000 }, async () => {
    const roll = dice(7);
    let [consultations, referrals] = [0, 0];
    for (let hour = 0; hour < HOURS; hour += 1) {
      const clock = corridor.clock.now();
      const working = clock.getUTCDay() % 6 !== 0 && clock.getUTCHours() >= 8 && clock.getUTCHours() < 18;
      if (working && consultations < CONSULTATIONS) {
        consultations += 1;
        await consult(REFERRERS[roll(3)]!, roll(10) === 0);
      }
      if (working && referrals < REFERRALS && roll(2) === 0) {
        referrals += 1;
        await refer(REFERRERS[roll(3)]!);
      }
      if (working && roll(2) === 0) await work(ADVISERS[roll(2)]!, roll);
      corridor.clock.forward(HOUR_MS);
      await corridor.worker.drain();
    }
    expect({ consultations, referrals }).toEqual({ consultations: CONSULTATIONS, referrals: REFERRALS });

    const all = await said();
    const cards = all.filter(({ notice }) => notice === 'consultations.card');
    expect(new Set(cards.map(({ subject }) => subject)).size).toBe(cards.length);
    expect(cards).toHaveLength(CONSULTATIONS);

    const quiet = all.filter(({ toKind, notice }) => toKind === 'person' && /news|updates|ask/.test(notice));
    for (const { at } of quiet) expect(at.getUTCHours(), at.toISOString()).toBeGreaterThanOrEqual(9);
    for (const { at } of quiet) expect(at.getUTCHours(), at.toISOString()).toBeLessThan(17);
    for (const { at } of quiet) expect(at.getUTCDay() % 6, at.toISOString()).not.toBe(0);

    for (const [notice, least] of [['referrals.updates', 10], ['outcomes.asks', 4]] as const) {
      const perDay = all.filter((each) => each.notice === notice).map(({ toId, at }) => `${toId} ${at.toISOString().slice(0, 10)}`);
      expect(perDay.length).toBeGreaterThan(least);
      expect(new Set(perDay).size).toBe(perDay.length);
    }

    await corridor.database.db.job.updateMany({ data: { state: 'pending', leaseUntil: new Date(0) } });
    await corridor.worker.drain();
    expect(await said()).toHaveLength(all.length);
  });
}); // prettier-ignore
