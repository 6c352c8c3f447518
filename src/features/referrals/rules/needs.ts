import { z } from 'zod';
import list from '../needs.json' with { type: 'json' };

const Entry = z.strictObject({ key: z.string(), label: z.string() });

/** Access needs and safe-contact answers, checked when the program starts. Source: taxonomy section 9. */
export const NEEDS = z.strictObject({ access: z.array(Entry), contact: z.array(Entry) }).parse(list);

/** Whether all of these are on the list. */
export const areNeeds = (kind: keyof typeof NEEDS, keys: readonly string[]): boolean =>
  keys.every((key) => NEEDS[kind].some((each) => each.key === key));

/** Given alone: nobody rings, texts or writes; the referrer arranges how they meet. */
export const DO_NOT_CONTACT = 'do-not-contact';

/** The labels of the chosen entries, in the list's order. */
export const needLabels = (kind: keyof typeof NEEDS, keys: readonly string[]): string[] =>
  NEEDS[kind].filter(({ key }) => keys.includes(key)).map(({ label }) => label);
