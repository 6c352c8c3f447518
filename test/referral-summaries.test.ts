import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Message } from '../src/chat/message.js';
import { buttonsOf, textOf } from './support/corridor.js';
import { openReferralCase, type ReferralCase } from './support/referral-case.js';

// Words that are nobody’s but whoever types them here: none of Corridor’s own sentences has them.
const WORDS = [
  'zebrafinch',
  '<b>walrus</b>',
  '*@here pangolin*',
  'Äxolotl',
  'WIR-2222: okapi',
  'tapir\nibex',
  '👩‍👧 narwhal',
];
const typed = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));
const LETTERS = /zebrafinch|walrus|pangolin|Äxolotl|okapi|tapir|ibex|narwhal/i;

/** One referral through everything that can be typed, ending one way or another. */
async function live(
  it_: ReferralCase,
  texts: readonly string[],
  end: 'declined' | 'completed' | 'withdrawn',
) {
  const [what = '', note = '', question = '', answer = '', last = ''] = texts;
  const { id } = await it_.send({ what, contactNote: note, share: 'summary' });
  await it_.fill('priya', 'referrals.ask', id, { text: question });
  await it_.fill('nadia', 'referrals.answer', id, { text: answer });
  if (end === 'declined') await it_.fill('priya', 'referrals.decline', id, { reason: 'other', inside: last });
  if (end === 'completed') {
    await it_.press('priya', 'referrals.take', id);
    await it_.fill('priya', 'referrals.ask', id, { text: question });
    await it_.press('priya', 'referrals.resume', id);
    await it_.fill('priya', 'outcomes.record', id, { codes: ['GRANT'], line: last });
  }
  if (end === 'withdrawn') await it_.fill('tom', 'referrals.withdraw', id, { reason: 'resolved' });
  for (const user of ['nadia', 'priya']) {
    await it_.command(user, 'mine');
    for (const action of ['show', 'copy', 'more', 'answer']) await it_.press(user, `referrals.${action}`, id);
  }
}

it('no notification, button or title says a word of what was typed, whatever it was', async () => {
  const it_ = await openReferralCase('sqlite');
  let quoted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(typed, { minLength: 5, maxLength: 5 }),
      fc.constantFrom('declined', 'completed', 'withdrawn'),
      async (texts, end) => {
        const from = it_.replies.length;
        await live(it_, texts, end);
        const people = await Promise.all(it_.partnership.members.map(({ key }) => it_.corridor.as(key).messages()));
        const channel = await it_.corridor.channel('harbour-triage');
        const posted = [...people.flat(), ...channel].flatMap(({ message, replies }) => [message, ...replies.map((each) => each.message)]);
        const answered = it_.replies.slice(from).flatMap((reply): Message[] => (reply.kind === 'message' ? [reply.message] : []));
        for (const message of [...posted, ...answered]) {
          expect(message.summary).not.toMatch(LETTERS);
          expect(JSON.stringify(buttonsOf(message))).not.toMatch(LETTERS);
          const others = message.parts.filter(({ kind }) => kind !== 'quote');
          expect(JSON.stringify(others)).not.toMatch(LETTERS);
          if (LETTERS.test(textOf(message))) quoted += 1;
        }
        for (const reply of it_.replies.slice(from))
          if (reply.kind === 'form') expect(`${reply.form.title}${reply.form.submit}${reply.form.context}`).not.toMatch(LETTERS);
      },
    ),
    { numRuns: 6 },
  );
  expect(quoted).toBeGreaterThan(6); // it is said where it should be, as a quotation
  expect(it_.corridor.lines.join('\n')).not.toMatch(LETTERS);
  expect(JSON.stringify(await it_.rows())).not.toMatch(LETTERS);
  await it_.close();
}); // prettier-ignore
