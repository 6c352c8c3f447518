/** Chance that can be had again: the same seed rolls the same. */
export type Dice = {
  /** A whole number from 0 up to, and not including, `sides`. */
  roll(sides: number): number;
  /** True so many times in a hundred. */
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
  between(least: number, most: number): number;
};

/** Makes dice from a seed: a linear congruential generator, of which only the upper bits are used. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 8; warm += 1) next(); // seeds beside each other begin alike
  const roll = (sides: number) => Math.floor(next() * sides);
  return {
    roll,
    chance: (percent) => roll(100) < percent,
    pick<T>(from: readonly T[]): T {
      const found = from[roll(from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    between: (least, most) => least + roll(most - least + 1),
  };
}
