/** The only source of "now". Tests and the local workspace set their own. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
