import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import type { Address } from '../src/chat/place.js';
import { addressOf } from '../src/delivery/outbox.js';
import { createFeatures } from '../src/features/index.js';
import { button, buttonsOf, formOf, messageOf, textOf } from './support/corridor.js';
import { openReferralCase, type ReferralCase } from './support/referral-case.js';

const DAY_MS = 24 * 3_600_000;

// Words that are nobody’s but whoever types them here: none of Corridor’s own sentences has them.
const WORDS = [
  'wheelbarrow',
  '<b>teaspoon</b>',
  '*@here bookshelf*',
  'kettle &amp; saucepan',
  'doormat\nlampshade',
  '👩‍👧 hairbrush',
];
const typed = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));
const LETTERS = /wheelbarrow|teaspoon|bookshelf|kettle|saucepan|doormat|lampshade|hairbrush/i;
const ENDS = ['declined', 'completed', 'withdrawn', 'helped'] as const;
/** What only a platform that refuses, or a quiet week, brings about. */
const RARE = ['consultations.undelivered', 'digests.unreached', 'digests.card'];

/** One referral through everything that can be typed, ending one way or another. */
async function liveReferral(bench: ReferralCase, texts: readonly string[], end: (typeof ENDS)[number]) {
  const [what = '', note = '', question = '', answer = '', last = ''] = texts;
  const { id } = await bench.send({ what, contactNote: note, share: 'summary' });
  await bench.fill('priya', 'referrals.ask', id, { text: question });
  await bench.fill('nadia', 'referrals.answer', id, { text: answer });
  if (end === 'declined')
    await bench.fill('priya', 'referrals.decline', id, { reason: 'other', inside: last });
  if (end === 'completed') {
    await bench.press('priya', 'referrals.take', id);
    await bench.fill('priya', 'referrals.ask', id, { text: question });
    await bench.press('priya', 'referrals.resume', id);
    await bench.fill('priya', 'outcomes.record', id, { codes: ['GRANT'], line: last });
    await tellStory(bench, id, note);
  }
  if (end === 'helped') {
    await bench.press('priya', 'referrals.take', id);
    await bench.press('priya', 'referrals.contact', id);
  }
  if (end === 'withdrawn') await bench.fill('tom', 'referrals.withdraw', id, { reason: 'resolved' });
  for (const user of ['nadia', 'priya']) {
    await bench.command(user, 'mine');
    for (const action of ['show', 'copy', 'more', 'answer'])
      await bench.press(user, `referrals.${action}`, id);
  }
}

/** What came of it, told to the team once two people have agreed. */
async function tellStory(bench: ReferralCase, id: string, text: string) {
  await bench.submit('nadia', formOf(await bench.press('nadia', 'stories.tell', id)), {
    text,
    agreed: 'spoken',
  });
  const story = await bench.database.db.story.findFirstOrThrow({ where: { referralId: id } });
  for (const user of ['priya', 'bev']) await bench.press(user, 'stories.agree', story.id);
}

/** One consultation through everything that can be typed, and an answer kept from it. */
async function liveConsultation({ corridor, ...bench }: ReferralCase, texts: readonly string[]) {
  const [what = '', question = '', more = '', answer = '', edited = ''] = texts;
  const submit = async (user: string, action: string, value: string, text: string) => {
    const form = formOf(await bench.press(user, action, value));
    return bench.submit(user, form, { text });
  };
  await bench.submit('nadia', formOf(await bench.command('nadia', 'consult')), {
    issues: ['maternity'],
    what,
  });
  const { id } = await corridor.database.db.consultation.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await submit('priya', 'consultations.ask', id, question);
  await submit('nadia', 'consultations.reply', id, more);
  const sent = messageOf(await submit('priya', 'consultations.reply', id, answer));
  await submit('priya', 'consultations.edit', button(sent, 'Edit').value, edited);
  const title = { title: 'hairbrush', text: answer, issues: ['maternity'] };
  await bench.submit('priya', formOf(await bench.press('priya', 'consultations.save', id)), title);
  await bench.press('priya', 'consultations.is-answer', id);
  for (const user of ['nadia', 'priya'])
    for (const action of ['show', 'more', 'copy', 'own'])
      await bench.press(user, `consultations.${action}`, id);
  const lead = bench.partnership.members.find(({ duties }) => duties.includes('privacy-lead'))?.key ?? '';
  for (const user of ['sam', lead]) {
    const form = formOf(await bench.press(user, 'privacy.identifies', `consultation:${id}`));
    const which = form.fields.find(({ name }) => name === 'texts');
    const all = which?.kind === 'choices' ? which.options.map(({ value }) => value) : [];
    await bench.submit(user, form, { texts: all });
  }
  await bench.command('nadia', 'consult', `log housing: ${what}`);
  await bench.command('nadia', 'learn');
}

/** A service says how much room it has, in words. */
async function liveCapacity(bench: ReferralCase) {
  const form = formOf(await bench.press('grace', 'capacity.set', bench.serviceId('harbour-maternity')));
  await bench.submit('grace', form, { level: 'waitlist', note: 'hairbrush' });
}

/** What comes with time: reminders, asks, digests and whatever their buttons bring. */
async function letTimePass(bench: ReferralCase, look: () => Promise<void>) {
  for (const days of [1, 6, 7, 7, 7, 7, 7, 0.25, 200]) {
    bench.clock.forward(days * DAY_MS); // outcomes are asked for in the afternoon
    await bench.corridor.worker.drain();
    await look(); // what was sent is forgotten after a month
    for (const { message } of await bench.corridor.as('bev').messages())
      for (const { action, value } of buttonsOf(message))
        if (action.startsWith('digests.')) {
          const reply = await bench.press('bev', action, value);
          if (reply.kind === 'form') await bench.submit('bev', reply.form, { text: 'wheelbarrow' });
        }
  }
}

it(
  'no notification, button or title says a word of what was typed, whatever it was',
  { timeout: 240_000 },
  async () => {
    const bench = await openReferralCase('sqlite');
    const { corridor, database, clock } = bench;
    const { keyring, sample } = corridor;
    const { notices } = createFeatures({
      ...{ database, keyring, randomBytes, directory: sample.directory },
      ...{ platforms: new Set(['web'] as const), now: clock.now },
    });
    const composed = new Set<string>();
    let quoted = 0;

    /** Everything that was ever queued, as it would be said now; what a newer one took the place of included. */
    async function sayAll(): Promise<Message[]> {
      const rows = await database.db.outbox.findMany();
      const all: Message[] = [];
      const say = async (notice: string, payload: Record<string, string>, to: Address) => {
        const message = await notices.get(notice)?.(payload, to);
        if (message) composed.add(notice);
        if (message) all.push(message);
      };
      for (const row of rows) await say(row.notice, row.payload as Record<string, string>, addressOf(row));
      const known = Object.assign({}, ...rows.map(({ payload }) => payload)) as Record<string, string>;
      const card = (await database.db.answerCard.findFirst({ orderBy: { id: 'desc' } }))?.id ?? '';
      for (const name of RARE)
        for (const { id, accounts } of bench.partnership.members)
          if (accounts[0]) await say(name, { ...known, card, member: id }, { to: 'person', ...accounts[0] });
      return all;
    }
    function expectNothingTyped(message: Message) {
      expect(message.summary).not.toMatch(LETTERS);
      expect(JSON.stringify(buttonsOf(message))).not.toMatch(LETTERS);
      if (LETTERS.test(textOf(message))) quoted += 1;
    }

    const look = async () => (await sayAll()).forEach(expectNothingTyped);

    await fc.assert(
      fc.asyncProperty(fc.array(typed, { minLength: 5, maxLength: 5 }), async (texts) => {
        const from = bench.replies.length;
        for (const end of ENDS) await liveReferral(bench, texts, end);
        await liveConsultation(bench, texts);
        await liveCapacity(bench);
        await look();
        for (const reply of bench.replies.slice(from))
          if (reply.kind === 'message') expectNothingTyped(reply.message);
          else expect(`${reply.form.title}${reply.form.submit}${reply.form.context}`).not.toMatch(LETTERS);
      }),
      { numRuns: 2 },
    );
    await letTimePass(bench, look);
    await look();
    expect(quoted).toBeGreaterThan(6); // it is said where it should be, as a quotation
    expect([...notices.keys()].filter((name) => !composed.has(name))).toEqual([]);
    expect(corridor.lines.join('\n')).not.toMatch(LETTERS);
    const inClear = Object.entries(await bench.rows()).filter(([, rows]) =>
      LETTERS.test(JSON.stringify(rows)),
    );
    expect(inClear.map(([table]) => table)).toEqual(['CapacityReport']); // which everybody is meant to read
    await corridor.drop();
  },
);
