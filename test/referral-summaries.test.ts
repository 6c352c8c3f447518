import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import { buttonsOf, textOf } from './support/corridor.js';
import { openReferralCase, type ReferralCase } from './support/referral-case.js';

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

const ENDS = ['declined', 'completed', 'withdrawn'] as const;

/** One referral through everything that can be typed, ending one way or another. */
async function live(bench: ReferralCase, texts: readonly string[], end: (typeof ENDS)[number]) {
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
  }
  if (end === 'withdrawn') await bench.fill('tom', 'referrals.withdraw', id, { reason: 'resolved' });
  for (const user of ['nadia', 'priya']) {
    await bench.command(user, 'mine');
    for (const action of ['show', 'copy', 'more', 'answer'])
      await bench.press(user, `referrals.${action}`, id);
  }
}

it('no notification, button or title says a word of what was typed, whatever it was', async () => {
  const bench = await openReferralCase('sqlite');
  let quoted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(typed, { minLength: 5, maxLength: 5 }),
      async (texts) => {
        const from = bench.replies.length;
        for (const end of ENDS) await live(bench, texts, end);
        const people = await Promise.all(bench.partnership.members.map(({ key }) => bench.corridor.as(key).messages()));
        const channel = await bench.corridor.channel('harbour-triage');
        const posted = [...people.flat(), ...channel].flatMap(({ message, replies }) => [message, ...replies.map((each) => each.message)]);
        const answered = bench.replies.slice(from).flatMap((reply): Message[] => (reply.kind === 'message' ? [reply.message] : []));
        for (const message of [...posted, ...answered]) {
          expect(message.summary).not.toMatch(LETTERS);
          expect(JSON.stringify(buttonsOf(message))).not.toMatch(LETTERS);
          const others = message.parts.filter(({ kind }) => kind !== 'quote');
          expect(JSON.stringify(others)).not.toMatch(LETTERS);
          if (LETTERS.test(textOf(message))) quoted += 1;
        }
        for (const reply of bench.replies.slice(from))
          if (reply.kind === 'form') expect(`${reply.form.title}${reply.form.submit}${reply.form.context}`).not.toMatch(LETTERS);
      },
    ),
    { numRuns: 3 },
  );
  expect(quoted).toBeGreaterThan(6); // it is said where it should be, as a quotation
  expect(bench.corridor.lines.join('\n')).not.toMatch(LETTERS);
  expect(JSON.stringify(await bench.rows())).not.toMatch(LETTERS);
  await bench.close();
}); // prettier-ignore
