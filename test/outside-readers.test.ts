import { expect, it } from 'vitest';
import { networkOutcome } from '../src/features/digests/messages/network.js';
import { wardMessage } from '../src/features/digests/messages/ward.js';
import { together } from '../src/features/evidence/rules/moved.js';
import { monthAt } from '../src/features/evidence/rules/periods.js';
import { textOf } from './support/corridor.js';
import { openDatabase } from './support/database.js';
import { samplePartnership } from './support/partnership.js';

const MONTH = monthAt(new Date('2026-11-15T12:00:00Z'), 'Europe/London');
/** As far as a count is tried: 12 is the last that is shown as 10. */
const MOST = 12;
const SMALL = 8;

/** What a partnership asked and sent in a month. */
type Pair = readonly [asked: number, sent: number];
const counts = Array.from({ length: MOST + 1 }, (_, count) => count);
const pairs: Pair[] = counts.flatMap((asked) => counts.map((sent): Pair => [asked, sent]));

/**
 * Everything that leaves a team comes once a month and is counted once: the card in a partnership's channel, and the
 * roll-up of its network. So a month stands alone, and somebody who reads all of it reads this much.
 */
it('lets nobody who reads every card and the roll-up work out a small count, by adding, subtracting or trying all', async () => {
  const database = await openDatabase('sqlite');
  const { partnership } = await samplePartnership(database);
  await database.drop();
  const card = ([asked, sent]: Pair) => {
    const topic = asked + sent === 0 ? null : { issue: 'debt', card: 'card' };
    const month = { month: MONTH.key, asked, sent, answered: asked, topic, story: null };
    const run = { id: '', partnershipId: partnership.id, counts: month, postedById: null };
    return textOf(wardMessage(run, partnership, { card: 'A letter about a debt', story: null }));
  };
  const rollUp = ([opened, sent]: Pair) => {
    const figures = { ...together([]), opened, sent };
    const kind = 'rolled-up';
    return textOf(networkOutcome({ kind, month: MONTH, partnerships: 2, timeZone: partnership.timeZone, figures }));
  };
  const cards = pairs.map(card);
  const sums = Array.from({ length: 2 * MOST + 1 }, (_, asked) =>
    Array.from({ length: 2 * MOST + 1 }, (_each, sent) => rollUp([asked, sent])),
  );

  // Which counts of the first partnership give the same three texts.
  const possible = new Map<string, [Set<number>, Set<number>]>();
  pairs.forEach(([asked, sent], one) =>
    pairs.forEach(([othersAsked, othersSent], other) => {
      const read = [cards[one], cards[other], sums[asked + othersAsked]?.[sent + othersSent]].join('\n\n');
      const [allAsked, allSent] = possible.get(read) ?? [new Set<number>(), new Set<number>()];
      possible.set(read, [allAsked.add(asked), allSent.add(sent)]);
    }),
  );
  const givenAway = [...possible].flatMap(([read, values]) =>
    values.flatMap((each) => {
      const [only = 0, ...others] = each;
      return others.length === 0 && only > 0 && only < SMALL ? [`exactly ${only}: ${read}`] : [];
    }),
  );
  expect(givenAway).toEqual([]);
  expect(possible.size).toBeGreaterThan(20);
}); // prettier-ignore
