import type { Fault } from '../fakes/faults.js';
import type { Dice } from './dice.js';

type Make = (dice: Dice, realMs: (programMs: number) => number) => Fault;

/** How often each happens to a request that says something, in a thousand; all others go well. */
const SAYING: readonly (readonly [perMille: number, fault: Make])[] = [
  [30, (dice) => ({ kind: 'rate-limit', retryAfter: dice.one(['1', '2', '3']) })],
  [20, () => ({ kind: 'status', status: 500, applied: false })],
  [20, () => ({ kind: 'status', status: 500, applied: true })],
  [20, () => ({ kind: 'reset', applied: false })],
  [20, () => ({ kind: 'reset', applied: true })],
  [10, () => ({ kind: 'cut-off', applied: true })],
  [10, (dice) => ({ kind: 'hang', applied: dice.chance(500) })],
  // The program gives up after three seconds of its time, and takes for granted that nothing lands a minute later.
  [20, (dice, realMs) => ({ kind: 'late', afterMs: realMs(dice.between(3_500, 30_000)) })],
  [60, (dice, realMs) => ({ kind: 'slow', afterMs: realMs(dice.between(100, 1_500)) })],
];

const READING: typeof SAYING = [
  [30, () => ({ kind: 'rate-limit', retryAfter: '1' })],
  [20, () => ({ kind: 'status', status: 500, applied: false })],
];

const FAULTS: Readonly<Record<string, typeof SAYING>> = {
  'chat.postMessage': SAYING,
  'chat.update': SAYING,
  'conversations.open': READING,
  'conversations.history': READING,
  'conversations.replies': READING,
  // of Teams
  say: SAYING,
  change: SAYING,
  open: READING,
  read: READING,
  'sign-in': READING,
};

/** A message can be read back up to so much later, in the program's time. */
const READ_LAG_MS = 4_000;

/** What goes wrong with what Slack and Teams answer, in a world of that speed. */
export function createWeather(dice: Dice, speed: number) {
  return {
    readLagMs: () => dice.below(READ_LAG_MS),
    fault(method: string): Fault | undefined {
      let cast = dice.below(1_000);
      for (const [perMille, fault] of FAULTS[method] ?? []) {
        if (cast < perMille) return fault(dice, (programMs) => programMs / speed);
        cast -= perMille;
      }
      return undefined;
    },
  };
}
