import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from './support/corridor.js';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

describe.each(providers)('what is withdrawn or removed, on %s', (provider) => {
  let bench: ReferralCase;
  beforeEach(async () => {
    bench = await openReferralCase(provider);
  });
  afterEach(() => bench.close());

  /** A referral in which everybody has written something, and every kind of text is stored. */
  async function muchWritten() {
    const sent = await bench.send({ contactNote: `mornings ${CANARY}`, contact: ['call-ok'], access: ['hearing'] });
    const { id } = sent;
    await bench.fill('priya', 'referrals.ask', id, { text: `which shifts, ${CANARY}?` });
    await bench.fill('nadia', 'referrals.answer', id, { text: `late ones, ${CANARY}` });
    await bench.press('priya', 'referrals.take', id);
    return sent;
  } // prettier-ignore
  const texts = (referralId: string) => bench.database.db.referralText.findMany({ where: { referralId } });

  it.each([
    ['withdrawn by the sender', 'nadia', 'referrals.withdraw', 'resolved'],
    ['withdrawn by the link worker', 'tom', 'referrals.withdraw', 'person-withdrew'],
    ['withdrawn by the adviser', 'sam', 'referrals.withdraw', 'not-agreed'],
    ['withdrawn by the privacy lead', 'imran', 'referrals.withdraw', 'person-withdrew'],
    ['removed by the privacy lead', 'imran', 'referrals.remove', 'wrong-details'],
  ])('when %s is erased at once, and keeps its coded trace', async (_, user, action, reason) => {
    const { id, reference } = await muchWritten();
    const sealed = (await texts(id)).map((row) => row.sealed);
    expect(sealed).toHaveLength(4);
    await bench.fill(user, action, id, { reason });
    expect(await texts(id)).toEqual([]);
    const rows = JSON.stringify(await bench.rows());
    for (const each of sealed) expect(rows).not.toContain(each);
    expect(await bench.row(id)).toMatchObject({ issues: ['maternity'], reason });
    expect(await bench.database.db.referralEvent.count({ where: { referralId: id } })).toBe(5);
    expect(await bench.database.db.agreement.count({ where: { referralId: id } })).toBe(3);
    const line = await bench.database.db.auditEvent.findFirst({ orderBy: { seq: 'desc' } });
    expect(line).toMatchObject({ reference, result: 'done', actorId: bench.member(user).id });
  });

  it('leaves no byte of it in the files of the database', async () => {
    if (provider !== 'sqlite') return expect(provider).toBe('postgresql'); // there it is the server’s own files
    const { id } = await muchWritten();
    const sealed = (await texts(id)).map((row) => row.sealed);
    const files = (await bench.database.db.$queryRawUnsafe<{ file: string }[]>('PRAGMA database_list'))[0]!.file;
    const bytes = async () => {
      const folder = path.dirname(files);
      const names = (await readdir(folder)).filter((name) => name.startsWith(path.basename(files)));
      return Buffer.concat(await Promise.all(names.map((name) => readFile(path.join(folder, name))))).toString('latin1');
    };
    for (const each of sealed) expect(await bytes()).toContain(each.slice(-60));
    await bench.fill('nadia', 'referrals.withdraw', id, { reason: 'resolved' });
    const after = await bytes();
    for (const each of sealed) expect(after).not.toContain(each.slice(-60));
    expect(after).not.toContain(CANARY);
  }); // prettier-ignore

  it('is told to both sides as withdrawn, and nothing else', async () => {
    const { id, reference } = await muchWritten();
    await bench.fill('nadia', 'referrals.withdraw', id, { reason: 'not-agreed' });
    const [card, ...thread] = await bench.messages('harbour-triage', reference);
    expect(textOf(card!)).toContain('Status: Withdrawn');
    expect(thread.map(textOf).join()).toContain('An answer was here. It has been erased.');
    expect((await bench.messages('priya', reference)).map(({ summary }) => summary)).toEqual([`${reference}: withdrawn`]);
    expect((await bench.messages('tom', reference)).map(({ summary }) => summary)).toEqual([
      `${reference}: withdrawn`,
      `${reference}: erased`,
      `${reference}: withdrawn`,
    ]);
    for (const user of ['nadia', 'tom', 'priya', 'harbour-triage']) {
      const all = (await bench.messages(user, reference)).map(textOf).join();
      expect(all).not.toMatch(/agreed to it|had not agreed|wheelbarrow|Calling is safe|Hearing/);
    }
  }); // prettier-ignore

  it('is taken back from every message that quoted it', async () => {
    const { id } = await muchWritten();
    const quoting = await bench.database.db.posted.findMany({
      where: { OR: [{ notice: 'referrals.answer' }, { notice: 'referrals.news' }] },
    });
    expect(quoting.map(({ toId }) => toId).sort()).toEqual(['harbour-triage', 'nadia', 'tom']);
    await bench.fill('imran', 'referrals.withdraw', id, { reason: 'person-withdrew' });
    for (const { subject, toId } of quoting) {
      const last = await bench.database.db.outbox.findFirst({
        where: { subject, toId },
        orderBy: { seq: 'desc' },
      });
      expect(last).toMatchObject({ state: 'sent', payload: { erased: 'yes' } });
    }
  });

  it.each([
    ['withdrawn', 'referrals.withdraw', 'resolved', [/: withdrawn$/]],
    ['closed after a death', 'referrals.fail', 'died', []],
  ] as const)('before the news of the evening went out, and is %s, is the only news', async (_, action, reason, news) => {
    const { id, reference } = await bench.send();
    await bench.press('priya', 'referrals.take', id);
    bench.clock.set(new Date('2026-11-27T18:30:00Z'));
    await bench.press('priya', 'referrals.contact', id);
    await bench.fill('priya', 'referrals.unreached', id, { way: 'call' });
    await bench.fill('priya', action, id, { reason });
    bench.clock.set(new Date('2026-11-30T09:00:00Z'));
    await bench.corridor.worker.drain();
    for (const user of ['nadia', 'tom']) {
      const [, ...later] = await bench.messages(user, reference);
      expect(later.map(({ summary }) => summary)).toEqual(news.map((pattern) => expect.stringMatching(pattern) as string));
    }
  }); // prettier-ignore

  it('of one referral touches no other', async () => {
    const [first, second] = [await muchWritten(), await bench.send()];
    await bench.fill('nadia', 'referrals.withdraw', first.id, { reason: 'resolved' });
    expect(await texts(second.id)).toHaveLength(2);
    expect(said(await bench.press('priya', 'referrals.show', second.id))).toContain(CANARY);
  });
});
