/** Ways of trying to reach somebody. */
export const WAYS = ['call', 'text', 'email', 'letter', 'visit'] as const;
export type Way = (typeof WAYS)[number];

const ENOUGH_TRIES = 3;
const ENOUGH_WAYS = 2;

/** Whether enough was tried to pause or close for that reason: three attempts in two ways. Source: taxonomy 4. */
export const triedEnough = (ways: readonly string[]): boolean =>
  ways.length >= ENOUGH_TRIES && new Set(ways).size >= ENOUGH_WAYS;
