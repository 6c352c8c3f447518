import { beforeAll, describe, expect, it } from 'vitest';
import { wordsIn } from './fakes/slack-answers.js';
import { providers } from './support/database.js';
import { buildProgram } from './support/process.js';
import {
  CLINICIANS,
  hasButton,
  referenceIn,
  startWorkday,
  textOf,
  waited,
  type Moment,
  type Referred,
  type Workday,
} from './support/workday.js';

/** `KILLS=200 npm test -- test/kill.test.ts` runs longer; `SEED=…` repeats a run as far as a busy machine allows. */
const KILLS = Number(process.env['KILLS'] ?? 10);
const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1_000_000));
/** It only has to end some day, on a machine however busy. */
const PATIENCE_MS = 600_000 + KILLS * 60_000;

type Dice = (most: number) => number;

beforeAll(buildProgram, PATIENCE_MS);

describe.each(providers)('the program, on %s', (provider) => {
  it('loses nothing and says nothing twice, whenever it is killed', { timeout: PATIENCE_MS }, async () => {
    const day = await startWorkday(provider);
    try {
      const { referred, taken } = await killAgainAndAgain(day, diceOf(SEED));
      await until(day, () => wrong(day, referred, taken));
      expect(await day.program().stop()).toBe(0);
      await day.restart();
      await waited(6_000); // a lease and a settling time: whatever would be said again has been by now
      await until(day, () => wrong(day, referred, taken));

      const card = day.cards().find((each) => hasButton(each, 'Take it'))!;
      await day.take(card);
      await until(day, () => (isTaken(card) ? [] : [`${referenceIn(card)} cannot be taken`]));
      report(provider, referred, taken);
    } finally {
      await day.close();
    }
  });

  it('finishes what it has in hand when it is told to stop, and goes on where it was', { timeout: PATIENCE_MS }, async () => {
    const day = await startWorkday(provider);
    try {
      // The card’s request is carried out, but the answer does not come while anybody waits for it.
      const program = day.program();
      const asked = new Promise<void>((resolve) =>
        day.fake.faults.decide((method) => {
          if (method !== 'chat.postMessage') return undefined;
          resolve();
          return { kind: 'hang', applied: true };
        }),
      );
      const referred = [await day.refer('U0NADIA', 1)];
      await asked;
      program.terminate();
      // Whoever sends people there can see that it stops: it answers until it has handed its work back.
      let last: number | null = 200;
      for (let now: number | null = 200; now !== null; now = await readiness(program.url)) last = now;
      expect([last, await program.ended]).toEqual([503, 0]);
      day.fake.faults.decide(() => undefined);

      await day.restart();
      await until(day, () => wrong(day, referred, new Set()));
      expect(await day.program().stop()).toBe(0);
    } finally {
      await day.close();
    }
  }); // prettier-ignore
});

/** Lets people work and kills the program under their hands. @returns what they were told */
async function killAgainAndAgain(day: Workday, dice: Dice) {
  const referred: Referred[] = [];
  const taken = new Set<string>();
  const busy = new Map<string, Promise<void>>();
  const faults: unknown[] = [];
  const then = (who: string, work: () => Promise<void>) => {
    const before = busy.get(who) ?? Promise.resolve();
    busy.set(
      who,
      before.then(work).catch((fault: unknown) => void faults.push(fault)),
    );
  };
  let cases = 0;

  for (let kill = 0; kill < KILLS && faults.length === 0; kill += 1) {
    for (const user of CLINICIANS) {
      const nth = (cases += 1);
      const pause = dice(300);
      then(user, async () => {
        await waited(pause);
        referred.push(await day.refer(user, nth));
      });
    }
    then('adviser', async () => {
      const free = day.cards().filter((each) => hasButton(each, 'Take it'));
      const card = free[dice(free.length)];
      const reference = card && free.length > 1 ? await day.take(card) : null;
      if (reference !== null) taken.add(reference);
    });
    await killAtSomeMoment(day, dice);
    await day.restart();
  }
  await Promise.all(busy.values());
  expect(faults).toEqual([]);
  return { referred, taken };
}

/** Before, while or after Slack is answered or asked, or at any time. */
async function killAtSomeMoment(day: Workday, dice: Dice): Promise<void> {
  const [kind, delay, applied] = [dice(4), dice([20, 400][dice(2)]!), dice(2) === 0];
  let nth = 1 + dice(6);
  await new Promise<void>((resolve) => {
    let isDead = false; // one death for each moment: what is left of its timers must not kill the next life
    const die = () => {
      if (isDead) return;
      isDead = true;
      resolve(day.program().kill());
    };
    setTimeout(die, kind === 0 ? dice(1_500) : 4_000);
    day.on((moment: Moment) => {
      if (kind === (moment === 'sent' ? 1 : 2)) setTimeout(die, delay);
    });
    day.fake.faults.decide((method) => {
      if (kind !== 3 || !/^chat\.(postMessage|update)$/.test(method) || (nth -= 1) !== 0) return undefined;
      die();
      return applied ? undefined : { kind: 'reset', applied: false };
    });
  });
  day.on(() => undefined);
  day.fake.faults.decide(() => undefined);
}

/** Everything that is missing, or there twice. */
function wrong(day: Workday, referred: readonly Referred[], taken: ReadonlySet<string>): string[] {
  const cards = day.cards();
  const problems: string[] = [];
  for (const { nth, user, certain, reference } of referred) {
    const own = cards.filter((each) => wordsIn(each.blocks).includes(textOf(nth)));
    const found = own[0] && referenceIn(own[0]);
    if (own.length > 1 || (certain && own.length === 0)) problems.push(`case ${nth} has ${own.length} cards`);
    if (reference !== null && found !== reference) problems.push(`${reference} is not on its card`);
    const receipts = day.receipts(user).filter((each) => referenceIn(each) === found);
    if (found && receipts.length !== 1) problems.push(`${found} has ${receipts.length} receipts`);
  }
  if (new Set(cards.map(referenceIn)).size !== cards.length) problems.push('two cards have one reference');
  for (const card of cards)
    if (taken.has(referenceIn(card) ?? '') && !isTaken(card)) problems.push(`${referenceIn(card)} is not taken`);
  const lists = day.lists();
  const listed = Math.min(cards.length, 100);
  if (lists.length !== 1) problems.push(`there are ${lists.length} lists`);
  else if (!new RegExp(`, ${listed} referrals?\\b`).test(wordsIn(lists[0]?.blocks)))
    problems.push(`the list does not know of ${listed} referrals`);
  return problems;
} // prettier-ignore

const isTaken = (card: Parameters<typeof referenceIn>[0]) =>
  wordsIn(card.blocks).includes('Taken by Priya Shah');

/** Waits until nothing is wrong any more. @throws when something is wrong for two minutes without a change */
async function until(day: Workday, look: () => string[]): Promise<void> {
  let [problems, since] = [look().join('\n'), Date.now()];
  while (problems !== '') {
    await waited(100);
    const now = look().join('\n');
    if (now !== problems) [problems, since] = [now, Date.now()];
    if (Date.now() - since > 120_000)
      throw new Error(
        `SEED=${SEED} KILLS=${KILLS}:\n${problems}\n${day.program().lines.slice(-20).join('\n')}`,
      );
  }
}

/** Figures, for whoever asks for more kills than usual. */
function report(provider: string, referred: readonly Referred[], taken: ReadonlySet<string>): void {
  if (process.env['KILLS'] === undefined) return;
  const certain = referred.filter((each) => each.certain).length;
  const counts = `${certain} of ${referred.length} referrals acknowledged, ${taken.size} taken`;
  process.stderr.write(`${provider}, seed ${SEED}: ${KILLS} kills, ${counts}, 0 lost, 0 twice\n`);
}

/** The status of its readiness; null when nobody answers. */
const readiness = (url: string): Promise<number | null> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status,
    () => null,
  );

/** Mulberry32: whole numbers below `most`, the same for the same seed. */
function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (most) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return most === 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
}
