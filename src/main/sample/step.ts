import type { Values } from '../../chat/form.js';
import type { Cast } from './cast.js';
import type { Dice } from './dice.js';

/**
 * One thing that somebody does about the `nth` case: begins it, by a word and its form, or presses a button of it. The
 * forms that come are filled in one after the other. Values that name something by its key begin with `@`;
 * `begins` is the case that comes of a press.
 */
export type Step = { at: Date; nth: number; user: string } & (
  | { begin: string; values: Values }
  | { press: string; about?: string; fills?: readonly Values[]; begins?: number }
);

/** Steps as they are made up, before anybody asks whether that day has come. */
export type Making = {
  dice: Dice;
  cast: Cast;
  nth: number;
  /** A moment of a working day so many working days after the case began. */
  after(workingDays: number): Date;
};
