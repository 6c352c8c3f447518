import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providers } from './support/database.js';
import { CANARY, openReferralCase, said, type ReferralCase } from './support/referral-case.js';

const NEUTRAL = [
  ['conflict', 'Conflict of interest'],
  ['no-merits', 'No reasonable case'],
  ['already-client', 'Already our client, or was'],
  ['no-capacity', 'No capacity'],
  ['other', 'Other (say why, kept inside)'],
] as const;
const SENTENCE =
  "This service can't take this one. That says nothing about the person or their case. You can send it to:";

const OPEN_REASONS = [
  ['not-eligible-means', "Outside this service's rules."],
  ['out-of-scope', "This service doesn't cover that issue."],
  ['wrong-service', 'Better placed elsewhere.'],
  ['out-of-area', "Outside this service's area."],
  ['out-of-time', 'May be late: get advice today.'],
  ['needs-regulated-adviser', 'Needs a regulated adviser.'],
  ['insufficient-info', "We couldn't go on without more information."],
  ['not-agreed', 'Please check with the person before sending again.'],
] as const;

describe.each(providers)('a decline, on %s', (provider) => {
  let bench: ReferralCase;
  beforeAll(async () => {
    bench = await openReferralCase(provider);
  });
  afterAll(() => bench.close());

  async function declined(reason: string, at = '2026-11-24T10:00:00Z') {
    await bench.clear();
    bench.clock.set(new Date(at));
    const sent = await bench.send();
    const reply = await bench.fill('priya', 'referrals.decline', sent.id, {
      reason,
      inside: `kept ${CANARY}`,
    });
    expect(said(reply)).toContain('declined. The reason stays inside your organisation.');
    return sent;
  }

  /** Everything that leaves the declining organisation, with this referral’s own names taken out. */
  async function seenOutside({ id, reference }: { id: string; reference: string }) {
    const { db } = bench.database;
    const own = (value: unknown) =>
      JSON.stringify(value, null, 1)
        .replaceAll(reference, 'REFERENCE')
        .replaceAll(id, 'ID')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (uuid) => bench.partnership.members.find((each) => each.id === uuid)?.key ?? 'other id');
    const people = ['nadia', 'tom'];
    const told = await Promise.all(people.map((user) => bench.messages(user, reference)));
    const asked: unknown[] = [];
    for (const user of people) {
      asked.push(await bench.command(user, 'mine'), await bench.command(user, 'show', reference));
      for (const action of ['referrals.show', 'referrals.copy', 'referrals.more']) asked.push(await bench.press(user, action, id));
      asked.push(await bench.press(user, 'referrals.reroute', `${id}:${bench.serviceId('mersey-law-casework')}`));
    }
    for (const user of ['bev', 'owen', 'imran']) asked.push(await bench.command(user, 'show', reference));
    const toPeople = { toKind: 'person', payload: { path: provider === 'sqlite' ? '$.referral' : ['referral'], equals: id } } as never;
    const queued = await db.outbox.findMany({ where: toPeople, orderBy: { seq: 'asc' }, omit: { seq: true, id: true, messageId: true, leaseToken: true } });
    const events = await db.referralEvent.findMany({ where: { referralId: id }, orderBy: { id: 'asc' }, omit: { sealedReason: true } });
    const trail = await db.auditEvent.findMany({ where: { reference }, orderBy: { seq: 'asc' }, omit: { seq: true } });
    return own({ told, asked, queued, events, trail, row: await bench.row(id) });
  } // prettier-ignore

  it.each([
    ['in the morning', '2026-11-24T10:00:00Z'],
    ['on a Friday evening', '2026-11-27T18:30:00Z'],
  ])(
    'for any of the five neutral reasons is the same to the last byte for everybody outside, %s',
    async (_, at) => {
      const views: string[] = [];
      for (const [reason] of NEUTRAL) views.push(await seenOutside(await declined(reason, at)));
      expect(views[0]).toContain(at.startsWith('2026-11-27') ? '2026-11-30T09:00:00.000Z' : SENTENCE);
      for (const view of views) expect(view).toBe(views[0]);
    },
  );

  it('of a duplicate is the same too, since the other one may not be theirs to see', async () => {
    expect(await seenOutside(await declined('duplicate'))).toBe(
      await seenOutside(await declined('conflict')),
    );
  });

  it('says the one neutral sentence, where else it may be sent, and nothing about why', async () => {
    const { reference } = await declined('conflict');
    const [, message] = await bench.messages('nadia', reference);
    expect(message).toEqual({
      summary: `${reference}: can’t be taken`,
      parts: [
        { kind: 'text', text: SENTENCE },
        {
          kind: 'list',
          items: [
            {
              text: 'Mersey Shore Law Centre',
              note: expect.stringContaining('as of Fri 20 Nov') as string,
              button: {
                action: 'referrals.reroute',
                label: 'Send it there',
                value: expect.any(String) as string,
              },
            },
          ],
        },
        { kind: 'note', text: 'Sending it on makes a new referral, with the person’s fresh agreement.' },
      ],
    });
  });

  it.each(NEUTRAL)(
    'for “%s” is read as such inside the declining organisation alone',
    async (reason, label) => {
      const { id, reference } = await declined(reason);
      const [card] = await bench.messages('harbour-triage', reference);
      expect(JSON.stringify(card)).toContain(`Declined: ${label}`);
      for (const user of ['priya', 'sam', 'grace'])
        expect(said(await bench.command(user, 'show', reference))).toContain(`Declined: ${label}`);
      for (const user of ['nadia', 'tom', 'bev', 'owen', 'imran', 'paula', 'zoe'])
        expect(said(await bench.press(user, 'referrals.show', id))).not.toContain(label);
    },
  );

  it('for a neutral reason keeps the true one in clear in no table and no log, nor by its length', async () => {
    for (const [reason] of NEUTRAL) await declined(reason);
    const rows = await bench.rows();
    const stored = ['Referral', 'ReferralEvent', 'AuditEvent', 'Outbox', 'Posted', 'Job', 'Inbox', 'Agreement', 'ReferralText']
      .flatMap((table) => rows[table] ?? [])
      .join('\n');
    for (const [reason, label] of NEUTRAL) {
      expect(stored).not.toContain(`"${reason}"`);
      expect(stored).not.toContain(label);
      expect(bench.corridor.lines.join('\n')).not.toContain(`"${reason}"`);
    }
    const sealed = await bench.database.db.referralEvent.findMany({ where: { sealedReason: { not: null } } });
    expect(sealed.length).toBeGreaterThanOrEqual(5);
    expect(new Set(sealed.map(({ sealedReason }) => sealedReason?.length)).size).toBe(1);
  }); // prettier-ignore

  it.each(OPEN_REASONS)('for “%s” says so in its own words', async (reason, words) => {
    const { id, reference } = await declined(reason);
    const text = JSON.stringify((await bench.messages('nadia', reference)).at(-1));
    expect(text).toContain(words);
    expect(text).not.toContain('That says nothing about the person');
    expect((await bench.row(id)).reason).toBe(reason);
  });

  it('that comes late for a time limit puts the services that may still help first', async () => {
    const { reference } = await declined('out-of-time');
    const message = (await bench.messages('nadia', reference)).at(-1);
    expect(message?.parts.map(({ kind }) => kind)).toEqual(['list', 'text', 'note']);
  });
});
