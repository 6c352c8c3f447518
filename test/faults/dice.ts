/** Whole numbers below `most`, or a choice, the same for the same seed. */
export type Dice = ReturnType<typeof createDice>;

/** Mulberry32. */
export function createDice(seed: number) {
  let state = seed >>> 0;
  const below = (most: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return most <= 0 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % most;
  };
  return {
    below,
    /** @throws when there is nothing to choose from */
    one<T>(of: readonly T[]): T {
      const chosen = of[below(of.length)];
      if (chosen === undefined) throw new Error('nothing to choose from');
      return chosen;
    },
    /** True in so many of a thousand cases. */
    chance: (perMille: number): boolean => below(1_000) < perMille,
    between: (least: number, most: number): number => least + below(most - least + 1),
  };
}
